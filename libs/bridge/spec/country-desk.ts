import { randomBytes, randomUUID } from 'node:crypto';
import {
  fieldGroups,
  messages,
  type Announced,
  type CaseCommand,
  type CaseFile,
  type Context,
  type Country,
  type Instrument,
  type MessageKind,
} from '#casework';
import { commandIdAfter, deskOf, nodeActor, type CaseDesk } from '#desk';
import { type EventStore } from '#event-store';
import { tellings } from '../../casework/consent/commands.js';
import { sampleActor, sampleContext, sampleFacts, sampleInstrument } from '../../casework/spec/sample.js';
import { memoryStore, type MemoryStore } from '../../../test/doubles/memory-store.js';
import { blind } from '../reference.js';
import { memoryKeyRing } from '../../../test/doubles/memory-key-ring.js';

/** A treaty that lets every kind of message go between some countries, under `return`. */
export const treatyAmong = (parties: readonly Country[], version = '1'): Instrument<MessageKind> => {
  const sample = sampleInstrument();
  return {
    ...sample,
    version,
    parties,
    clauses: sample.clauses.map((clause) => ({ ...clause, from: parties, to: parties })),
  };
};

/** The clause of that treaty for a kind; the first where it has none. */
export const clauseFor = (kind: string): string =>
  String(Math.max(0, Object.keys(messages).indexOf(kind)) + 1);

/** What a court said, by which messages are told apart in these specs. */
export const newsFrom = (court: string) => ({ court, at: '2014-08-04T02:00:00.000Z' });

/** A country's desk over a store in memory, with what its officers do in these specs. */
export interface CountryDesk {
  readonly store: MemoryStore;
  readonly secret: Uint8Array;
  /** The desk as the bridge has it: for the cases in `broken` its database does not answer. */
  readonly cases: CaseDesk;
  readonly broken: Set<string>;
  /** Instruments that this country holds; may be changed as treaties are. */
  readonly law: {
    instruments: readonly Instrument[];
    /** What this country knows of what others take. */
    announced?: (country: Country) => Announced | undefined;
  };
  readonly referenceFor: (to: Country, caseId: string) => string;
  /** Has an officer give a command; throws where it is refused. */
  readonly give: (caseId: string, command: CaseCommand, agency?: string, person?: string) => Promise<void>;
  /** The same of the node itself. */
  readonly asNode: (caseId: string, command: CaseCommand) => Promise<void>;
  /** Opens a case of somebody who consents to what is told abroad, until a day where one is given. */
  readonly open: (caseId: string, expiresOn?: string) => Promise<void>;
  /** She fears nobody abroad and consents to all that is told there, until a day where one is given. */
  readonly consent: (caseId: string, expiresOn?: string) => Promise<void>;
  /** Sends news from a court abroad; the message's id. */
  readonly tell: (caseId: string, to: Country, news: string) => Promise<string>;
  /** Tells a country of a case for the first time; the message's id. */
  readonly notify: (caseId: string, country: Country) => Promise<string>;
  /** Erases the person of a case, by two officers. */
  readonly erase: (caseId: string) => Promise<void>;
  readonly fileOf: (caseId: string) => Promise<CaseFile>;
  /** What came with effect, in its order: the news, or the kind of what is none. */
  readonly effects: (caseId: string) => Promise<readonly string[]>;
  /** What receipts said, in their order. */
  readonly receipts: (caseId: string) => Promise<readonly string[]>;
  /** Puts an event into the store that no desk of this version would write. */
  readonly addOdd: (caseId: string, type: string, open: Readonly<Record<string, unknown>>) => Promise<void>;
}

const unanswering = (store: EventStore, broken: ReadonlySet<string>): EventStore => {
  const isBroken = (stream: string): boolean => broken.has(stream.replace(/^case-/, ''));
  const down = () => new Error('The database does not answer for this case.');
  return {
    ...store,
    append: (stream, ...rest) => (isBroken(stream) ? Promise.reject(down()) : store.append(stream, ...rest)),
    read: async function* (stream, from) {
      if (isBroken(stream)) throw down();
      yield* store.read(stream, from);
    },
  };
};

export const countryDesk = (
  country: Country,
  others: readonly Country[],
  now = () => new Date().toISOString(),
  channelTo: Context['channelTo'] = () => 'node',
): CountryDesk => {
  const store = memoryStore();
  const secret = randomBytes(32);
  const broken = new Set<string>();
  const law: CountryDesk['law'] = { instruments: [treatyAmong([country, ...others])] };
  const referenceFor = (to: Country, caseId: string): string => blind(secret, to, caseId);
  const { largestPayload, exchangeKeepsDays, policy } = sampleContext();
  const parts = {
    ...{ country, clock: { now }, keys: memoryKeyRing(), facts: sampleFacts, policy },
    channelTo,
    instruments: () => law.instruments,
    announced: (of: Country) => law.announced?.(of),
    ...{ referenceFor, largestPayload, exchangeKeepsDays, bodySecret: 'bodies', eventSecret: 'events' },
  };
  const officers = deskOf({ ...parts, store }).cases;
  let given = 0;

  const carryOut = async (id: string, command: CaseCommand, actor: ReturnType<typeof sampleActor>) => {
    const commandId = commandIdAfter(id, `given ${(given += 1)}`);
    const outcome = await officers.carryOut({ id, command, actor, commandId });
    if (outcome.kind !== 'done') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
  };
  const give: CountryDesk['give'] = (caseId, command, agency, person) =>
    carryOut(caseId, command, sampleActor(agency, person, country));
  const fileOf = async (caseId: string): Promise<CaseFile> => (await officers.load(caseId)).file;

  const lastOf = async (caseId: string): Promise<string> =>
    (await fileOf(caseId)).disclosure.own.at(-1)!.messageId;
  const consent: CountryDesk['consent'] = async (caseId, expiresOn) => {
    for (const other of others) {
      await give(caseId, {
        type: 'ScreenProtection',
        body: { about: other, language: 'my', inPrivate: true, result: 'no_fear' },
      });
      await give(caseId, {
        type: 'GiveConsent',
        body: {
          ...{ purpose: 'return', recipient: { country: other }, groups: [...fieldGroups] },
          ...{ givenBy: 'person', told: [...tellings], language: 'my' },
          ...(expiresOn === undefined ? {} : { expiresOn }),
        },
      });
    }
  };

  return {
    ...{ store, secret, broken, law, referenceFor, give, fileOf },
    cases: deskOf({ ...parts, store: unanswering(store, broken) }).cases,
    asNode: (caseId, command) => carryOut(caseId, command, nodeActor(country)),
    consent,
    open: async (caseId, expiresOn) => {
      await give(caseId, {
        type: 'OpenCase',
        body: { channel: 'raid', sex: 'female', ageBand: 'adult', mainLanguage: 'my', urgency: 'normal' },
      });
      await consent(caseId, expiresOn);
    },
    tell: async (caseId, to, news) => {
      await give(caseId, { type: 'NotifyCourtOutcome', body: { to, hearing: newsFrom(news) } });
      return lastOf(caseId);
    },
    notify: async (caseId, to) => {
      await give(caseId, {
        type: 'CompleteScreening',
        body: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: [] },
      });
      await give(caseId, { type: 'NotifyCountry', body: { country: to, locationType: 'shelter' } });
      return lastOf(caseId);
    },
    erase: async (caseId) => {
      await give(caseId, { type: 'RequestErasure', body: { ground: 'person_request' } });
      const { requestId } = (await fileOf(caseId)).erasure.requests.at(-1)!;
      await give(caseId, { type: 'ConfirmErasure', body: { requestId } }, 'welfare', 'officer-2');
    },
    effects: async (caseId) =>
      (await officers.history(caseId)).flatMap(({ type, data }) => {
        if (type !== 'MessageReceived' || data.outcome !== 'effective') return [];
        const hearing = data.payload?.['hearing'] as ReturnType<typeof newsFrom> | undefined;
        return [hearing?.court ?? data.kind];
      }),
    receipts: async (caseId) =>
      (await officers.history(caseId)).flatMap(({ type, data }) => {
        if (type !== 'MessageReceipted') return [];
        return [data.reason === undefined ? data.outcome : `${data.outcome}: ${data.reason}`];
      }),
    addOdd: async (caseId, type, open) => {
      const meta = {
        ...{ country, agency: 'focal', actor: 'officer-1', occurredAt: now(), recordedAt: now() },
        ...{ commandId: randomUUID(), bodyHash: '', correlationId: '', causationId: '' },
      };
      const stream = `case-${caseId}`;
      const last = store.all.findLast((event) => event.stream === stream);
      const event = { id: randomUUID(), type, version: 1, open, sealed: {}, meta };
      await store.append(stream, last?.revision ?? 'none', [event]);
    },
  };
};
