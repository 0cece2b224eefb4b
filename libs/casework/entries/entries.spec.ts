import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseEvents, type CaseEventType, type NewCaseEvent } from '../records/catalogue.js';
import { audienceIn } from '../words/audience.js';
import { currentIdentity } from '../identity/questions/current.js';
import { given } from '../spec/given.js';
import { caseOpened, identityKnown, openToThere } from '../spec/histories.js';
import { interviewed, screened } from '../spec/identifying.js';
import { id, sampleActor, sampleContext } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { aStep, sending, walk } from '../spec/walk.js';
import { decide, fold } from '../the-case.js';
import { ownIdByType, whoTakesBack } from './questions/can-be-taken-back.js';
import { goes } from '../spec/stated.js';
import { There } from '../spec/lands.js';

const as = (agency: string) => ({ actor: sampleActor(agency, `officer-${agency}`) });
const mother = id('mother');
const died: NewCaseEvent = { type: 'PersonDied', data: { notified: [] } };
const denialProposed: NewCaseEvent = {
  type: 'VictimStatusDenialProposed',
  data: { findingId: id('finding'), authority: 'focal', reason: 'Nothing was found.' },
};

describe('taking back an entry', () => {
  it('takes a relative out of what is known, by the id of the relative', () => {
    const { file } = given(...openToThere, ...identityKnown)
      .when('TakeBackEntry', { entryId: mother, mistake: 'wrong_file' })
      .thenRecords({ EntryTakenBack: { entry: 'RelativeRecorded', mistake: 'wrong_file' } });
    expect(file.identity.relatives).toEqual([]);
    expect(currentIdentity(file, sampleContext()).names).toHaveLength(1);
    expect(file.history.some(({ type }) => type === 'RelativeRecorded')).toBe(true);
  });

  it('lets life go on after a death that was entered in the wrong file', () => {
    given(caseOpened, died)
      .when('TakeBackEntry', { entryId: id('event 1'), mistake: 'wrong_file' })
      .thenRecords({ EntryTakenBack: { entry: 'PersonDied', mistake: 'wrong_file' } })
      .when('HoldReturnCounselling', { language: 'my' })
      .thenRecords({ ReturnCounsellingHeld: { language: 'my' } })
      .when('RecordReturnConsent', { givenBy: 'person' })
      .thenRecords({ ReturnConsentGiven: { givenBy: 'person' } });
  });

  it('ends a proposal of denial and a request of erasure, so that nobody can confirm them', () => {
    given(caseOpened, screened, interviewed, denialProposed)
      .when('TakeBackEntry', { entryId: id('finding'), mistake: 'wrong_entry' })
      .when('ConfirmDenial', { findingId: id('finding'), referral: 'labour', toldIn: 'my' }, as('police'))
      .thenRefuses('unknown_reference');
    given(caseOpened, {
      type: 'ErasureRequested',
      data: { requestId: id('request'), ground: 'person_request' },
    })
      .when('TakeBackEntry', { entryId: id('request'), mistake: 'wrong_entry' })
      .when('ConfirmErasure', { requestId: id('request') }, as('police'))
      .thenRefuses('unknown_reference');
  });

  it('calls back the messages that told it, and no other', () => {
    const { decision } = given(
      ...openToThere,
      ...identityKnown,
      ...sentMessage('NationalityConfirmationRequested', { fields: ['names', 'relatives'], released: 1 }),
      ...sentMessage('CaseFormSent', { fields: ['names'], released: 2 }),
    )
      .when('TakeBackEntry', { entryId: mother, mistake: 'wrong_file' })
      .thenRecords(
        { EntryTakenBack: { entry: 'RelativeRecorded', mistake: 'wrong_file' } },
        goes('MessageRecalled', There, { action: 'stop_use', notComing: [1] }),
      );
    expect(decision.events[1]?.data).toMatchObject({
      kind: 'MessageRecalled',
      stops: [id('NationalityConfirmationRequested')],
    });
  });

  it('changes nothing the second time, and is refused for what this case does not hold', () => {
    given(...openToThere, ...identityKnown)
      .when('TakeBackEntry', { entryId: mother, mistake: 'wrong_file' })
      .when('TakeBackEntry', { entryId: mother, mistake: 'wrong_file' })
      .thenRecords()
      .when('TakeBackEntry', { entryId: id('nothing'), mistake: 'wrong_file' })
      .thenRefuses('unknown_reference');
  });

  it('is for the office that made the entry and the owner of the case; an authority’s finding is its own', () => {
    given(...openToThere, ...identityKnown)
      .when('TakeBackEntry', { entryId: mother, mistake: 'wrong_file' }, as('police'))
      .thenRefuses('unknown_reference');
    given(caseOpened, died)
      .when('TakeBackEntry', { entryId: id('event 1'), mistake: 'wrong_file' }, as('police'))
      .thenRefuses('not_yours');
    const held: NewCaseEvent = {
      type: 'VictimIdentified',
      data: { findingId: id('own'), authority: 'police', legalBasis: 'anti_trafficking_act' },
    };
    given(caseOpened, screened, interviewed, held)
      .when('TakeBackEntry', { entryId: id('own'), mistake: 'wrong_entry' }, as('welfare'))
      .thenRefuses('unknown_reference');
  });

  it('is never possible for what crossed a border, for a consent, or for what the person said of fear', () => {
    const never: readonly CaseEventType[] = [
      'MessageApproved',
      'MessageReleased',
      'MessageReceived',
      'MessageReceipted',
      'ConsentGiven',
      'ConsentWithdrawn',
      'ConsentRefused',
      'ReturnConsentWithdrawn',
      'ReturnRefused',
      'ProtectionScreened',
      'PartyExcluded',
      'HoldPlaced',
      'LegalHoldPlaced',
      'PersonErased',
      'EntryTakenBack',
    ];
    for (const type of never) expect(whoTakesBack(type)).toBeUndefined();
  });

  it('leaves nothing of a type that can be taken back behind, over any history, and everything else as it was', () => {
    fc.assert(
      fc.property(fc.array(aStep, { minLength: 20, maxLength: 60, size: 'max' }), fc.nat(), (steps, pick) => {
        const history = walk(sending, steps);
        const entries = history.filter(({ type }) => whoTakesBack(type) !== undefined);
        const entry = entries[pick % Math.max(1, entries.length)];
        if (!entry) return;
        const context = sampleContext({
          now: '2019-01-01T00:00:00.000Z',
          actor: { ...sampleActor(entry.meta.agency), roles: ['approver'] },
          country: entry.meta.country,
        });
        const file = fold(id('case'), history);
        const { events, refusal } = decide(
          { type: 'TakeBackEntry', body: { entryId: entry.meta.eventId, mistake: 'wrong_entry' } },
          file,
          context,
        );
        if (refusal) return;
        const named = events.flatMap((event) =>
          event.type === 'EntryTakenBack' ? [event.data.entryId] : [],
        );
        expect(named).toContain(entry.meta.eventId);
        for (const entryId of named)
          expect(history.find(({ meta }) => meta.eventId === entryId)?.meta.commandId).toBe(
            entry.meta.commandId,
          );
      }),
      { numRuns: 30 },
    );
  });

  it('finds nothing by an id that an entry only names, and tells nobody of an entry that not all may know of', () => {
    fc.assert(
      fc.property(
        fc.array(aStep, { minLength: 10, maxLength: 40, size: 'max' }),
        fc.constantFrom('focal', 'police', 'welfare'),
        (steps, agency) => {
          const history = walk(sending, steps);
          const file = fold(id('case'), history);
          const context = sampleContext({
            now: '2019-01-01T00:00:00.000Z',
            actor: sampleActor(agency, 'o-9'),
          });
          const answer = (entryId: string) =>
            decide({ type: 'TakeBackEntry', body: { entryId, mistake: 'wrong_entry' } }, file, context);
          const absent = answer(id('nothing'));
          const own = new Set(
            history.flatMap(({ type, data }) => {
              const field = ownIdByType.get(type);
              return field === undefined ? [] : [(data as Readonly<Record<string, unknown>>)[field]];
            }),
          );
          for (const { data } of history)
            for (const value of Object.values(data))
              if (typeof value === 'string' && !own.has(value)) expect(answer(value)).toEqual(absent);
          for (const event of history) {
            const { refusal } = answer(event.meta.eventId);
            if (refusal?.code === 'not_yours') expect(audienceIn(caseEvents)(event).kind).toBe('involved');
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is not found by the case of a relative that it names', () => {
    const related = identityKnown.map((event) =>
      event.type === 'RelativeRecorded' ? { ...event, data: { ...event.data, caseId: id('other') } } : event,
    );
    given(...openToThere, ...related)
      .when('TakeBackEntry', { entryId: id('other'), mistake: 'wrong_file' })
      .thenRefuses('unknown_reference');
  });
});
