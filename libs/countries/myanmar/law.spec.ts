import { describe, expect, it } from '@jest/globals';
import { ageBandsOf, isChildBand } from '#casework';
import { inbound } from '../../casework/spec/crossing.js';
import { given } from '../../casework/spec/given.js';
import { sampleName, samplePlace } from '../../casework/spec/histories.js';
import { id } from '../../casework/spec/sample.js';
import { home, of } from '../spec/at-home.js';
import { myanmar } from './facts.js';
import { burmesePolicy } from './policy.js';

const here = home(myanmar, burmesePolicy, 'TH');
const [requestId, tracingId, proposalId] = ['request', 'tracing', 'proposal'].map(id) as [
  string,
  string,
  string,
];

const hear = inbound;
const office = 'dsw-reintegration';
const profile = {
  ...({ channel: 'embassy', sex: 'female', ageBand: 'adult', mainLanguage: 'my' } as const),
  ...({ urgency: 'normal', foundIn: 'TH' } as const),
};

const opened = () => given().when('OpenCase', profile, of(here, office));

/** A place in a shelter of a kind, from the referral to the bed. */
const admittedTo = (shelterCode: string, before = opened()) => {
  const referred = before.when('ReferToShelter', { shelterCode, withFamily: false }, of(here, office));
  const { stayId } = referred.file.shelter.stays.at(-1)!;
  const agency = `shelter-${shelterCode}`;
  return {
    stayId,
    admitted: referred
      .when('OfferAdmission', { stayId }, of(here, agency))
      .when('ConsentToStay', { stayId }, of(here, agency))
      .when('AdmitToShelter', { stayId }, of(here, agency)),
  };
};

describe('in Myanmar', () => {
  it('a return takes six steps, from the case form to assistance', () => {
    const formCame = opened().when(
      'ReceiveMessage',
      hear('CaseFormSent', { formId: id('form'), names: [sampleName], origin: samplePlace }, { from: 'TH' }),
      of(here, 'rehabilitation'),
    );
    expect(formCame.types).toContain('CaseFormReceived');

    const asked = formCame.when(
      'ReceiveMessage',
      hear(
        'NationalityConfirmationRequested',
        { requestId, names: [sampleName] },
        { from: 'TH', sequence: 2 },
      ),
      of(here, 'rehabilitation'),
    );
    const involved = asked.decision.events.flatMap(({ type, data }) =>
      type === 'AgencyInvolved' ? [data.agency] : [],
    );
    expect(involved).toEqual(expect.arrayContaining(['national-registration', 'embassy-bangkok']));
    const traced = asked.when(
      'ReceiveMessage',
      hear(
        'FamilyTracingRequested',
        {
          ...{ requestId: tracingId, origin: samplePlace, coverStory: 'A visit about school papers.' },
          relatives: [{ relation: 'mother', source: 'person', name: sampleName }],
        },
        { from: 'TH', sequence: 3 },
      ),
      of(here, 'rehabilitation'),
    );
    expect(traced.decision.refusal).toBeUndefined();
    const assigned = traced.when(
      'AssignTracing',
      { requestId: tracingId, office: 'dsw-kayin' },
      of(here, 'rehabilitation'),
    );
    expect(assigned.types).toContain('TracingAssigned');

    const proposed = assigned.when(
      'ReceiveMessage',
      hear(
        'RepatriationProposed',
        { proposalId, point: 'mae-sot-myawaddy', plannedOn: '2013-07-01', escorts: 2 },
        { from: 'TH', sequence: 4 },
      ),
      of(here, 'rehabilitation'),
    );
    const letter = proposed.when(
      'IssueHigherAuthorityLetter',
      { proposalId, authority: 'mswrr', reference: 'rrr-1' },
      of(here, 'rehabilitation'),
    );
    letter.thenRecords({ HigherAuthorityLetterIssued: { authority: 'mswrr', reference: 'rrr-1' } });

    expect(myanmar.channels.filter((channel) => channel.with.includes('TH')).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['g-to-g', 'bcatip']),
    );

    const { admitted } = admittedTo('n4', letter);
    admitted.thenRecords({ AdmittedToShelter: { shelterCode: 'n4', until: '2013-06-06' } });
    admitted
      .when('StartService', { service: { area: 5, provider: 'Training centre' } }, of(here, office))
      .thenRecords({
        ServiceStarted: { service: { area: 5, provider: 'Training centre' } },
        IrregularityRaised: { rule: 'service_without_agreed_plan' },
      });
  });

  it('the law knows three bands of age, and two of them are of children', () => {
    expect(ageBandsOf(myanmar)).toEqual(['child', 'youth', 'adult']);
    expect(ageBandsOf(myanmar).filter((band) => isChildBand(myanmar, band))).toEqual(['child', 'youth']);
  });

  it('people come home over three channels: the Thai ones, the border liaison offices, the airport', () => {
    const waysTo = (country: 'TH' | 'CN' | 'JP') =>
      myanmar.channels.filter((channel) => channel.with.includes(country)).map(({ code }) => code);
    expect(waysTo('TH')).toEqual(['g-to-g', 'bcatip', 'airport']);
    expect(waysTo('CN')).toEqual(['blo', 'airport']);
    expect(waysTo('JP')).toEqual(['airport']);
  });

  it('a stay lasts three days at the border and fourteen after it', () => {
    const { stayId, admitted } = admittedTo('n4');
    admitted
      .when(
        'TransferToShelter',
        { stayId, shelterCode: 'c6', reason: 'home-region', agreed: true },
        of(here, 'shelter-n4', '2013-06-06'),
      )
      .thenRecords(
        { TransferredToShelter: { shelterCode: 'c6', reason: 'home-region', until: '2013-06-20' } },
        {
          AgencyInvolved: { agency: 'shelter-c6', reason: 'shelter' },
          AgencyReleased: { agency: 'shelter-n4', reason: 'work_ended' },
        },
      );
  });
});
