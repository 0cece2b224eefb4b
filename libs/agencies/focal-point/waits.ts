import { z } from 'zod';
import {
  correctionsOwed,
  isExcluded,
  isOpen,
  isSearching,
  missionsToTell,
  type CaseFile,
  type Conversation,
  type Exclusion,
} from '#casework';
import { rankOf } from '../due.js';
import { warningStepsIn } from '../warnings.js';

/** One thing that a case waits for. */
export const Wait = z.strictObject({
  /** Message or request that is to be answered. */
  id: z.string(),
  /** Kind of the message, or a code of what is awaited inside the country. */
  what: z.string(),
  /** `state`: another country must answer. `own`: this country must, through the agency named in `who` if any. */
  on: z.enum(['state', 'own']),
  /** Country code, or agency code of the own country. */
  who: z.string(),
  /** The other country of the exchange. */
  country: z.string(),
  since: z.string(),
  due: z.string().nullable(),
  /** A day that was counted up to it stands outside the table of days off: it may be later. */
  dueOutsideTable: z.boolean().optional(),
  /** The last day on which it can be done. */
  until: z.string().optional(),
  /** Of a correction that is owed: what the message tells that is known to be wrong. */
  fields: z.array(z.string()).optional(),
});
export type Wait = z.infer<typeof Wait>;

/** What tells which office of the own country has to answer. */
export type Charged = Pick<CaseFile, 'nationality' | 'tracing' | 'owed' | 'alerts' | 'repatriation'> & {
  readonly exclusions: readonly Exclusion[];
};

interface Charge {
  /** None where it is with who has the last word in the country. */
  readonly who?: string | undefined;
  readonly due: string | null;
  readonly dueOutsideTable?: boolean | undefined;
}

/** The office inside the country on which the answer to a message depends; none that was excluded since it was charged. */
const chargeFor = (messageId: string, charged: Charged): Charge | undefined => {
  const charge = chargedWith(messageId, charged);
  return charge?.who !== undefined && isExcluded(charged, { agency: charge.who }) ? undefined : charge;
};

const chargedWith = (messageId: string, { nationality, tracing }: Charged): Charge | undefined => {
  const search = tracing.requests.find((request) => request.messageId === messageId);
  if (search && isSearching(search))
    return search.office === undefined
      ? undefined
      : {
          who: search.office,
          due: search.visitDueOn ?? null,
          dueOutsideTable: search.visitDueOutsideTable,
        };
  const check = nationality.requests.find((request) => request.messageId === messageId);
  if (check === undefined || check.forwardedTo.length === 0) return undefined;
  const { forwardedTo, toComplete, stepDueOn: due = null, stepOutsideTable: dueOutsideTable } = check;
  return { who: toComplete ? undefined : forwardedTo.at(-1), due, dueOutsideTable };
};

const dueOf = ({ due, dueOutsideTable }: Omit<Charge, 'who'>): Pick<Wait, 'due' | 'dueOutsideTable'> => ({
  due,
  ...(dueOutsideTable ? { dueOutsideTable } : {}),
});

const answersAwaited = ({ questions }: Conversation, charged: Charged, own: string): Wait[] =>
  questions.flatMap((question): Wait[] => {
    const { messageId: id, kind: what, by, country, since } = question;
    if (since === null || !isOpen(question)) return [];
    const asked = { id, what, country, since };
    if (by === 'us') return [{ ...asked, on: 'state', who: country, ...dueOf(question) }];
    const charge = chargeFor(id, charged);
    return [{ ...asked, on: 'own', who: charge?.who ?? own, ...dueOf(charge?.due ? charge : question) }];
  });

/** Corrections that another country is owed of what it was told: a task of the own focal point, under the message's id. */
const owedBy = (own: string, { owed }: Charged): Wait[] =>
  correctionsOwed(owed).map(({ messageId: id, to: country, since, fields }) => ({
    ...{ id, country, since, what: 'CorrectionSent', on: 'own', who: own, due: null },
    fields: [...fields],
  }));

/** Missions that are to be told, by hand, to use nothing any more: under the id of what they were asked. */
const toBeTold = (own: string, { nationality }: Charged): Wait[] =>
  missionsToTell(nationality).map(({ requestId: id, of: country, since }) => ({
    ...{ id, country, since, what: 'MissionToStop', on: 'own', who: own, due: null },
  }));

/** What is to be done about warnings, no more once the person died; no second signature where the first counts no more. */
const ofWarnings = (own: string, { alerts, exclusions, repatriation }: Charged): Wait[] => {
  if (repatriation.diedAt !== undefined) return [];
  const proposed = alerts.proposed.filter(
    ({ actor, agency }) => !isExcluded({ exclusions }, { agency, officialId: actor }),
  );
  return warningStepsIn({ ...alerts, proposed }).map(({ alertId: id, to: country, ...step }) => ({
    ...{ id, country, on: 'own', who: own },
    ...step,
  }));
};

/**
 * What the questions of an exchange wait for, those that went and those that came, to which an answer can still come;
 * the corrections that are owed; the missions that are to be told to stop; and what is to be done about warnings.
 */
export const waitsOf = (exchange: Conversation, charged: Charged, own: string): Wait[] => [
  ...answersAwaited(exchange, charged, own),
  ...owedBy(own, charged),
  ...toBeTold(own, charged),
  ...ofWarnings(own, charged),
];

/** The most pressing of them. */
export const pressing = (waits: readonly Wait[]): Wait | undefined =>
  [...waits].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1))[0];
