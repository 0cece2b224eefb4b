import { messages, type BodyOf, type MessageKind, type PayloadOf } from '../records/catalogue.js';
import { fieldGroups } from '../words/dictionary.js';
import type { Country } from '../words/country.js';
import type { Context } from '../words/context.js';
import { id, sampleActor } from './sample.js';
import { Here, There } from './lands.js';

/** What a first notice tells of a woman of There in a shelter. */
export const notice: PayloadOf<'CaseNotified'> = {
  sex: 'female',
  ageBand: 'adult',
  claimedNationality: There,
  mainLanguage: 'my',
  locationType: 'shelter',
  urgency: 'normal',
};

/** A message of another country under the sample instrument, as the bridge gives it to the desk. */
export const inbound = <K extends MessageKind>(
  kind: K,
  payload: PayloadOf<K>,
  {
    from = Here,
    sequence = 1,
    answers,
    sentAt = '2013-06-02T04:00:00.000Z',
  }: { from?: Country; sequence?: number; answers?: string; sentAt?: string } = {},
): BodyOf<'ReceiveMessage'> => ({
  messageId: id(`inbound ${from} ${sequence}`),
  kind,
  from,
  theirReference: id(`their reference ${from}`),
  sequence,
  sentAt,
  answerDue: '2013-07-01',
  ...(answers ? { answers } : {}),
  instrument: 'SAMPLE',
  instrumentVersion: '1',
  clause: String(Object.keys(messages).indexOf(kind) + 1),
  purpose: messages[kind].warns ? 'safety' : 'return',
  groups: [...fieldGroups],
  payload: { ...payload },
});

/** The context of an agency of There. */
export const overThere = (agency = 'focal', person = 'officer-mm'): Partial<Context> => ({
  country: There,
  actor: sampleActor(agency, person, There),
});
