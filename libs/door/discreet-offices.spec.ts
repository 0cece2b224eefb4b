import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { officesFor, viewerIn, type Caller } from '#access';
import { emptyJourney, fold, knowsOffice, type Journey, type RecordedCaseEvent } from '#casework';
import { factsOf } from '#countries';
import { anyEvent, recordedFrom, type AnyEvent } from '../agencies/spec/any-event.js';
import { caseId } from '../agencies/spec/happened.js';
import { caseRead } from './case-read.js';
import { journeyRead } from './journey-read.js';
import { opened } from './opened.js';
import type { DoorParts } from './parts.js';
import { thaiCaller } from './spec/caller.js';

const facts = factsOf('TH');
const ids = facts.agencies.map(({ id }) => id);
const discreet = facts.agencies.filter((agency) => agency.discreet).map(({ id }) => id);
const callers: readonly Caller[] = ids.flatMap((agency) => {
  const caller = thaiCaller(agency);
  return [caller, { ...caller, actor: { ...caller.actor, roles: ['guest'] } }];
});
const entitled = ({ actor }: Caller, office: string): boolean =>
  office === actor.agency || (!actor.roles.includes('guest') && knowsOffice(facts, actor.agency, office));

/** Discreet offices that an answer gives away to a caller who must not work with them, in codes and in ids of people. */
const givenAway = (answer: unknown, caller: Caller): readonly string[] => {
  const told = JSON.stringify(answer);
  return discreet.filter((office) => told.includes(office) && !entitled(caller, office));
};

const anOffice = fc.constantFrom(...ids, ...discreet, 'witness-protection', 'witness-protection');

/** The values with an office in place of every code that is none of an enumeration. */
const naming = (value: unknown, office: () => string): unknown => {
  if (value === 'first' || value === 'second-2') return office();
  if (Array.isArray(value)) return value.map((item) => naming(item, office));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, naming(inner, office)]));
};

/** A history in which offices act and are named wherever a code can stand. */
const history = fc
  .array(fc.record({ event: anyEvent, by: anOffice, named: fc.array(anOffice, { minLength: 1 }) }), {
    maxLength: 25,
    size: 'max',
  })
  .map((drawn) =>
    drawn.flatMap(({ event, by, named }, revision): readonly RecordedCaseEvent[] => {
      let next = 0;
      const office = (): string => named[next++ % named.length] ?? by;
      return recordedFrom(event, revision, by).map(
        (one) => ({ ...one, data: naming(one.data, office) }) as unknown as RecordedCaseEvent,
      );
    }),
  );

const at = '2018-02-01T00:00:00.000Z';

describe('a discreet office', () => {
  it('is never found in a case as it is read by who must not work with it', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...callers), (events, caller) => {
        const { body } = caseRead(fold(caseId, events), events, {
          caller,
          as: viewerIn(fold(caseId, events), caller, facts),
          facts,
          now: at,
          requestId: 'request',
          knownCases: new Set<string>(),
        });
        expect(givenAway(body, caller)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('takes part without a trace for who must not work with it', () => {
    const joins = (office: string, events: readonly RecordedCaseEvent[]): readonly RecordedCaseEvent[] => {
      const event: AnyEvent = { type: 'AgencyInvolved', choices: [0], day: '2018-01-05' };
      return recordedFrom(event, events.length, 'msdhs-tak').map(
        (one) => ({ ...one, data: { agency: office, reason: 'spec' } }) as RecordedCaseEvent,
      );
    };
    const read = (events: readonly RecordedCaseEvent[], caller: Caller) =>
      caseRead(fold(caseId, events), events, {
        caller,
        as: viewerIn(fold(caseId, events), caller, facts),
        facts,
        now: at,
        requestId: 'request',
        knownCases: new Set(),
      }).body;
    fc.assert(
      fc.property(
        history,
        fc.constantFrom(...discreet),
        fc.constantFrom(...callers.filter(({ agency }) => agency.viewer !== 'AU')),
        (events, office, caller) => {
          fc.pre(!entitled(caller, office));
          expect(read([...events, ...joins(office, events)], caller)).toEqual(read(events, caller));
        },
      ),
    );
  });

  it('is never found in a row of any list, the auditor’s replay and state among them', async () => {
    const anyRow = fc.dictionary(fc.string(), fc.oneof(anOffice, fc.array(anOffice), fc.jsonValue()));
    const acted = anOffice.map((agency) => ({
      agency,
      actor: `${agency}-officer`,
      signatures: [{ agency }],
    }));
    await fc.assert(
      fc.asyncProperty(anyRow, acted, fc.constantFrom(...callers), async (row, by, caller) => {
        const parts = { facts, openSealed: () => Promise.resolve([]) } as unknown as DoorParts;
        const found = [{ behind: false, data: { ...row, ...by }, sealed: {} }];
        const { rows } = await opened(found, { caller, what: 'list', requestId: 'request' }, parts);
        expect(givenAway(rows, caller)).toEqual([]);
      }),
    );
  });

  it('is never found on a journey', () => {
    fc.assert(
      fc.property(fc.array(anOffice), anOffice, fc.constantFrom(...callers), (codes, plannedBy, caller) => {
        const journey: Journey = {
          ...emptyJourney(caseId),
          plannedBy,
          escorts: codes,
          legs: codes.map((from) => ({ from, to: from, mode: 'road' as const })),
        };
        const body = journeyRead(journey, {}, officesFor(facts, caller.actor));
        expect(givenAway(body, caller)).toEqual([]);
      }),
    );
  });
});
