import { seesDuty } from '#access';
import {
  dutiesByProcess,
  tableViewers,
  type DutyKind,
  type DutyKindDefinition,
  type Viewer,
} from '#casework';

const viewers: readonly Viewer[] = [...tableViewers, 'FP', 'AU'];

const clockOf = ({ clock, lapses }: DutyKindDefinition): string => {
  if (clock === undefined) return 'none';
  if (clock === 'clause') return 'of the clause';
  if (clock === 'set') return 'a day that was set';
  return `\`${clock}\`${lapses ? ', then it lapses' : ''}`;
};

const endedBy = ({ endedBy: ends }: DutyKindDefinition): string =>
  ends.map((one) => (one === 'its_answer' ? 'its answer' : `\`${one}\``)).join(', ') || 'time alone';

const row = (kind: string, definition: DutyKindDefinition): string => {
  const knowing = viewers.filter((viewer) => seesDuty(kind as DutyKind, viewer)).join(', ');
  const outlives = (definition.outlives ?? []).join(', ') || 'nothing';
  return `| \`${kind}\` | ${definition.summary} | ${endedBy(definition)} | ${clockOf(definition)} | ${knowing} | ${outlives} |`;
};

const section = ([process, { kinds }]: [string, { readonly kinds: object }]): string[] => {
  const declared = Object.entries(kinds) as [string, DutyKindDefinition][];
  return declared.length === 0
    ? []
    : [
        `## ${process}`,
        '',
        '| duty | what is to be done | ended by | clock | known to | outlives |',
        '| --- | --- | --- | --- | --- | --- |',
        ...declared.map(([kind, definition]) => row(kind, definition)),
        '',
      ];
};

/** The page of all duties, as the processes declare them: generated, never written. */
export const dutiesPage = (): string =>
  [
    '# Duties',
    '',
    'Generated from the declarations by `npm run docs`. A duty says who must do what until when; the fold of the file says which stand. A clock is one of the facts of the country that has to act, of the clause of an instrument, or a day that somebody set. Known to those kinds of office that may know of every event on which it rests, and to nobody else. What a duty outlives: the closing of the case, the death of the person, the erasure.',
    '',
    ...Object.entries(dutiesByProcess).flatMap(section),
  ].join('\n');
