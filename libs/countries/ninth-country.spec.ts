import { describe, expect, it, jest } from '@jest/globals';
import type { CaseCommand, Country } from '#casework';
import { programme } from '../casework/words/programme.js';
import type { TwoNodes } from '../casework/spec/two-nodes.js';

/* The two lines: the country in the list of the programme, its instrument in the list of texts. */
jest.unstable_mockModule('../casework/words/programme.js', () => ({
  programme: { ...programme, AQ: 'spec/ninth' },
}));
const texts = { ...(await import('../instruments/texts.js')) };
const { texts: ninthThailand } = await import('../instruments/spec/ninth-thailand/index.js');
jest.unstable_mockModule('../instruments/texts.js', () => ({ ...texts, ninthThailand }));
/* Specs of rules play with the two countries that this file names. */
jest.unstable_mockModule('../casework/spec/lands.js', () => ({
  ...{ Here: 'TH', There: 'AQ', Third: 'KH', Fourth: 'LA' },
  otherThan: (land: string) => (land === 'TH' ? 'AQ' : 'TH'),
}));

const { Country: CountrySchema, caseCommands, countries } = await import('#casework');
const { factsOf, nationOf } = await import('#countries');
const { instruments, partnersOf } = await import('#instruments');
const { neighboursOf, viewsOf } = await import('../../apps/node/nations.js');
const { sandboxPortOf, countriesIn } = await import('../../apps/sandbox/countries.js');
const { countryContract } = await import('./country.contract.js');
const { policyContract } = await import('./policy.contract.js');
const { instrumentContract } = await import('../instruments/instrument.contract.js');
const { tellings } = await import('../casework/consent/commands.js');
const { fieldGroups } = await import('../casework/words/dictionary.js');
const { conditions, ready } = await import('../casework/spec/returning.js');
const { id } = await import('../casework/spec/sample.js');
const { twoNodes } = await import('../casework/spec/two-nodes.js');
const { ninth } = await import('./spec/ninth/facts.js');
const { ninthPolicy } = await import('./spec/ninth/policy.js');

const Found = 'TH' as const;
const Home = 'AQ' as Country;
type Side = Parameters<TwoNodes['file']>[0];
const sides = { found: Found, home: Home as Side };

countryContract(ninth);
policyContract(ninth.name, ninthPolicy);
instrumentContract('the instruments of the ninth country', ninthThailand);

describe('a ninth country, of one folder and one line', () => {
  it('is one of the programme, with its facts, its policy and a node', () => {
    expect(countries.at(-1)).toBe(Home);
    expect(CountrySchema.parse(Home)).toBe(Home);
    expect(nationOf(Home)).toEqual({ facts: ninth, policy: ninthPolicy });
    expect(viewsOf(Home).length).toBeGreaterThan(3);
    expect(countriesIn('all')).toContain(Home);
    expect(new Set(countries.map(sandboxPortOf)).size).toBe(countries.length);
  });

  it('exchanges messages with whom its instrument binds, and both know where people are handed over', () => {
    expect(partnersOf(Home, instruments)).toEqual([Found]);
    expect(neighboursOf(Home)).toEqual([Found]);
    expect(neighboursOf(Found)).toContain(Home);
    expect(factsOf(Found).handoverPoints).toEqual(expect.arrayContaining([...ninth.handoverPoints]));
  });
});

/** The office of a side that gives a command: whose case it is where it is charged with it, or another that is. */
const officeFor = (
  side: Side,
  type: CaseCommand['type'],
  owner: string | undefined,
  before?: string,
): string => {
  const { mandate } = caseCommands[type];
  if (mandate === 'system') return factsOf(side).focalPoint;
  const charged = factsOf(side).agencies.filter(
    ({ id: agency, mandates }) =>
      agency !== before && mandates.includes(mandate === 'take_part' ? 'coordinate' : mandate),
  );
  const office = charged.find(({ id: agency }) => agency === owner) ?? charged[0];
  if (!office) throw new Error(`${side} has no office for ${type}.`);
  return office.id;
};

describe('a case between a ninth country and its neighbour', () => {
  const on = '2013-06-03';
  const point = 'bangkok-mcmurdo-air';
  const journeyId = id('journey');
  const none = undefined;

  it('is played whole through the rules, under the real instruments and with the real facts: she is asked for, comes home and is heard of', () => {
    const owner = factsOf(Found).agencies.find(({ mandates }) => mandates.includes('case_work'))?.id ?? '';
    const opened = { ...conditions.opened, data: { ...conditions.opened.data, owner } };
    const beginning = ready({
      opened,
      ...{ nationality: none, document: none, ownRisk: none, theirRisk: none },
      ...{ counselled: none, consent: none, fitness: none },
    }).filter(({ type }) => type !== 'PartnerLinked');
    const nodes = twoNodes(beginning, factsOf, { instruments, policyOf: (side) => nationOf(side).policy });
    const takes = (side: Side, command: CaseCommand, notBy?: string): string => {
      const agency = officeFor(side, command.type, nodes.file(side).coordination.owner, notBy);
      const { refusal } = nodes.give({ country: side, agency, command });
      expect({ command: command.type, refusal }).toEqual({ command: command.type });
      nodes.settle();
      return agency;
    };
    const { found, home } = sides;
    const assessment = { level: 'low' as const, threats: [], mitigations: [], reviewOn: '2013-09-01' };

    takes(found, { type: 'NotifyCountry', body: { country: home, locationType: 'shelter' } });
    takes(found, { type: 'RequestNationalityConfirmation', body: { of: home } });
    const requestId = nodes.file(home).nationality.requests.at(-1)?.requestId ?? id('none');
    takes(home, {
      type: 'DecideNationality',
      body: { requestId, result: 'confirmed', basis: 'household_list', send: true },
    });
    takes(found, { type: 'HoldReturnCounselling', body: { language: 'en' } });
    takes(found, { type: 'RecordReturnConsent', body: { givenBy: 'person' } });
    takes(found, { type: 'ProposeRepatriation', body: { to: home, point, plannedOn: on, escorts: 1 } });
    const proposalId = nodes.file(found).repatriation.proposal?.proposalId ?? id('none');
    takes(home, { type: 'AgreeRepatriation', body: { proposalId } });
    for (const side of [found, home]) takes(side, { type: 'AssessRisk', body: { assessment } });
    for (const purpose of ['risk_assessment', 'nationality_confirmation', 'return'] as const)
      takes(home, {
        type: 'GiveConsent',
        body: {
          ...{ purpose, recipient: { country: found }, groups: [...fieldGroups] },
          ...{ givenBy: 'person' as const, told: [...tellings], language: 'my' },
        },
      });
    takes(home, { type: 'ShareRisk', body: { with: found } });
    takes(found, { type: 'CertifyFitToTravel', body: { validUntil: '2013-07-01' } });
    takes(home, {
      type: 'IssueTravelDocument',
      body: { kind: 'return-paper', paper: { number: 'A 1' }, to: found },
    });
    const first = takes(found, { type: 'ApproveReturn', body: { proposalId } });
    takes(found, { type: 'ApproveReturn', body: { proposalId } }, first);
    takes(found, { type: 'JoinJourney', body: { journeyId } });
    takes(found, { type: 'NotifyDeparture', body: { on, point, escorts: 1 } });
    takes(home, { type: 'ConfirmReception', body: {} });
    takes(found, { type: 'RecordLegStarted', body: { journeyId, leg: 0 } });
    takes(found, { type: 'RecordLegCompleted', body: { journeyId, leg: 0 } });
    const record = { journeyId, point, officer: 'officer-7', items: [], discrepancies: [] };
    takes(found, { type: 'RecordHandover', body: { ...record, side: 'sending' } });
    takes(home, { type: 'RecordHandover', body: { ...record, side: 'receiving' } });
    takes(home, { type: 'RecordArrival', body: { place: 'mcmurdo-1', nextStep: 'family' } });

    for (const side of [found, home]) expect(nodes.file(side).repatriation.stage).toBe('received');
    for (const [side, other] of [
      [found, home],
      [home, found],
    ] as const) {
      const sent = nodes.file(side).disclosure.own;
      expect(sent.length).toBeGreaterThan(2);
      for (const message of sent) expect(message).toMatchObject({ to: other, instrument: 'aq-th-agreement' });
    }
  });
});
