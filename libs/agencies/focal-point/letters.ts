import { z } from 'zod';
import { Country, isStop, isWarning, messages, stopsEvery } from '#casework';
import { view } from '../case-view.js';
import { listOfAll } from '../cases.js';
import { is } from '../filter.js';
import { flag, instant, oneOf, optional, shown, text } from '../frame/columns.js';
import type { Row } from '../frame/view.js';

const columns = {
  /** The number that is printed on it. */
  letter: shown(text),
  kind: shown(text),
  to: shown(text, Country),
  /** `called_back`: it was never handed over and may not be any more. */
  state: shown(oneOf(['to_hand_over', 'handed_over', 'receipt_filed', 'called_back'])),
  /** It stops, takes back or warns: before all others. */
  urgent: shown(flag),
  /** Since when it can be handed over. */
  since: shown(instant),
  handedOverAt: shown(optional(instant), z.string().nullable()),
  /** Which office over there took it. */
  office: shown(optional(text), z.string().nullable()),
  rank: text,
};
type Letter = Row<typeof columns>;

const Told = z.object({
  messageId: z.string(),
  kind: z.string(),
  stops: z.array(z.string()).optional(),
});

const ranks = { to_hand_over: '0', handed_over: '1', receipt_filed: '2', called_back: '3' } as const;

const ranked = (letter: Omit<Letter, 'rank'>): Letter => ({
  ...letter,
  rank: `${ranks[letter.state]}${letter.urgent ? '0' : '1'} ${letter.since}`,
});

/** Whether a message stops letters by their kind alone; of another its event names those that it stops. */
const stopsByKind = (kind: string): boolean =>
  Object.keys(messages).some((earlier) => stopsEvery(kind, earlier));

const outlives = (kind: string): boolean =>
  Object.entries(messages).some(([name, definition]) => name === kind && definition.outlives);

/** Messages on paper, one row a letter; nothing of what they tell. */
export const letters = view({
  name: 'letters',
  agency: 'focal_point',
  version: 2,
  columns,
  indexes: [
    ['rank', 'key'],
    ['state', 'rank', 'key'],
  ],
  keysOf: (event) => {
    if (event.type === 'PersonErased') return 'every_row';
    const { messageId, kind, stops = [] } = Told.parse(event.open);
    if (event.type !== 'MessageApproved') return [messageId];
    return stopsByKind(kind) ? 'every_row' : stops;
  },
  on: {
    MessageReleased: (_row, { open: { letter, kind, to }, meta: { recordedAt } }) =>
      letter === undefined
        ? undefined
        : ranked({
            ...{ letter, kind, to, state: 'to_hand_over', since: recordedAt },
            urgent: isStop(kind) || isWarning(kind),
            ...{ handedOverAt: null, office: null },
          }),
    /** What stops takes back what was not handed over yet; that it stops goes all the same, for some of it may have gone. */
    MessageApproved: (row, { open: { kind, to } }) =>
      row?.state === 'to_hand_over' && row.to === to && (!stopsByKind(kind) || stopsEvery(kind, row.kind))
        ? ranked({ ...row, state: 'called_back' })
        : row,
    LetterHandedOver: (row, { open: { office }, meta: { occurredAt } }) =>
      row && ranked({ ...row, state: 'handed_over', handedOverAt: occurredAt, office }),
    LetterReceiptFiled: (row) => row && ranked({ ...row, state: 'receipt_filed' }),
    PersonErased: (row) => (row && outlives(row.kind) ? row : undefined),
  },
});

/** The letters of the node: what is still to be handed over first, and of that what stops or warns. */
export const lettersQuery = listOfAll(letters, {
  path: '/focal-point/letters',
  summary:
    'Letters to countries that are written to on paper: what is to be handed over, urgent ones first, what was, and for what a receipt is filed.',
  kinds: ['focal_point'],
  sort: 'rank',
  key: 'messageId',
  filters: { state: is('state'), to: is('to', Country) },
});
