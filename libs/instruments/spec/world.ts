import fc from 'fast-check';
import {
  consentPurposes,
  fieldGroups,
  messages,
  type Clause,
  type ConsentPurpose,
  type Country,
  type FieldGroup,
  type Instrument,
  type MessageKind,
  type NewCaseEvent,
} from '#casework';
import { id } from '../../casework/spec/sample.js';
import { instruments as real } from '../index.js';

export const kinds = Object.keys(messages) as MessageKind[];
/** The days on which decisions are made: before and after each change of the instruments between the two countries. */
const days = [
  '2009-04-29',
  '2012-11-16',
  '2013-03-31',
  '2014-08-04',
  '2016-09-13',
  '2017-07-24',
  '2026-11-23',
];

const aPurpose = fc.constantFrom(...consentPurposes);
const someGroups: fc.Arbitrary<FieldGroup[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<FieldGroup[]>([...fieldGroups]) },
  { weight: 3, arbitrary: fc.subarray<FieldGroup>([...fieldGroups], { minLength: 1 }) },
);
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const aConsent = fc.record({
  purpose: aPurpose,
  country: mostly<Country>('MM', 'KH', 'TH'),
  agency: mostly<string | undefined>(undefined, 'focal', 'police'),
  groups: someGroups,
  givenBy: mostly<'person' | 'guardian_with_assent'>('person', 'guardian_with_assent'),
  expiresOn: mostly<string | undefined>(undefined, '2013-01-01', '2014-08-04', '2030-01-01'),
  withdrawn: mostly(false, true),
});

/** Consents to every purpose towards Myanmar, with the same groups: what most persons are asked for. */
const consentsToAll = someGroups.map((groups) =>
  consentPurposes.map((purpose) => ({
    purpose,
    country: 'MM' as const,
    agency: undefined,
    groups,
    givenBy: 'person' as const,
    expiresOn: undefined,
    withdrawn: false,
  })),
);

const aClause = fc.record({
  kind: fc.constantFrom(...kinds),
  purpose: aPurpose,
  carries: someGroups,
  from: mostly<readonly Country[]>(['TH', 'MM'], ['MM'], ['KH']),
  to: mostly<readonly Country[]>(['TH', 'MM'], ['TH']),
});

/** An instrument that nobody wrote: any clauses, any status, any time. */
const anInstrument = fc
  .record({
    parties: mostly<readonly Country[]>(['TH', 'MM'], ['TH', 'KH']),
    status: mostly<Instrument['status']>('in_force', 'draft', 'in_process', 'superseded', 'ended'),
    from: fc.constantFrom('2009-01-01', '2013-03-31'),
    until: mostly<string | undefined>(undefined, '2014-08-04', '2017-07-24'),
    clauses: fc.array(aClause, { minLength: 10, maxLength: 40 }),
  })
  .map(({ clauses, until, ...head }): Instrument<MessageKind> => ({
    ...head,
    ...(until ? { until } : {}),
    code: 'GENERATED',
    version: '0',
    title: 'Generated',
    kind: 'mou',
    exchange: 'generated',
    source: 'spec',
    clauses: clauses.map((clause, index): Clause<MessageKind> => ({
      ...clause,
      id: `${index}`,
      source: 'spec',
    })),
  }));

/** A code and a version name one instrument. */
const numbered = (generated: readonly Instrument<MessageKind>[]) =>
  generated.map((instrument, index) => ({ ...instrument, version: `${index}` }));

const someInstruments = fc.oneof(
  { weight: 3, arbitrary: fc.constant([...real]) },
  { weight: 2, arbitrary: fc.array(anInstrument, { maxLength: 2 }).map(numbered) },
  { weight: 1, arbitrary: anInstrument.map((generated) => [...real, generated]) },
);

const aMessage = fc.record({
  kind: fc.constantFrom(...kinds),
  purpose: aPurpose,
  groups: someGroups,
  under: fc.nat(),
});

/** Everything on which it depends what may go, as a person would tell it. */
export const aWorld = fc.record({
  day: fc.constantFrom(...days),
  child: mostly(false, true),
  guardian: fc.boolean(),
  screening: mostly<'no_fear' | 'fears_state' | 'fears_officials' | 'asylum_sought' | undefined>(
    'no_fear',
    'fears_state',
    'fears_officials',
    'asylum_sought',
    undefined,
  ),
  inPrivate: mostly(true, false),
  consents: fc
    .tuple(fc.oneof(consentsToAll, fc.constant([])), fc.array(aConsent, { maxLength: 4 }))
    .map((parts) => parts.flat()),
  refused: fc.array(aPurpose, { maxLength: 1 }),
  excluded: mostly<{ country?: 'MM'; agency: string } | undefined>(
    undefined,
    { country: 'MM', agency: 'focal' },
    { country: 'MM', agency: 'police' },
    { agency: 'focal' },
  ),
  instruments: someInstruments,
  sent: fc.array(aMessage, { maxLength: 2 }),
  received: fc.array(
    fc.record({ message: aMessage, effective: mostly(true, false), stopped: mostly(false, true) }),
    { maxLength: 2 },
  ),
  theirsFirst: fc.boolean(),
});
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

const sentEvents = (world: World): NewCaseEvent[] =>
  world.sent.flatMap((message, index): NewCaseEvent[] => {
    const common = { messageId: id(`sent ${index}`), kind: message.kind, to: 'MM' as const };
    const approval = { consents: [consentId(0)], groups: message.groups, fields: [], payload: {} };
    return [
      { type: 'MessageApproved', data: { ...common, ...basisOf(world, message), ...approval } },
      { type: 'MessageReleased', data: { ...common, sequence: index + 1 } },
    ];
  });

const receivedEvents = (world: World): NewCaseEvent[] =>
  world.received.flatMap(({ message, effective, stopped }, index): NewCaseEvent[] => {
    const messageId = id(`received ${index}`);
    const data = {
      messageId,
      kind: message.kind,
      from: 'MM' as const,
      sequence: index + 1,
      sentAt: '2012-01-01T00:00:00.000Z',
      groups: message.groups,
      ...basisOf(world, message),
      payload: {},
    };
    const stop: NewCaseEvent = {
      type: 'MessageUseStopped',
      data: { from: 'MM', messageIds: [messageId], because: 'recalled' },
    };
    return [
      { type: 'MessageReceived', data: { ...data, outcome: effective ? 'effective' : 'refused' } },
      ...(stopped ? [stop] : []),
    ];
  });

/** The world as the events of a case file. */
export const historyOf = (world: World): NewCaseEvent[] => {
  const { child, guardian, screening, inPrivate, consents, refused, excluded, theirsFirst } = world;
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
        foundIn: 'TH',
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
    ...(screening
      ? [
          {
            type: 'ProtectionScreened' as const,
            data: {
              screeningId: id('screening'),
              about: 'MM' as const,
              language: 'my',
              inPrivate,
              result: screening,
            },
          },
        ]
      : []),
    ...consents.flatMap(({ country, agency, withdrawn, ...consent }, index): NewCaseEvent[] => [
      {
        type: 'ConsentGiven',
        data: { ...consent, consentId: consentId(index), recipient: { country, agency }, language: 'my' },
      },
      ...(withdrawn ? [{ type: 'ConsentWithdrawn' as const, data: { consentId: consentId(index) } }] : []),
    ]),
    ...refused.map((purpose): NewCaseEvent => ({
      type: 'ConsentRefused',
      data: { purpose, recipient: { country: 'MM' } },
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
        origin: { country: 'MM', village: 'Kyar Inn' },
      },
    },
    {
      type: 'RelativeRecorded',
      data: { relativeId: id('mother'), relation: 'mother', source: 'person', name: person },
    },
  ];
};

/** Groups that consents in the world let go to Myanmar for a purpose; undefined where nobody consented. */
export const consentedIn = (world: World, purpose: ConsentPurpose): Set<FieldGroup> | undefined => {
  const consenting = world.consents.filter(
    (consent) =>
      consent.purpose === purpose &&
      consent.country === 'MM' &&
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
