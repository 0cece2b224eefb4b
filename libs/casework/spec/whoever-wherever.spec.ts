import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  messages,
  publicCommands,
  caseEvents,
  type CaseCommand,
  type NewCaseEvent,
  type PublicCommandType,
} from '../records/catalogue.js';
import { codesTaken } from '../words/codes-taken.js';
import { countries } from '../words/country.js';
import {
  highSeas,
  isState,
  stateless,
  states,
  unknownState,
  type FoundIn,
  type Nationality,
  type State,
} from '../words/states.js';
import type { CommandDefinition } from '../words/command.js';
import { contactBarred } from '../protection/questions/barred.js';
import { noticeToSend } from '../coordination/questions/notice.js';
import { formToSend } from '../nationality/questions/claims.js';
import { decide, fold } from '../the-case.js';
import { given, recorded } from './given.js';
import { asSaid, caseOpened } from './histories.js';
import { conditions, plannedOn } from './returning.js';
import { consentsTo, id, sampleContext } from './sample.js';
import { Here, There } from './lands.js';

const aState = fc.constantFrom(...states);
/** No party of the instrument of the specs: that one is dealt with by message. */
const anotherState = aState.filter((state) => state !== Here && state !== There);
const claimed = { source: 'person', confidence: 'medium' } as const;
const told = ['purpose', 'uses', 'research_use', 'right_to_see', 'how_long_kept', 'how_to_withdraw'];

const plan = { point: 'airport', plannedOn, escorts: 1 };
const alert = { kind: 'in_danger', asks: ['find'], urgency: 'urgent' };

/** Every command that takes any state, with a body that names one; after a death where it needs one. */
const naming: Readonly<Record<string, (state: State) => unknown>> = {
  OpenCase: (foundIn) => ({
    ...{ channel: 'embassy', sex: 'male', ageBand: 'adult', mainLanguage: 'bn', urgency: 'normal', foundIn },
  }),
  RecordRescuePlace: (foundIn) => ({ foundIn, place: { vessel: { flag: foundIn } } }),
  RecordOrigin: (country) => ({ ...claimed, origin: { country, village: 'Teknaf' } }),
  RecordNationalityClaim: (country) => ({ ...claimed, nationality: { country } }),
  ScreenProtection: (about) => ({ about, language: 'my', inPrivate: true, result: 'fears_state' }),
  StopContact: (state) => ({ with: state, reason: 'Followed after a visit.' }),
  ResumeContact: (state) => ({ with: state }),
  GiveConsent: (country) => ({
    ...{
      purpose: 'nationality_confirmation',
      recipient: { country, agency: 'focal' },
      groups: ['identity'],
    },
    ...{ givenBy: 'person', told, language: 'my' },
  }),
  RefuseConsent: (country) => ({ purpose: 'family_tracing', recipient: { country } }),
  WithdrawEverything: (towards) => ({ towards, language: 'my', inPrivate: true }),
  ExcludeParty: (country) => ({
    country,
    agency: 'focal',
    reason: 'A friend of the employer works there.',
  }),
  RecogniseStatus: (country) => ({ country }),
  RecordRemainsReturned: (to) => ({ to }),
  AskMission: (of) => ({ of, mission: 'focal', groups: ['identity'] }),
  RecordMissionDocument: (from) => ({
    ...{ from, kind: 'permit', paper: { number: '1' }, validUntil: '2013-09-01' },
  }),
  DecideSafetyAlert: (to) => ({ to, alert }),
  ProposeSafetyAlert: (to) => ({ to, alert, whyNotAsked: 'Nobody has reached her.' }),
  ArrangeReturn: (to) => ({ to, agreedWith: 'focal', ...plan }),
  ExpectReturn: (from) => ({ from, ...plan }),
};

/** Whether a schema has a field for any state, and one for the eight alone. */
const countriesIn = (schema: z.ZodType): { readonly states: boolean; readonly eight: boolean } => {
  const found = { states: false, eight: false };
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema }) => {
      if (codesTaken.get(zodSchema)?.codes.includes('BD') === true) found.states = true;
      if (zodSchema instanceof z.ZodEnum && countries.every((country) => zodSchema.options.includes(country)))
        found.eight = true;
    },
  });
  return found;
};

const commandTypes = Object.keys(publicCommands) as PublicCommandType[];
const definitionOf = (type: string): CommandDefinition => publicCommands[type as PublicCommandType];

const histories: Readonly<Record<string, readonly NewCaseEvent[]>> = {
  OpenCase: [],
  RecordRemainsReturned: [caseOpened, { type: 'PersonDied', data: { notified: [] } }],
};

const asOneReady: readonly string[] = [
  ...['AskMission', 'ArrangeReturn', 'ExpectReturn', 'DecideSafetyAlert'],
];

/** What comes before a step of a command that is no beginning. */
const before = (type: string, state: State): readonly NewCaseEvent[] => {
  if (type === 'ResumeContact') return stopped(state);
  if (asOneReady.includes(type)) return readyFor(state);
  if (type === 'ProposeSafetyAlert') return readyFor(state).filter(({ type: of }) => of !== 'ConsentGiven');
  return histories[type] ?? [caseOpened];
};

/** A person who may go to a state: unafraid of it, its national, with consents. */
const readyFor = (state: State): readonly NewCaseEvent[] => [
  {
    type: 'NationalityClaimed',
    data: { ...asSaid, claimId: id('hers'), nationality: { country: state, basis: 'Born there' } },
  },
  ...Object.values<NewCaseEvent>(conditions).filter(({ type }) => type !== 'ProtectionScreened'),
  ...consentsTo(There).map(({ type, data }) => ({ type, data: { ...data, recipient: { country: state } } })),
  {
    type: 'ProtectionScreened',
    data: { screeningId: id('asked'), about: state, language: 'my', inPrivate: true, result: 'no_fear' },
  },
  {
    type: 'NationalityResultLearned',
    data: {
      ...{ decisionId: id('at home'), requestId: id('asked at home'), from: state, authority: 'registry' },
      finding: { result: 'confirmed', basis: 'household_list' },
    },
  },
];

const stopped = (state: State): readonly NewCaseEvent[] => [
  caseOpened,
  { type: 'ContactStopDecided', data: { with: state, reason: 'Followed.' } },
];

const outcomeOf = (type: string, state: State) => {
  const { body } = definitionOf(type);
  const context = sampleContext();
  const events = recorded(before(type, state), context);
  const command = { type, body: body.parse(naming[type]?.(state)) } as CaseCommand;
  return { events, context, decision: decide(command, fold(id('case'), events), context) };
};

describe('a person of any country, found anywhere', () => {
  it('is named by the 249 of ISO 3166-1, of which the eight are some', () => {
    expect(states).toHaveLength(249);
    expect(new Set(states).size).toBe(249);
    expect(states.every((state) => /^[A-Z]{2}$/.test(state))).toBe(true);
    expect(countries.every(isState)).toBe(true);
    expect([stateless, unknownState, 'XZ', 'EU', 'UK', 'th', ''].some(isState)).toBe(false);
  });

  it('is recorded by every command that takes a state, and no other command takes one outside the eight', () => {
    const taking = commandTypes.filter((type) => countriesIn(definitionOf(type).body).states);
    expect(taking.toSorted()).toEqual(Object.keys(naming).toSorted());
  });

  it.each(Object.keys(naming))('is taken by %s, recorded as told, and read again', (type) => {
    fc.assert(
      fc.property(anotherState, (state) => {
        const { events, context, decision } = outcomeOf(type, state);
        expect(decision.refusal).toBeUndefined();
        expect(JSON.stringify(decision.events)).toContain(`"${state}"`);
        for (const { type: of, data } of decision.events)
          expect(caseEvents[of].schema.parse(JSON.parse(JSON.stringify(data)))).toEqual(data);
        expect(() =>
          fold(id('case'), [...events, ...recorded(decision.events, context, events.length)]),
        ).not.toThrow();
      }),
    );
  });

  it('is refused where a node is to be written to, with what can stand there', () => {
    const toNodes = commandTypes.filter((type) => countriesIn(definitionOf(type).body).eight);
    expect(toNodes).toEqual(expect.arrayContaining(['NotifyCountry', 'SendCaseForm', 'ProposeRepatriation']));
    for (const type of toNodes) {
      const { body, example } = definitionOf(type);
      const elsewhere: unknown = JSON.parse(JSON.stringify(example), (_key, value: unknown) =>
        (countries as readonly unknown[]).includes(value) ? 'BD' : value,
      );
      if (JSON.stringify(elsewhere) === JSON.stringify(example)) continue;
      const { error } = body.safeParse(elsewhere);
      expect(error?.issues.map(({ message }) => message)).toEqual([
        expect.stringContaining('must be a country of the programme'),
      ]);
    }
  });
});

describe('a fear of any state', () => {
  it('bars that state and no other', () => {
    fc.assert(
      fc.property(aState, aState, (feared, other) => {
        const screening = { language: 'my', inPrivate: true } as const;
        const { file } = given(caseOpened)
          .when('ScreenProtection', { ...screening, about: other, result: 'no_fear' })
          .when('ScreenProtection', { ...screening, about: feared, result: 'asylum_sought' });
        expect(contactBarred(file, feared)).toBe(true);
        expect(contactBarred(file, other)).toBe(other === feared);
      }),
    );
  });
});

describe('what is told of a nationality', () => {
  const claims = (country: Nationality) =>
    given(caseOpened).when('RecordNationalityClaim', { ...claimed, nationality: { country } }).file;

  it('is the country that is claimed, in the notice and in the case form alike', () => {
    fc.assert(
      fc.property(aState, (state) => {
        expect(noticeToSend(claims(state), sampleContext(), There).claimedNationality).toBe(state);
        expect(formToSend(claims(state), sampleContext(), There).nationalities).toMatchObject([
          { country: state },
        ]);
        expect(messages.CaseNotified.fields.claimedNationality.schema.parse(state)).toBe(state);
      }),
    );
  });

  it('is nothing where no state is', () => {
    for (const country of [stateless, unknownState] as const)
      expect(formToSend(claims(country), sampleContext(), There).nationalities).toBeUndefined();
  });
});

describe('where somebody was found', () => {
  it('is on the high seas with a vessel and a position, or unknown, as well as in a country', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<FoundIn>(...states, highSeas, unknownState),
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (foundIn, latitude, longitude) => {
          const place = { vessel: { name: 'Jahan 7', imo: '9074729' }, position: { latitude, longitude } };
          const after = given(caseOpened).when('RecordRescuePlace', { foundIn, place });
          after.thenRecords({ RescuePlaceRecorded: { foundIn, place } });
          expect(after.file.coordination.foundIn).toBe(foundIn);
        },
      ),
    );
  });

  it('is no sea of its own, no position beyond the poles, and no ship of a number that is none', () => {
    const { body } = publicCommands.RecordRescuePlace;
    const wrong = [
      { foundIn: 'sea' },
      { foundIn: 'XZ', place: { position: { latitude: 91, longitude: 0 } } },
      { foundIn: 'XZ', place: { position: { latitude: 6 } } },
      { foundIn: 'XZ', place: { vessel: { imo: '9074728' } } },
    ];
    expect(wrong.map((told) => body.safeParse(told).success)).toEqual([false, false, false, false]);
  });
});
