import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { viewerIn, type Caller } from '#access';
import { fold, type CountryFacts, type RecordedCaseEvent } from '#casework';
import { factsOf } from '#countries';
import { anyEvent, recordedFrom } from '../agencies/spec/any-event.js';
import { caseId } from '../agencies/spec/happened.js';
import { caseRead } from './case-read.js';
import { thaiCaller } from './spec/caller.js';

/* What domain.md 4 gives to the case owner is for the office that owns the case, not for every one of its kind. */
const facts = factsOf('TH');
const welfare = facts.agencies.filter(({ viewer }) => viewer === 'SW').map(({ id }) => id);
const owner = 'msdhs-pathum-thani';
const others = welfare.filter((id) => id !== owner);
const offices = facts.agencies.map(({ id }) => id);

/** The same offices, one of them a partner in the care by its kind. */
const asPartner = (office: string): CountryFacts => ({
  ...facts,
  agencies: facts.agencies.map((agency) => (agency.id === office ? { ...agency, viewer: 'NG' } : agency)),
});

const [opened] = recordedFrom({ type: 'CaseOpened', choices: [0], day: '2018-01-05' }, 0, owner);
const beginning = { ...opened!, data: { ...opened!.data, owner } } as unknown as RecordedCaseEvent;

/** A history after the opening, in which an office did nothing itself. */
const historyWithout = (office: string) =>
  fc
    .array(
      fc.record({
        event: anyEvent,
        by: fc.constantFrom(...offices.filter((id) => id !== office)),
      }),
      { maxLength: 30, size: 'max' },
    )
    .map((drawn) => [
      beginning,
      ...drawn
        .filter(({ event }) => !['CaseOpened', 'OwnershipPassed'].includes(event.type))
        .flatMap(({ event, by }, index) => recordedFrom(event, index + 1, by)),
    ]);

const read = (events: readonly RecordedCaseEvent[], caller: Caller, of: CountryFacts) => {
  const file = fold(caseId, events);
  return caseRead(file, events, {
    ...{ caller, as: viewerIn(file, caller, of), facts: of, now: '2018-02-01T00:00:00.000Z' },
    ...{ requestId: 'request', knownCases: new Set<string>() },
  }).body;
};

describe('another social welfare office than the one that owns the case', () => {
  it('reads what a partner in the care reads, unless it searches for the family or the return is under way', () => {
    let fewer = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...others).chain((office) => fc.tuple(fc.constant(office), historyWithout(office))),
        ([office, events]) => {
          const caller = thaiCaller(office);
          fc.pre(viewerIn(fold(caseId, events), caller, facts).needed.size === 0);
          const partners = asPartner(office);
          const partner = { ...caller, agency: partners.agencies.find(({ id }) => id === office)! };
          const body = read(events, caller, facts);
          expect(body).toEqual(read(events, partner, partners));
          if (body.events.length < read(events, thaiCaller(owner), facts).events.length) fewer += 1;
        },
      ),
    );
    expect(fewer).toBeGreaterThan(50);
  });

  it('reads of a fear, a hospital, an outing and a hold no more for a search or a journey', () => {
    const kept = ['ProtectionScreened', 'HospitalStayStarted', 'OutingRecorded', 'HoldPlaced'];
    const work = ['TracingAssigned', 'RepatriationProposed'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...others).chain((office) => fc.tuple(fc.constant(office), historyWithout(office))),
        ([office, events]) => {
          const charged = work.flatMap((type, index) =>
            recordedFrom({ type, choices: [0], day: '2018-01-05' }, events.length + index, 'datip').map(
              (event) =>
                ({
                  ...event,
                  data: 'office' in event.data ? { ...event.data, office } : event.data,
                }) as RecordedCaseEvent,
            ),
          );
          const told = read([...events, ...charged], thaiCaller(office), facts);
          expect(told.events.filter(({ type }) => kept.includes(type))).toEqual([]);
        },
      ),
    );
  });

  it('reads its own entries as it made them', () => {
    const mine = recordedFrom({ type: 'NameClaimed', choices: [0], day: '2018-01-05' }, 1, 'msdhs-tak');
    const events = [beginning, ...mine];
    const namesFor = (office: string) =>
      read(events, thaiCaller(office), facts).events.find(({ type }) => type === 'NameClaimed')?.data['name'];
    expect(namesFor('msdhs-tak')).toEqual(namesFor(owner));
    expect(namesFor('msdhs-bangkok')).not.toEqual(namesFor(owner));
  });
});
