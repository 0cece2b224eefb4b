import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { viewerIn } from '#access';
import type { SealedValue } from '#agencies';
import { consentPurposes, fieldGroups, fold, type ConsentPurpose, type RecordedCaseEvent } from '#casework';
import { factsOf } from '#countries';
import { recordedFrom, type AnyEvent } from '../agencies/spec/any-event.js';
import { caseId, id } from '../agencies/spec/happened.js';
import { caseRead } from './case-read.js';
import { opened } from './opened.js';
import type { DoorParts } from './parts.js';
import { thaiCaller } from './spec/caller.js';

const facts = factsOf('TH');
const now = '2018-02-01T00:00:00.000Z';
const offices = facts.agencies.filter(({ viewer }) => viewer !== 'AU').map(({ id: office }) => office);

/** Who reads by consent alone, as often as all others together. */
const embassies = offices.map(() => 'embassy-yangon');

/** What inboxes of nationality show of a person: a type and the sealed field that rows keep. */
const claims = {
  NameClaimed: ['name'],
  BirthDateClaimed: ['birthDate'],
  OriginClaimed: ['origin'],
} as const;
type Claim = keyof typeof claims;
const claimTypes = Object.keys(claims) as Claim[];

const aClaim = fc.record({
  type: fc.constantFrom(...claimTypes),
  choices: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  /** For what purpose the message came that brought it, where one did. */
  brought: fc.option(fc.constantFrom(...consentPurposes)),
});

/** What is said of a claim: a list shows it with the value, each to whom it may be shown. */
const saidIn = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    ['source', 'authority', 'confidence', 'toldSource'].flatMap((name) =>
      data[name] === undefined ? [] : [[name, data[name]]],
    ),
  );

const at = (type: AnyEvent['type'], revision: number, choices = [0]): readonly RecordedCaseEvent[] =>
  recordedFrom({ type, choices, day: '2018-01-05' }, revision, 'node');

const withData = (
  events: readonly RecordedCaseEvent[],
  data: object,
  commandId?: string,
): RecordedCaseEvent[] =>
  events.map(
    (event) =>
      ({
        ...event,
        data: { ...event.data, ...data },
        meta: { ...event.meta, ...(commandId === undefined ? {} : { commandId }) },
      }) as RecordedCaseEvent,
  );

const consentTo = (purpose: ConsentPurpose, revision: number): readonly RecordedCaseEvent[] =>
  withData(at('ConsentGiven', revision, [1]), {
    ...{ purpose, recipient: { country: 'TH' }, groups: [...fieldGroups], givenBy: 'person' },
    ...{ expiresOn: undefined, interpreter: undefined, guardianId: undefined },
  });

const history = fc
  .record({
    claimed: fc.array(aClaim, { minLength: 1, maxLength: 12 }),
    consented: fc.uniqueArray(fc.constantFrom(...consentPurposes)),
  })
  .map(({ claimed, consented }) => {
    const events: RecordedCaseEvent[] = [
      ...withData(at('CaseOpened', 0), { owner: 'msdhs-pathum-thani', ageBand: 'adult' }),
    ];
    for (const purpose of consented) events.push(...consentTo(purpose, events.length));
    for (const { type, choices, brought } of claimed) {
      const command = id(`command ${events.length}`);
      if (brought)
        events.push(
          ...withData(
            at('MessageReceived', events.length),
            { purpose: brought, outcome: 'effective' },
            command,
          ),
        );
      events.push(...withData(at(type, events.length, choices), {}, command));
    }
    return events;
  });

describe('what a list shows of a person', () => {
  it('is what the case shows as it is read, for every office and whatever was consented to for what', async () => {
    let shownByConsent = 0;
    let keptOfOtherPurpose = 0;
    await fc.assert(
      fc.asyncProperty(history, fc.constantFrom(...offices, ...embassies), async (events, office) => {
        const caller = thaiCaller(office);
        const file = fold(caseId, events);
        const { body } = caseRead(file, events, {
          ...{ caller, as: viewerIn(file, caller, facts), facts, now, requestId: 'request' },
          knownCases: new Set(),
        });
        const values = events.flatMap(({ type, data, meta }) =>
          claimTypes.includes(type as Claim)
            ? claims[type as Claim].map((field) => ({
                value: {
                  ...{ eventId: meta.eventId, type, part: '', cipher: '', field },
                  said: saidIn(data as Readonly<Record<string, unknown>>),
                } satisfies SealedValue,
                clear: (data as Readonly<Record<string, unknown>>)[field],
              }))
            : [],
        );
        const parts = {
          facts,
          clock: { now: () => now },
          cases: { load: () => Promise.resolve({ file, events: [] }) },
          openSealed: (asked: readonly SealedValue[]) =>
            Promise.resolve(asked.map((one) => values.find(({ value }) => value === one)?.clear)),
        } as unknown as DoorParts;
        for (const { value } of values) {
          const row = { caseId, behind: false, data: {}, sealed: { claim: [value] } };
          const { rows } = await opened([row], { caller, what: 'list', requestId: 'request' }, parts);
          const shown = body.events.find(({ eventId }) => eventId === value.eventId)?.data ?? {};
          const whole = shown[value.field];
          const read = typeof whole === 'object' ? { ...whole, ...saidIn(shown) } : whole;
          const listed = (rows[0]?.['claim'] as readonly unknown[])[0];
          expect([office, value.type, value.field, listed]).toEqual([office, value.type, value.field, read]);
          if (caller.agency.viewer === 'CO') {
            if (listed === undefined) keptOfOtherPurpose += 1;
            else shownByConsent += 1;
          }
        }
      }),
      { numRuns: 120 },
    );
    expect([shownByConsent > 0, keptOfOtherPurpose > 0]).toEqual([true, true]);
  });
});
