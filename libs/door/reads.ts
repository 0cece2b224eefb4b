import { z } from 'zod';
import type { ViewQuery } from '#agencies';
import { referenceAddress } from '#casework';
import { AuditorReads, OwnerReads } from './access-log-read.js';
import { shapeOf } from './asked/fits.js';
import { askedOf } from './asked/list-asked.js';
import { AuditorAsked, OwnerAsked } from './asked/log-asked.js';
import { InstrumentsAsked } from './asked/instruments-asked.js';
import { PreviewAsked } from './asked/preview-asked.js';
import { CaseRead } from './case-read.js';
import { InstrumentRead, InstrumentsRead } from './instruments-read.js';
import { JourneyRead } from './journey-read.js';
import { PeopleRead } from './people-read.js';
import { PreviewRead } from './preview-read.js';
import { ReferenceRead } from './reference-read.js';

/** A GET operation as the API documentation shows it. */
export interface ReadAddress {
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Whether users of some kinds of agencies only may ask. */
  readonly kinds?: readonly string[];
  readonly query?: z.ZodObject;
  readonly answer: z.ZodType;
  /** Whether it answers the ETag that a write can carry. */
  readonly tagged?: true;
  /** Where it answers with something else than JSON. */
  readonly media?: 'application/pdf' | undefined;
  /** Whether a rule can refuse it, as it would refuse a step. */
  readonly ruled?: true;
}

/** A row as the door answers it: what the view keeps, and the values opened for the reader. */
const rowOf = ({ item, sealed }: ViewQuery): z.ZodType => {
  const shape = item instanceof z.ZodObject ? item.shape : {};
  const opened = Object.fromEntries(
    sealed.map((name) => [name, z.array(z.unknown()).describe('As far as your agency may see them.')]),
  );
  return z.object({
    caseId: z.uuid().optional(),
    behind: z.literal(true).optional().describe('The row may lag behind the case.'),
    ...shape,
    ...opened,
  });
};

const ofQuery = (query: ViewQuery): ReadAddress => {
  const { path, summary, kinds } = query;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const asked = Object.entries<z.ZodType>(shapeOf(askedOf(query)).shape);
  return {
    path: `/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    tag: path.split('/')[1] ?? '',
    summary,
    kinds,
    query: z.object(Object.fromEntries(asked.filter(([name]) => !inPath.includes(name)))),
    answer: z.object({
      rows: z.array(rowOf(query)),
      next: z.string().optional().describe('Cursor of the next page; absent on the last.'),
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
    tagged: true,
  },
  {
    path: '/v1/journeys/{journeyId}',
    tag: 'journey',
    summary: 'One journey: its legs, and the travellers that you may know of.',
    answer: JourneyRead,
    tagged: true,
  },
  {
    path: referenceAddress,
    tag: 'reference',
    summary: 'Codes with their names, as far as your agency may know them, and the fields that take them.',
    answer: ReferenceRead,
  },
  {
    path: '/v1/instruments',
    tag: 'instruments',
    summary:
      'The instruments to which the country is a party, whatever their status, for who works under them.',
    query: shapeOf(InstrumentsAsked),
    answer: InstrumentsRead,
  },
  {
    path: '/v1/instruments/{code}/{version}',
    tag: 'instruments',
    summary: 'One instrument: its clauses, the hash of its text, and what became of it.',
    answer: InstrumentRead,
  },
  {
    path: '/v1/people',
    tag: 'people',
    summary:
      'The people of your own office as far as it recorded them: who answers today towards which country, appointments, delegations, absences, who left. Of every office for the auditor.',
    answer: PeopleRead,
    tagged: true,
  },
  {
    path: '/v1/cases/{caseId}/access-log',
    tag: 'cases',
    summary: 'Which offices read of this case, when and for what: for its owner, on behalf of the person.',
    query: shapeOf(OwnerAsked),
    answer: OwnerReads,
  },
  {
    path: '/v1/cases/{caseId}/disclosure-preview',
    tag: 'cases',
    summary:
      'What would go to a country for a purpose if it were decided now, field by field, and which clause or consent decides. Nothing is sent.',
    query: shapeOf(PreviewAsked),
    answer: PreviewRead,
    ruled: true,
  },
  {
    path: '/v1/cases/{caseId}/letters/{number}',
    tag: 'letters',
    summary:
      'A letter to print, sign for and hand over: a cover with its number, what it tells in the languages of both sides, and a receipt. For whoever writes for the country.',
    answer: z.string().describe('A PDF, the same bytes each time.'),
    media: 'application/pdf',
    ruled: true,
  },
  {
    path: '/v1/auditor/access-log',
    tag: 'auditor',
    summary: 'Who read what above P1 of which case, latest first, and who was refused.',
    kinds: ['auditor'],
    query: shapeOf(AuditorAsked),
    answer: AuditorReads,
  },
  ...queries.map(ofQuery),
];
