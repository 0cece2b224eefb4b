import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  caseCommands,
  publicCommands,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import { decide, fold } from '../the-case.js';
import { consentsInForce } from '../consent/questions/in-force.js';
import { consentPurposes } from '../words/purpose.js';
import { caseOffice } from '../coordination/questions/owner.js';
import type { CountryFacts } from '../words/facts.js';
import type { CaseFile } from '../records/file.js';
import type { CommandDefinition } from '../words/command.js';
import type { Country } from '../words/country.js';
import { contactBarred } from '../protection/questions/barred.js';
import { commandOf, commandTypes } from '../spec/any-step.js';
import { given, recorded } from '../spec/given.js';
import { caseOpened, identityKnown, openToThere } from '../spec/histories.js';
import { id, sampleActor, sampleContext, sampleFacts } from '../spec/sample.js';
import { walkedCase } from '../spec/walk.js';
import { goingOn } from '../steps/questions/keeper.js';
import { Here, There, Third } from '../spec/lands.js';

const joins = (agency: string): NewCaseEvent => ({
  type: 'AgencyInvolved',
  data: { agency, reason: 'referred' },
});
const by = (agency: string) => ({ actor: sampleActor(agency, `officer-${agency}`) });
const screening = { about: There, language: 'my', inPrivate: true } as const;

describe('every command', () => {
  it('says whose step it is: what goes on with a step is its keeper’s, what the node gives is nobody’s', () => {
    const all = Object.entries<CommandDefinition>(caseCommands);
    for (const [type, { mandate, standing }] of all) {
      expect([type, standing === 'node']).toEqual([type, mandate === 'system']);
      if (standing === 'owner') expect(['case_work', 'take_part']).toContain(mandate);
      // An agreed plan is the first of its kind as often as it changes one.
      if (goingOn.has(type) && type !== 'AgreePlan') expect([type, standing]).toEqual([type, 'keeper']);
    }
  });

  it('whose step is the owner’s alone says which of its bodies protect the person', () => {
    const protecting = Object.entries<CommandDefinition>(publicCommands).filter(
      ([, { protects }]) => protects,
    );
    expect(protecting.map(([type]) => type)).toEqual(['ScreenProtection', 'AssessRisk']);
    for (const [, { standing }] of protecting) expect(standing).toBe('owner');
  });
});

describe('an office that was only referred to a case', () => {
  const opened = () => given(caseOpened, joins('focal'), joins('welfare'), ...openToThere.slice(1));

  it.each(['fears_state', 'fears_officials', 'asylum_sought'] as const)(
    'records that she said: %s; only the owner records that she fears nothing',
    (result) => {
      const feared = opened().when('ScreenProtection', { ...screening, result }, by('welfare'));
      expect(feared.decision.refusal).toBeUndefined();
      expect(contactBarred(feared.file, There)).toBe(true);
      const none = { ...screening, result: 'no_fear' as const };
      feared.when('ScreenProtection', none, by('welfare')).thenRefuses('not_yours');
      expect(contactBarred(feared.when('ScreenProtection', none).file, There)).toBe(false);
    },
  );

  it('records at once what the person takes back or refuses, whatever it is charged with', () => {
    const consentId = opened().file.consent.consents[0]?.consentId ?? '';
    const recipient = { country: There };
    for (const agency of ['welfare', 'office-a']) {
      const here = given(caseOpened, joins('focal'), joins(agency), ...openToThere.slice(1));
      for (const told of [
        here.when('WithdrawConsent', { consentId }, by(agency)),
        here.when('RefuseConsent', { purpose: 'return', recipient }, by(agency)),
        here.when('WithdrawEverything', { towards: There, language: 'my', inPrivate: true }, by(agency)),
        here.when('RefuseReturn', {}, by(agency)),
      ])
        expect([agency, told.decision.refusal, told.types.length > 0]).toEqual([agency, undefined, true]);
    }
  });

  it('asks for an erasure that the person wants, and only the owner confirms it', () => {
    const here = given(caseOpened, joins('focal'), joins('welfare'), joins('police'));
    const asked = here.when('RequestErasure', { ground: 'person_request' }, by('welfare'));
    const requestId = asked.file.erasure.requests[0]?.requestId ?? '';
    asked.when('ConfirmErasure', { requestId }, by('police')).thenRefuses('not_yours');
    asked
      .when('ConfirmErasure', { requestId })
      .thenRecords({ PersonErased: { ground: 'person_request', subjects: ['person'], remains: [] } });
  });

  it('that excludes the owner does not own the case: the focal point does, else a third, else nobody is excluded', () => {
    const passed: NewCaseEvent = { type: 'OwnershipPassed', data: { to: 'welfare' } };
    const body = { agency: 'welfare', reason: 'Named by the person.' };
    const owned = given(caseOpened, joins('focal'), joins('welfare'), joins('police'), passed);
    expect(owned.when('ExcludeParty', body, by('police')).file.coordination.owner).toBe('focal');
    expect(owned.when('ExcludeParty', body, by('focal')).file.coordination.owner).toBe('police');
    given(caseOpened, joins('focal'), joins('welfare'), passed)
      .when('ExcludeParty', body, by('focal'))
      .thenRefuses('wrong_state');
  });
});

describe('the office of case work of a focal point that does none itself', () => {
  const facts = (country: Country): CountryFacts => ({
    ...sampleFacts(country),
    agencies: sampleFacts(country).agencies.map((agency) =>
      agency.id === 'focal'
        ? { ...agency, mandates: agency.mandates.filter((mandate) => mandate !== 'case_work') }
        : agency,
    ),
  });
  const officeOf = ({ file }: { readonly file: CaseFile }) => caseOffice(file, { country: Here, facts });
  const charged = () =>
    given(caseOpened, joins('focal')).when('AssignAgency', { agency: 'police', reason: 'care' }, { facts });

  it('is the first that it charged with the person, and nobody whom others brought in', () => {
    expect(officeOf(charged())).toBe('police');
    const referred = charged().when(
      'ReferToAgency',
      { agency: 'welfare', reason: 'help' },
      { facts, ...by('police') },
    );
    expect(officeOf(referred)).toBe('police');
    referred
      .when('ScreenProtection', { ...screening, result: 'no_fear' }, { facts, ...by('welfare') })
      .thenRefuses('not_yours');
    const excluded = referred.when(
      'ExcludeParty',
      { agency: 'police', reason: 'Named.' },
      { facts, ...by('welfare') },
    );
    expect(officeOf(excluded)).toBeUndefined();
    excluded.when('CloseCase', { reason: 'other' }, { facts, ...by('welfare') }).thenRefuses('not_yours');
  });
});

/** Facts in which the focal point alone answers for the country, as everywhere. */
const usual = (country: Country): CountryFacts => ({
  ...sampleFacts(country),
  agencies: sampleFacts(country).agencies.map((agency) =>
    agency.id === 'focal'
      ? agency
      : { ...agency, mandates: agency.mandates.filter((mandate) => mandate !== 'coordinate') },
  ),
});

/** What the owner decided, as sets of what is let through or stands: more of any of them is a loosening. */
const loose = (file: CaseFile): readonly string[] => [
  ...([There, Third] as const).filter((country) => !contactBarred(file, country)),
  ...consentPurposes.flatMap((purpose) =>
    consentsInForce(file, { purpose, country: There }, sampleFacts(Here), '2013-06-03').map(
      ({ consentId }) => consentId,
    ),
  ),
  ...(file.repatriation.consent?.status === 'given' ? ['consent to return'] : []),
  ...(file.erasure.erased ? ['erasure'] : []),
  ...(file.repatriation.diedAt === undefined ? [] : ['death']),
  ...file.identification.findings.flatMap(({ findingId, wishToGo }) =>
    wishToGo ? [`wish ${findingId}`] : [],
  ),
  `best interests ${file.repatriation.bestInterests?.solution ?? ''}`,
  `closed ${file.coordination.closed}`,
];

describe('over any history', () => {
  it('nothing that an office does which was only referred to the case lets more through than the owner decided', () => {
    const beginnings: readonly (readonly NewCaseEvent[])[] = [
      [caseOpened, ...openToThere.slice(1), ...identityKnown],
      [caseOpened, ...identityKnown],
    ];
    const acts = fc.array(
      fc.record({
        type: fc.constantFrom(...commandTypes),
        agency: fc.constantFrom('focal', 'welfare', 'welfare', 'police'),
        pick: fc.nat({ max: 5 }),
      }),
      { minLength: 20, maxLength: 50 },
    );
    let recordedByReferred = 0;
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), acts, (beginning, steps) => {
        let history: readonly RecordedCaseEvent[] = recorded([
          ...beginning,
          joins('focal'),
          joins('welfare'),
          joins('police'),
        ]);
        for (const [index, { type, agency, pick }] of steps.entries()) {
          const before = fold(walkedCase, history);
          const { coordination } = before;
          const context = sampleContext({
            ...by(agency),
            facts: usual,
            commandId: id(`standing ${index}`),
          });
          const { events } = decide(commandOf({ type, pick }, history), before, context);
          history = [...history, ...recorded(events, context, history.length)];
          if (coordination.owner === agency || events.length === 0) continue;
          recordedByReferred += 1;
          const after = fold(walkedCase, history);
          const exclusions = ({ coordination: { exclusions: held } }: CaseFile) => held.length;
          if (type === 'TakeBackEntry' || type === 'TakeOverStep') continue;
          /** The owner asked for it: who confirms is the second of the two who sign. */
          const askedByOwner = before.erasure.requests.some(
            ({ agency: asker }) => asker === coordination.owner,
          );
          if (type === 'ConfirmErasure' && askedByOwner) continue;
          expect([type, loose(after).filter((held) => !loose(before).includes(held))]).toEqual([type, []]);
          if (type !== 'ConfirmExclusionLift')
            expect(exclusions(after)).toBeGreaterThanOrEqual(exclusions(before));
          expect(after.coordination.owner).not.toBe(agency);
        }
      }),
      { numRuns: 60 },
    );
    expect(recordedByReferred).toBeGreaterThan(50);
  });
});
