import { z } from 'zod';
import { Country, Remainder, State } from '#casework';
import { view, type CaseEvent } from '../case-view.js';
import { listOfErased } from '../cases.js';
import { isOverdue, overdueFilter, rankOf } from '../due.js';
import { holds } from '../filter.js';
import { instant, json, optional, shown, text } from '../frame/columns.js';
import type { Row } from '../frame/view.js';
import { told } from '../list.js';

/** What one country said, or has not said yet, of what it had been sent. */
const Asked = z.strictObject({
  country: Country,
  messageId: z.string().nullable(),
  /** When the request went; null while it has not. */
  since: z.string().nullable(),
  due: z.string().nullable(),
  answer: z.enum(['done', 'refused']).nullable(),
  answeredAt: z.string().nullable(),
  by: z.enum(['message', 'letter']).nullable(),
  certificate: z.string().nullable(),
  erasedAt: z.string().nullable(),
  keptUntil: z.string().nullable(),
  ground: z.string().nullable(),
  until: z.string().nullable(),
});
type Asked = z.infer<typeof Asked>;

/** A mission that was asked by hand, and that somebody here tells to forget it. */
const MissionToTell = z.strictObject({
  requestId: z.string(),
  of: State,
  mission: z.string(),
  since: z.string(),
});

const columns = {
  erasedAt: shown(optional(instant), z.string()),
  ground: shown(optional(text), z.string()),
  /** Number under which the erasure is answered for. */
  certificate: shown(optional(text)),
  remains: shown(json(z.array(Remainder))),
  asked: json(z.array(Asked)),
  /** Countries that have not answered, in the order in which they were asked. */
  waitingFor: shown(json(z.array(Country))),
  missionsToTell: shown(json(z.array(MissionToTell))),
  rank: text,
};
type Erasure = Row<typeof columns>;

const nothing: Erasure = {
  erasedAt: null,
  ground: null,
  certificate: null,
  remains: [],
  asked: [],
  waitingFor: [],
  missionsToTell: [],
  rank: '',
};

const unanswered = {
  ...{ messageId: null, since: null, due: null, answer: null, answeredAt: null, by: null },
  ...{ certificate: null, erasedAt: null, keptUntil: null, ground: null, until: null },
} as const;

const waits = ({ since, answer }: Asked): boolean => since !== null && answer === null;

const rank = ({ due, since }: Asked): string => rankOf({ due, since: since ?? '' });

const withAsked = (row: Erasure, asked: readonly Asked[]): Erasure => {
  const waiting = asked.filter(waits);
  const [first] = waiting.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return {
    ...row,
    asked: [...asked],
    waitingFor: waiting.map(({ country }) => country),
    rank: rankOf({ due: first?.due ?? null, since: first?.since ?? row.erasedAt ?? '' }),
  };
};

const about = (row: Erasure, country: Country, change: (asked: Asked) => Asked): Erasure => {
  const known = row.asked.find((asked) => asked.country === country) ?? { ...unanswered, country };
  const others = row.asked.filter((asked) => asked.country !== country);
  return withAsked(row, [...others, change(known)]);
};

const isRequest = ({ open }: CaseEvent<'MessageApproved' | 'MessageReleased' | 'MessageWithheld'>): boolean =>
  open.kind === 'ErasureRequested';

/** Without a request that did not go, or was not taken there: it can be put again. */
const withoutRequest = (row: Erasure, messageId: string): Erasure =>
  withAsked(
    row,
    row.asked.map((asked) =>
      asked.messageId === messageId && asked.answer === null ? { ...asked, since: null, due: null } : asked,
    ),
  );

/**
 * Every erasure of the node: what it leaves and until when, who was asked to follow, and what they answered. Nothing of
 * the person.
 */
export const erasures = view({
  name: 'erasures',
  agency: 'focal_point',
  version: 2,
  columns,
  indexes: [['rank', 'key'], ['waitingFor']],
  on: {
    MessageApproved: (row, event) => {
      if (!isRequest(event)) return row;
      const { to, messageId, answerDue = null } = event.open;
      return about(row ?? nothing, to, () => ({ ...unanswered, country: to, messageId, due: answerDue }));
    },
    MessageReleased: (row, event) =>
      row && isRequest(event)
        ? about(row, event.open.to, (asked) => ({ ...asked, since: event.meta.occurredAt }))
        : row,
    MessageWithheld: (row, event) =>
      row && isRequest(event) ? withoutRequest(row, event.open.messageId) : row,
    MessageReceipted: (row, { open }) =>
      row && open.kind === 'ErasureRequested' && open.outcome === 'refused'
        ? withoutRequest(row, open.messageId)
        : row,
    ErasureAnswered: (row, { open, meta }) =>
      row &&
      about(row, open.country, ({ country, messageId, since, due }) => ({
        ...{ country, messageId, since, due, answeredAt: meta.occurredAt, answer: open.answer, by: open.by },
        certificate: open.certificate ?? null,
        erasedAt: open.erasedAt ?? null,
        keptUntil: open.keptUntil ?? null,
        ground: open.ground ?? null,
        until: open.until ?? null,
      })),
    MissionToStop: (row = nothing, { open: { requestId, of, mission }, meta }) => ({
      ...row,
      missionsToTell: [...row.missionsToTell, { requestId, of, mission, since: meta.recordedAt }],
    }),
    MissionStopped: (row, { open }) =>
      row && {
        ...row,
        missionsToTell: row.missionsToTell.filter(({ requestId }) => requestId !== open.requestId),
      },
    PersonErased: (row = nothing, { open, meta }) =>
      withAsked(
        {
          ...row,
          erasedAt: meta.occurredAt,
          ground: open.ground,
          certificate: open.certificate ?? null,
          remains: open.remains ?? [],
        },
        row.asked,
      ),
  },
});

const askedOn = ({ row, today }: { readonly row: Erasure; readonly today: string }) =>
  row.asked.map((one) => ({ ...one, overdue: waits(one) && isOverdue(one.due, today) }));

/** What became of every erasure, here and where the data went: who has not answered for longest first. */
export const erasuresQuery = listOfErased(erasures, {
  path: '/focal-point/erasures',
  summary:
    'Every erasure with its certificate: what remains until when, which countries were asked to erase what they had been sent, and what they answered.',
  kinds: ['focal_point'],
  sort: 'rank',
  told: {
    overdue: told(z.boolean(), (found) => askedOn(found).some(({ overdue }) => overdue)),
    asked: told(z.array(z.strictObject({ ...Asked.shape, overdue: z.boolean() })), askedOn),
  },
  where: () => ['v.erased_at is not null'],
  filters: { waitingFor: holds('waitingFor', Country), overdue: overdueFilter },
});
