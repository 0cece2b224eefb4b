import { z } from 'zod';
import type { ViewQuery } from '#agencies';
import { CaseRead } from './case-read.js';
import { JourneyRead } from './journey-read.js';

/** A GET operation as the API documentation shows it. */
export interface ReadAddress {
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Whether users of some kinds of agencies only may ask. */
  readonly kinds?: readonly string[];
  readonly query?: z.ZodObject;
  readonly answer: z.ZodType;
}

const ofQuery = ({ path, summary, kinds, params, item, sealed }: ViewQuery): ReadAddress => {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const { [names[0] ?? '']: _inPath, ...inQuery } = params.shape;
  const opened = z.object(Object.fromEntries(sealed.map((name) => [name, z.array(z.unknown())])));
  return {
    path: `/v1/${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    tag: path.split('/')[0] ?? 'views',
    summary,
    kinds,
    query: z.object({ ...inQuery, position: z.string().optional() }),
    answer: z.object({
      rows: z.array(
        z.intersection(
          z.intersection(z.object({ caseId: z.uuid(), behind: z.literal(true).optional() }), item),
          opened,
        ),
      ),
      next: z.string().optional(),
    }),
  };
};

/** Every read that a node offers. */
export const readAddresses = (queries: readonly ViewQuery[]): readonly ReadAddress[] => [
  {
    path: '/v1/cases/{caseId}',
    tag: 'cases',
    summary: 'One case from its own stream, always current, reduced to what your agency may see.',
    answer: CaseRead,
  },
  {
    path: '/v1/journeys/{journeyId}',
    tag: 'journey',
    summary: 'One journey: its legs, and the travellers that you may know of.',
    answer: JourneyRead,
  },
  ...queries.map(ofQuery),
];
