import { z } from 'zod';
import { dutiesIn, type CaseDuty, type DutyKind, type DutyParts, type Ended } from '#casework';
import { rankOf } from '../due.js';
import { dutyTime, timeOf } from '../duty-time.js';

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
  /** The other country of the exchange; the own one of what waits inside it. */
  country: z.string(),
  ...dutyTime,
  /** Of a correction that is owed: what the message tells that is known to be wrong. */
  fields: z.array(z.string()).optional(),
});
export type Wait = z.infer<typeof Wait>;

/** Processes that make a case wait, as the focal point follows it. */
export const waitingProcesses = [
  'conversation',
  'owed',
  'nationality',
  'tracing',
  'alerts',
  'identification',
  'repatriation',
  'erasure',
] as const;
export type WaitingParts = DutyParts<(typeof waitingProcesses)[number]>;

/** What is shown inside the country under a code of its own: second signatures, and what is owed to others. */
const shownAs: Readonly<Partial<Record<DutyKind, string>>> = {
  send_correction: 'CorrectionSent',
  tell_mission_to_stop: 'MissionToStop',
  confirm_warning: 'confirm_warning',
  send_warning: 'send_warning',
  tell_of_warning: 'tell_of_warning',
  confirm_denial: 'confirm_denial',
  sign_return: 'sign_return',
  confirm_measures: 'confirm_measures',
  confirm_erasure: 'confirm_erasure',
};

/** Work of an office of the own country on which an answer depends, by the message that is to be answered. */
const workOn = (duties: readonly CaseDuty[], { nationality, tracing }: WaitingParts) => {
  const work = new Map<string, CaseDuty>();
  for (const duty of duties) {
    const requests = duty.kind === 'search_family' ? tracing.requests : nationality.requests;
    const inside = ['search_family', 'look_up_nationality', 'complete_finding'].includes(duty.kind);
    const messageId = inside && requests.find(({ requestId }) => requestId === duty.about)?.messageId;
    if (messageId) work.set(messageId, duty);
  }
  return work;
};

const answering = (
  duty: CaseDuty,
  work: CaseDuty | undefined,
  own: string,
): Pick<Wait, 'on' | 'who'> & object => {
  const time = timeOf(duty);
  if (work === undefined) return { on: 'own', who: own, ...time };
  const { bearer } = work;
  const { since: _since, ...inside } = timeOf(work);
  return {
    ...{ on: 'own', who: bearer.kind === 'office' ? bearer.agency : own },
    ...(work.due === undefined ? time : { ...inside, since: duty.since }),
  };
};

/**
 * What a case waits for: the duties that its processes declare, those between the two countries under the message, with the
 * office inside the country that works on the answer, those inside it under their own code.
 */
export const waitsOf = (parts: WaitingParts, ended: Ended, own: string): Wait[] => {
  const duties = dutiesIn(waitingProcesses, parts, ended);
  const work = workOn(duties, parts);
  return duties.flatMap((duty): Wait[] => {
    const { kind, about: id, message = '', country = own, fields } = duty;
    const named = { id, country };
    if (kind === 'answer_awaited')
      return [{ ...named, what: message, on: 'state', who: country, ...timeOf(duty) }];
    if (kind === 'answer_message')
      return [{ ...named, what: message, ...answering(duty, work.get(id), own) } as Wait];
    const what = shownAs[kind];
    return what === undefined
      ? []
      : [
          {
            ...{ ...named, what, on: 'own', who: own },
            ...timeOf(duty),
            ...(fields ? { fields: [...fields] } : {}),
          },
        ];
  });
};

/** The most pressing of them. */
export const pressing = (waits: readonly Wait[]): Wait | undefined =>
  [...waits].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1))[0];
