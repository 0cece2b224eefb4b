import fc from 'fast-check';
import {
  addDays,
  consentPurposes,
  fieldGroups,
  messages,
  type Clause,
  type Country,
  type FieldGroup,
  type Instrument,
  type MessageKind,
} from '#casework';
import type { Play } from './plays.js';

export const kinds = Object.keys(messages) as MessageKind[];

/** The days on which decisions are made: before and after each change of the texts, and between them. */
export const daysOf = (instruments: Play['instruments']): readonly string[] => {
  const changes = instruments.flatMap(({ from, until }) => (until ? [from, until] : [from]));
  const around = changes.flatMap((day) => [addDays(day, -1), day]);
  return [...new Set([...around, '2012-11-16', '2014-08-04', '2017-07-24', '2026-11-23'])].sort();
};

export const aPurpose = fc.constantFrom(...consentPurposes);
export const someGroups: fc.Arbitrary<FieldGroup[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<FieldGroup[]>([...fieldGroups]) },
  { weight: 3, arbitrary: fc.subarray<FieldGroup>([...fieldGroups], { minLength: 1 }) },
);
export const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const aClause = (all: readonly Country[]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    purpose: aPurpose,
    carries: someGroups,
    from: fc.oneof(
      { weight: 4, arbitrary: fc.constant(all) },
      { weight: 2, arbitrary: fc.subarray([...all]) },
    ),
    to: fc.oneof({ weight: 4, arbitrary: fc.constant(all) }, { weight: 1, arbitrary: fc.subarray([...all]) }),
  });

/** An instrument that nobody wrote: any parties, any clauses, any status, any time. */
const anInstrument = ({ here, others }: Play) => {
  const all = [here, ...others];
  return fc
    .record({
      parties: fc.oneof(
        { weight: 4, arbitrary: fc.constant<readonly Country[]>(all) },
        { weight: 3, arbitrary: fc.subarray(all, { minLength: 2 }) },
      ),
      kind: mostly<Instrument['kind']>('mou', 'multilateral'),
      status: mostly<Instrument['status']>(
        'in_force',
        'draft',
        'in_process',
        'unconfirmed',
        'suspended',
        'superseded',
        'ended',
      ),
      from: fc.constantFrom('2009-01-01', '2013-03-31'),
      until: mostly<string | undefined>(undefined, '2014-08-04', '2017-07-24'),
      clauses: fc.array(aClause(all), { minLength: 10, maxLength: 40 }),
    })
    .map(({ clauses, until, ...head }): Instrument<MessageKind> => ({
      ...head,
      ...(until ? { until } : {}),
      code: 'GENERATED',
      version: '0',
      title: 'Generated',
      exchange: 'generated',
      source: 'spec',
      clauses: clauses.map((clause, index): Clause<MessageKind> => ({
        ...clause,
        id: `${index}`,
        source: 'spec',
      })),
    }));
};

/** A code and a version name one instrument. */
const numbered = (generated: readonly Instrument<MessageKind>[]) =>
  generated.map((instrument, index) => ({ ...instrument, version: `${index}` }));

export const someInstruments = (play: Play) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant([...play.instruments]) },
    { weight: 3, arbitrary: fc.array(anInstrument(play), { maxLength: 2 }).map(numbered) },
    { weight: 1, arbitrary: anInstrument(play).map((generated) => [...play.instruments, generated]) },
  );
