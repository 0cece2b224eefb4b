import { z } from 'zod';
import type { Country } from '#casework';
import type { Shown } from '../load/passing.js';
import { placesOn } from '../way.js';
import type { Evidence, KeptEvent } from './evidence.js';
import { finding, type Finding } from './finding.js';
import { grouped } from './grouped.js';

/** All that a state on the way is told, and all that it says. */
const toldOnTheWay: ReadonlySet<string> = new Set(['TransitNotified', 'MessageRecalled']);
const saidOnTheWay: ReadonlySet<string> = new Set([
  ...['TransitPermitted', 'TransitRefused', 'RecallDone', 'RecallPartly'],
]);

/** The line of the manifest (domain.md 4.5), and how a message is called back. */
const manifest: ReadonlySet<string> = new Set([
  ...['on', 'until', 'entry', 'exit', 'legs', 'escorts', 'contact', 'journey'],
  ...['names', 'documents', 'specialNeeds', 'recalled', 'action', 'notComing', 'stands'],
]);

const Approved = z.object({
  messageId: z.string(),
  kind: z.string(),
  to: z.string(),
  fields: z.array(z.string()),
});

const judgeTold = (from: Country, events: readonly KeptEvent[], through: readonly Country[]): Finding[] =>
  events
    .filter(({ type }) => type === 'MessageApproved')
    .flatMap(({ open }) => {
      const { messageId, kind, to, fields } = Approved.parse(open);
      const where = `${kind} ${messageId}, ${from} to ${to}`;
      const onTheWay = (through as readonly string[]).includes(to);
      const mayBe = through.includes(from) ? saidOnTheWay.has(kind) : !onTheWay || toldOnTheWay.has(kind);
      const beyond = onTheWay ? fields.filter((field) => !manifest.has(field.split('.')[0] ?? field)) : [];
      return [
        ...(mayBe ? [] : [finding('told_too_much', where)]),
        ...beyond.map((field) => finding('told_too_much', `${where}: ${field}`)),
      ];
    });

const answers: Readonly<Record<string, 'asked' | 'permitted' | 'refused'>> = {
  TransitAsked: 'asked',
  TransitPermitted: 'permitted',
  TransitRefused: 'refused',
};

/** Nobody departs but where every state on the way said last that they may pass. */
const judgeDepartures = (events: readonly KeptEvent[], through: readonly Country[]): Finding[] =>
  [...grouped(events, ({ stream }) => stream)].flatMap(([stream, inStream]) => {
    const last = new Map<unknown, string>();
    return inStream.flatMap(({ type, open }) => {
      const standing = answers[type];
      if (standing !== undefined) last.set(open['of'] ?? open['by'], standing);
      if (type !== 'DepartureAuthorised') return [];
      return through
        .filter((state) => last.get(state) !== 'permitted')
        .map((state) => finding('departed_without_permit', `${stream} through ${state}`));
    });
  });

const happened = ['TransitPermitted', 'TransitRefused', 'DepartureAuthorised'] as const;

/** What has to have happened where there are states on the way: somebody was let pass, somebody not, and somebody departed. */
export const notYetPassed = (types: ReadonlySet<string>): readonly string[] =>
  happened.filter((type) => !types.has(type));

/**
 * A state on the way was told lines of the manifest and nothing else, answered for them alone, and told nobody else; nobody
 * departed without its permit. The first of the stores is where people are found, the last where they go.
 */
export const judgePassing = ({ stores }: Pick<Evidence, 'stores'>): Finding[] => {
  const { from, through } = placesOn([...stores.keys()]);
  if (through.length === 0) return [];
  const events = stores.get(from) ?? [];
  return [
    ...[...stores].flatMap(([country, all]) => judgeTold(country, all, through)),
    ...judgeDepartures(events, through),
    ...notYetPassed(new Set(events.map(({ type }) => type))).map((type) =>
      finding('nothing_happened', `no ${type} in ${from}`),
    ),
  ];
};

/** Nobody was shown, at any time, what is not theirs to see. */
export const judgeShown = (shown: readonly Shown[]): Finding[] =>
  shown.map(({ country, agency, path, what }) =>
    finding('shown_too_much', `${country} ${agency} at ${path}: ${what}`),
  );
