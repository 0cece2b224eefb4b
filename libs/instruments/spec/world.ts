import fc from 'fast-check';
import {
  consentPurposes,
  letsPass,
  type ChannelKind,
  type ConsentPurpose,
  type Country,
  type FieldGroup,
  type NewCaseEvent,
} from '#casework';
import { id } from '../../casework/spec/sample.js';
import { partnersOf } from '../index.js';
import { aPurpose, daysOf, kinds, mostly, someGroups, someInstruments } from './any-instrument.js';
import { plays, type Play } from './plays.js';

const aConsent = ({ here, others }: Play) =>
  fc.record({
    purpose: aPurpose,
    country: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...others) },
      { weight: 1, arbitrary: fc.constant(here) },
    ),
    agency: mostly<string | undefined>(undefined, 'focal', 'police'),
    groups: someGroups,
    givenBy: mostly<'person' | 'guardian_with_assent'>('person', 'guardian_with_assent'),
    expiresOn: mostly<string | undefined>(undefined, '2013-01-01', '2014-08-04', '2030-01-01'),
    withdrawn: mostly(false, true),
  });

/** Consents to every purpose towards a country, with the same groups: what most persons are asked for. */
const consentsToAll = (country: Country) =>
  someGroups.map((groups) =>
    consentPurposes.map((purpose) => ({
      purpose,
      country,
      agency: undefined,
      groups,
      givenBy: 'person' as const,
      expiresOn: undefined,
      withdrawn: false,
    })),
  );

const aMessage = ({ others }: Play, to: Country) =>
  fc.record({
    with: mostly(to, ...others),
    kind: fc.constantFrom(...kinds),
    purpose: aPurpose,
    groups: someGroups,
    under: fc.nat(),
  });

const screeningsOf = ({ others }: Play) =>
  fc.tuple(
    ...others.map((about) =>
      fc.record({
        about: fc.constant(about),
        result: mostly<'no_fear' | 'fears_state' | 'fears_officials' | 'asylum_sought' | undefined>(
          'no_fear',
          'fears_state',
          'fears_officials',
          'asylum_sought',
          undefined,
        ),
        inPrivate: mostly(true, false),
      }),
    ),
  );

/** Everything on which it depends what may go, as a person would tell it. */
const aWorldOf = (play: Play, to: Country) =>
  fc.record({
    here: fc.constant(play.here),
    others: fc.constant(play.others),
    /** To whom somebody wants to write. */
    to: fc.constant(to),
    day: fc.constantFrom(
      ...daysOf(play.instruments.filter((instrument) => letsPass(instrument, play.here, to))),
    ),
    child: mostly(false, true),
    guardian: fc.boolean(),
    /** What was answered about each of the others; nothing was asked where there is no result. */
    screenings: screeningsOf(play),
    consents: fc
      .tuple(fc.oneof(consentsToAll(to), fc.constant([])), fc.array(aConsent(play), { maxLength: 4 }))
      .map((parts) => parts.flat()),
    refused: fc.array(fc.record({ purpose: aPurpose, country: fc.constantFrom(...play.others) }), {
      maxLength: 1,
    }),
    excluded: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constant<{ country?: Country; agency: string }>({ agency: 'focal' }) },
      {
        weight: 2,
        arbitrary: fc.record({
          country: fc.constantFrom(...play.others),
          agency: fc.constantFrom('focal', 'police'),
        }),
      },
    ),
    instruments: someInstruments(play),
    sent: fc.array(aMessage(play, to), { maxLength: 2 }),
    received: fc.array(
      fc.record({
        message: aMessage(play, to),
        effective: mostly(true, false),
        stopped: mostly(false, true),
      }),
      { maxLength: 2 },
    ),
    theirsFirst: fc.boolean(),
    /** What carries words to the others: their nodes, letters, or nothing. */
    channel: mostly<ChannelKind>('node', 'paper', 'none'),
    /** Whether the node of the one to whom somebody wants to write holds other texts. */
    disputed: mostly(false, true),
    /** Kinds that the other node does not name among those that it takes; undefined where it says nothing. */
    notTaken: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.subarray([...kinds]) },
    ),
  });

/** A world of any of the plays, two parties or many; most want to write to a partner. */
export const aWorld = fc.oneof(
  ...plays.flatMap((play) =>
    play.others.map((to) => ({
      weight: partnersOf(play.here, play.instruments).includes(to) ? 4 : 1,
      arbitrary: aWorldOf(play, to),
    })),
  ),
);
export type World = typeof aWorld extends fc.Arbitrary<infer W> ? W : never;

export const consentId = (index: number): string => id(`consent ${index}`);

const basisOf = ({ instruments }: World, { under, purpose }: { under: number; purpose: ConsentPurpose }) => {
  const instrument = instruments[under % Math.max(instruments.length, 1)];
  return {
    instrument: instrument?.code ?? 'NONE',
    instrumentVersion: instrument?.version ?? '0',
    clause: '1',
    purpose,
  };
};

/** The number of each message in the row of those with its country. */
const numbers = (all: readonly { readonly with: Country }[]): readonly number[] =>
  all.map((message, index) => all.slice(0, index + 1).filter((other) => other.with === message.with).length);

const sentEvents = (world: World): NewCaseEvent[] => {
  const sequences = numbers(world.sent);
  return world.sent.flatMap((message, index): NewCaseEvent[] => {
    const common = { messageId: id(`sent ${index}`), kind: message.kind, to: message.with };
    const approval = { consents: [consentId(0)], groups: message.groups, fields: [], payload: {} };
    return [
      { type: 'MessageApproved', data: { ...common, ...basisOf(world, message), ...approval } },
      { type: 'MessageReleased', data: { ...common, sequence: sequences[index] ?? 1 } },
    ];
  });
};

const receivedEvents = (world: World): NewCaseEvent[] => {
  const sequences = numbers(world.received.map(({ message }) => message));
  return world.received.flatMap(({ message, effective, stopped }, index): NewCaseEvent[] => {
    const messageId = id(`received ${index}`);
    const from = message.with;
    const data = {
      messageId,
      kind: message.kind,
      from,
      sequence: sequences[index] ?? 1,
      sentAt: '2012-01-01T00:00:00.000Z',
      groups: message.groups,
      ...basisOf(world, message),
      payload: {},
    };
    const stop: NewCaseEvent = {
      type: 'MessageUseStopped',
      data: { from, messageIds: [messageId], because: 'recalled' },
    };
    return [
      { type: 'MessageReceived', data: { ...data, outcome: effective ? 'effective' : 'refused' } },
      ...(stopped ? [stop] : []),
    ];
  });
};

/** The world as the events of a case file. */
export const historyOf = (world: World): NewCaseEvent[] => {
  const { here, others, child, guardian, screenings, consents, refused, excluded, theirsFirst } = world;
  const crossed = [sentEvents(world), receivedEvents(world)];
  const person = { text: 'ဒေါ်မြ', script: 'Mymr' as const, kind: 'legal' as const };
  return [
    {
      type: 'CaseOpened',
      data: {
        side: theirsFirst ? 'receiving' : 'sending',
        channel: 'raid',
        sex: 'female',
        ageBand: child ? 'child' : 'adult',
        mainLanguage: 'my',
        urgency: 'normal',
        foundIn: here,
      },
    },
    { type: 'InitialScreeningCompleted', data: { outcome: 'presumed', urgentNeeds: [], indicators: [] } },
    ...(guardian
      ? [
          {
            type: 'GuardianAppointed' as const,
            data: { guardianId: id('guardian'), authority: 'court', guardian: { name: person } },
          },
        ]
      : []),
    ...(theirsFirst ? crossed.toReversed() : crossed).flat(),
    ...screenings.flatMap(({ about, result, inPrivate }): NewCaseEvent[] =>
      result === undefined
        ? []
        : [
            {
              type: 'ProtectionScreened',
              data: { screeningId: id(`screening ${about}`), about, language: 'my', inPrivate, result },
            },
          ],
    ),
    ...consents.flatMap(({ country, agency, withdrawn, ...consent }, index): NewCaseEvent[] => [
      {
        type: 'ConsentGiven',
        data: { ...consent, consentId: consentId(index), recipient: { country, agency }, language: 'my' },
      },
      ...(withdrawn ? [{ type: 'ConsentWithdrawn' as const, data: { consentId: consentId(index) } }] : []),
    ]),
    ...refused.map(({ purpose, country }): NewCaseEvent => ({
      type: 'ConsentRefused',
      data: { purpose, recipient: { country } },
    })),
    ...(excluded
      ? [{ type: 'PartyExcluded' as const, data: { exclusionId: id('x'), ...excluded, reason: 'Named.' } }]
      : []),
    {
      type: 'NameClaimed',
      data: { claimId: id('name'), source: 'person', confidence: 'high', name: person },
    },
    {
      type: 'OriginClaimed',
      data: {
        claimId: id('origin'),
        source: 'person',
        confidence: 'high',
        origin: { country: others[0] ?? here, village: 'Kyar Inn' },
      },
    },
    {
      type: 'RelativeRecorded',
      data: { relativeId: id('mother'), relation: 'mother', source: 'person', name: person },
    },
  ];
};

/** Groups that consents in the world let go to a country for a purpose; undefined where nobody consented. */
export const consentedIn = (
  world: World,
  purpose: ConsentPurpose,
  to: Country,
): Set<FieldGroup> | undefined => {
  const consenting = world.consents.filter(
    (consent) =>
      consent.purpose === purpose &&
      consent.country === to &&
      (consent.agency === undefined || consent.agency === 'focal') &&
      !consent.withdrawn &&
      (consent.expiresOn === undefined || consent.expiresOn >= world.day) &&
      (world.child
        ? world.guardian && consent.givenBy === 'guardian_with_assent'
        : consent.givenBy === 'person'),
  );
  return consenting.length === 0
    ? undefined
    : new Set<FieldGroup>(['reference', ...consenting.flatMap(({ groups }) => groups)]);
};
