import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import type { CountryFacts } from '../words/facts.js';
import type { Context } from '../words/context.js';
import { inbound, overThere } from '../spec/crossing.js';
import { given, type Outcome } from '../spec/given.js';
import { caseOpened, sampleMother, sampleName, samplePlace } from '../spec/histories.js';
import { id, sampleActor, sampleContext, sampleFacts } from '../spec/sample.js';
import { reasonsOf } from './taking-part.js';
import { Here, type There } from '../spec/lands.js';

const shelters = ['shelter-a', 'shelter-b'] as const;

/** The sample facts with two shelters of two offices. */
const facts = (country: Here | There): CountryFacts => {
  const sample = sampleFacts(country);
  return {
    ...sample,
    agencies: [
      ...sample.agencies,
      ...shelters.map((agency) => ({
        id: agency,
        name: agency,
        kind: 'shelter' as const,
        viewer: 'SH' as const,
        mandates: ['shelter' as const],
      })),
    ],
    shelters: shelters.map((agency) => ({ ...sample.shelters[0]!, code: agency, agency })),
  };
};
const factsOf = facts as Context['facts'];
const focal: NewCaseEvent = { type: 'AgencyInvolved', data: { agency: 'focal', reason: 'focal_point' } };
const opened = () => given(caseOpened, focal);
const by = (agency: string): Partial<Context> => ({
  actor: sampleActor(agency, `officer-${agency}`),
  facts: factsOf,
});
const involved = ({ file }: Outcome): readonly string[] => [...file.coordination.involved];

const resident = (): { readonly at: Outcome; readonly stayId: string } => {
  const referred = opened().when(
    'ReferToShelter',
    { shelterCode: 'shelter-a', withFamily: false },
    by('focal'),
  );
  const stayId = referred.file.shelter.stays[0]?.stayId ?? '';
  const at = (['OfferAdmission', 'ConsentToStay', 'AdmitToShelter'] as const).reduce(
    (now, type) => now.when(type, { stayId }, by('shelter-a')),
    referred,
  );
  return { at, stayId };
};

describe('a shelter', () => {
  it('from which she was moved takes no part any more from that step on', () => {
    const { at, stayId } = resident();
    const body = { stayId, shelterCode: 'shelter-b', reason: 'safety', agreed: true };
    const moved = at.when('TransferToShelter', body, by('shelter-a'));
    moved.thenRecords({
      TransferredToShelter: { shelterCode: 'shelter-b', reason: 'safety' },
      AgencyInvolved: { agency: 'shelter-b', reason: 'shelter' },
      AgencyReleased: { agency: 'shelter-a', reason: 'work_ended' },
    });
    expect(involved(moved)).toEqual(['focal', 'shelter-b']);
  });

  it('is let go when she declines, is turned away or is discharged, and comes back when that was a mistake', () => {
    const referred = opened().when(
      'ReferToShelter',
      { shelterCode: 'shelter-a', withFamily: false },
      by('focal'),
    );
    const { stayId = '' } = referred.file.shelter.stays[0] ?? {};
    const declined = referred.when('DeclineShelter', { stayId }, by('shelter-a'));
    declined.thenRecords({
      ShelterDeclined: {},
      AgencyReleased: { agency: 'shelter-a', reason: 'work_ended' },
    });
    const home = resident();
    const discharged = home.at.when(
      'DischargeFromShelter',
      { stayId: home.stayId, reason: 'other' },
      by('shelter-a'),
    );
    discharged.thenRecords({
      DischargedFromShelter: { reason: 'other', onDay: '2013-06-03' },
      AgencyReleased: { agency: 'shelter-a', reason: 'work_ended' },
    });
    const entryId = discharged.file.history.at(-2)?.meta.eventId ?? '';
    const back = discharged.when('TakeBackEntry', { entryId, mistake: 'wrong_entry' }, by('focal'));
    back.thenRecords({
      EntryTakenBack: { entry: 'DischargedFromShelter', mistake: 'wrong_entry' },
      AgencyInvolved: { agency: 'shelter-a', reason: 'shelter' },
    });
    expect(involved(back)).toContain('shelter-a');
  });

  it('that she left without notice can still discharge her, until another is asked', () => {
    const { at, stayId } = resident();
    const left = at.when('RecordLeftShelter', { stayId }, by('shelter-a'));
    expect(involved(left)).toContain('shelter-a');
    const found = left.when('ReferToShelter', { shelterCode: 'shelter-b', withFamily: false }, by('focal'));
    expect(involved(found)).toEqual(['focal', 'shelter-b']);
  });

  it('that takes part for another reason stays', () => {
    const { at, stayId } = resident();
    const body = { stayId, shelterCode: 'shelter-b', reason: 'safety', agreed: true };
    const stays = at
      .when('ReferToAgency', { agency: 'shelter-a', reason: 'counselling' }, by('focal'))
      .when('TransferToShelter', body, by('shelter-a'));
    expect(involved(stays)).toContain('shelter-a');
  });
});

const there = (agency = 'focal'): Partial<Context> => ({ ...overThere(agency), facts: factsOf });
const asked = () =>
  opened().when(
    'ReceiveMessage',
    inbound('NationalityConfirmationRequested', { requestId: id('r'), names: [sampleName] }),
    there(),
  );
const traced = () =>
  opened().when(
    'ReceiveMessage',
    inbound('FamilyTracingRequested', {
      requestId: id('t'),
      origin: samplePlace,
      relatives: [sampleMother],
      coverStory: 'She is well.',
    }),
    there(),
  );
const recalled = inbound(
  'MessageRecalled',
  { recalled: id(`inbound ${Here} 1`), action: 'stop_use' },
  { sequence: 2 },
);

describe('an office charged with a question of another country', () => {
  it('is let go when the question is taken back, and nobody is charged with it any more', () => {
    expect(involved(asked())).toEqual(['focal', 'police', 'welfare']);
    const stopped = asked().when('ReceiveMessage', recalled, there());
    expect(involved(stopped)).toEqual(['focal']);
    for (const command of ['AssignAgency', 'ReferToAgency'] as const)
      stopped
        .when(command, { agency: 'police', reason: 'nationality_check' }, there())
        .thenRefuses('wrong_state');
    stopped
      .when('ForwardNationalityCheck', { requestId: id('r'), to: 'police' }, there())
      .thenRefuses('wrong_state');
  });

  it('traces until another office does, and is let go when the search is taken back', () => {
    const first = traced().when('AssignTracing', { requestId: id('t'), office: 'office-a' }, there());
    const second = first.when('AssignTracing', { requestId: id('t'), office: 'office-b' }, there());
    expect(involved(second)).not.toContain('office-a');
    expect(involved(second)).toContain('office-b');
    const stopped = second.when('ReceiveMessage', recalled, there());
    expect(involved(stopped)).toEqual(['focal']);
    stopped
      .when('AssignTracing', { requestId: id('t'), office: 'office-a' }, there())
      .thenRefuses('wrong_state');
  });
});

const anAct = fc.record({
  type: fc.constantFrom(
    ...(['ReferToShelter', 'OfferAdmission', 'ConsentToStay', 'AdmitToShelter', 'DeclineShelter'] as const),
    ...(['TransferToShelter', 'RecordLeftShelter', 'DischargeFromShelter', 'DenyAdmission'] as const),
    ...(['ReferToAgency', 'ReleaseAgency', 'CloseCase', 'ReopenCase', 'TakeBackEntry'] as const),
  ),
  agency: fc.constantFrom('focal', ...shelters),
  other: fc.constantFrom(...shelters),
  pick: fc.nat(),
});

describe('over any history', () => {
  it('an office that takes part has a standing reason', () => {
    let letGo = 0;
    const context = sampleContext({ facts: factsOf });
    fc.assert(
      fc.property(fc.array(anAct, { minLength: 15, maxLength: 40 }), (acts) => {
        let now: Outcome = opened().when('PresumeMinor', {}, by('focal'));
        for (const { type, agency, other, pick } of acts) {
          const { stays } = now.file.shelter;
          const { stayId = id('none') } = stays[pick % Math.max(1, stays.length)] ?? {};
          const entryId = now.file.history[pick % now.file.history.length]?.meta.eventId ?? '';
          const bodies = {
            ReferToShelter: { shelterCode: other, withFamily: false },
            OfferAdmission: { stayId },
            ConsentToStay: { stayId },
            AdmitToShelter: { stayId },
            DeclineShelter: { stayId },
            TransferToShelter: { stayId, shelterCode: other, reason: 'safety', agreed: true },
            RecordLeftShelter: { stayId },
            DischargeFromShelter: { stayId, reason: 'other' },
            DenyAdmission: { stayId, reason: 'capacity' },
            ReferToAgency: { agency: other, reason: 'help' },
            ReleaseAgency: { agency: other },
            CloseCase: { reason: 'other', tell: [] },
            ReopenCase: { reason: 'again' },
            TakeBackEntry: { entryId, mistake: 'wrong_entry' },
          } as const;
          now = now.when(type, bodies[type], by(agency));
          if (now.types.includes('AgencyReleased')) letGo += 1;
          for (const one of now.file.coordination.involved)
            expect([one, reasonsOf(one, now.file, context).length]).not.toEqual([one, 0]);
        }
      }),
      { numRuns: 40 },
    );
    expect(letGo).toBeGreaterThan(5);
  });
});
