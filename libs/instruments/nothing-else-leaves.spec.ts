import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decide,
  fold,
  isCountry,
  messages,
  publicCommands,
  type CaseCommand,
  type CommandDefinition,
  type MessageDefinition,
  type MessageKind,
  type NewCaseEvent,
  type PublicCommandType,
} from '#casework';
import { discloseDraft } from '../casework/spec/any-draft.js';
import { recorded } from '../casework/spec/given.js';
import { fullPayload } from '../casework/spec/payloads.js';
import { id } from '../casework/spec/sample.js';
import { faultOf, type Approval } from './spec/oracle.js';
import { kinds } from './spec/any-instrument.js';
import { contextOf, eventsOf, fileOf } from './spec/filed.js';
import { aWorld, consentId, type World } from './spec/world.js';

const approvals = (events: readonly NewCaseEvent[]): Approval[] =>
  events.flatMap((event) => (event.type === 'MessageApproved' ? [event.data] : []));
const faultsOf = (events: readonly NewCaseEvent[], world: World): string[] =>
  approvals(events).flatMap((approval) => {
    const fault = faultOf(approval, world);
    return fault === undefined ? [] : [`${approval.kind}: ${fault}`];
  });

const draftIn = (world: World, kind: MessageKind, payload: Readonly<Record<string, unknown>>) =>
  discloseDraft(fileOf(world), contextOf(world), kind, payload, world.to);

const payloads = new Map(kinds.map((kind) => [kind, fullPayload(kind)]));

/** A payload of a kind, with any of its fields left out. */
const aDraft = fc.record({
  kind: fc.constantFrom(...kinds),
  kept: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
});
type Draft = typeof aDraft extends fc.Arbitrary<infer D> ? D : never;
const payloadOf = ({ kind, kept }: Draft, whole: boolean): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(payloads.get(kind) ?? {}).filter((_entry, index) => whole || kept[index % kept.length]),
  );

const commandTypes = Object.keys(publicCommands) as PublicCommandType[];
const aUuid = /^[0-9a-f]{8}-/;

/** The example of a command, its countries and ids turned to those of the world. */
const commandOf = (type: PublicCommandType, { to }: World, pick: number): CaseCommand => {
  const { body, example }: CommandDefinition = publicCommands[type];
  const own: Readonly<Record<string, string>> = {
    consentId: consentId(pick % 12),
    messageId: id(`sent ${pick % 2}`),
  };
  const turned = JSON.stringify(example, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (aUuid.test(value)) return own[key] ?? value;
    return isCountry(value) ? to : value;
  });
  return { type, body: body.parse(JSON.parse(turned)) } as CaseCommand;
};

describe('whatever stands in a case file, whatever the instruments say', () => {
  it('every kind has a payload that the drafts below can be made of', () => {
    for (const kind of kinds) {
      const definition: MessageDefinition = messages[kind];
      expect({ kind, ...definition.schema.safeParse(payloads.get(kind)) }).toMatchObject({
        kind,
        success: true,
      });
    }
  });

  it('no draft of a message is approved beyond its clause and the consents, without instrument, or when barred', () => {
    const tried = { approved: 0, denied: 0 };
    const amongMany = new Set<string>();
    const channels = new Set<string>();
    fc.assert(
      fc.property(aWorld, aDraft, fc.boolean(), (world, draft, whole) => {
        const { event } = draftIn(world, draft.kind, payloadOf(draft, whole));
        tried[event.type === 'MessageApproved' ? 'approved' : 'denied'] += 1;
        if (event.type === 'MessageApproved' && world.others.length > 2)
          amongMany.add(`${world.here} to ${world.to}`);
        if (event.type === 'MessageApproved') channels.add(world.channel);
        expect(faultsOf([event], world)).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(tried.approved).toBeGreaterThan(25);
    expect(tried.denied).toBeGreaterThan(25);
    expect(amongMany.size).toBeGreaterThan(5);
    expect([...channels]).toEqual(expect.arrayContaining(['node', 'paper']));
  });

  it('nor does any command of any agency approve one', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(aWorld, fc.nat(), (world, pick) => {
        const file = fileOf(world);
        const context = contextOf(world);
        const events = commandTypes.flatMap(
          (type) => decide(commandOf(type, world, pick), file, context).events,
        );
        for (const { kind } of approvals(events)) seen.add(kind);
        expect(faultsOf(events, world)).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['CaseNotified', 'CaseFormSent', 'ConsentWithdrawn']));
  });

  it('and what was approved is released only where it would be approved again', () => {
    const tried = { released: 0, withheld: 0 };
    const later = fc.record({
      withdraw: fc.boolean(),
      fear: fc.oneof(
        { weight: 3, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
      day: fc.option(fc.constantFrom('2014-08-04', '2016-09-13', '2026-11-23'), { nil: undefined }),
    });
    fc.assert(
      fc.property(aWorld, aDraft, later, (world, draft, { withdraw, fear, day }) => {
        const events = eventsOf(world);
        const { event } = draftIn(world, draft.kind, payloadOf(draft, true));
        if (event.type !== 'MessageApproved') return;
        const changed: World = {
          ...world,
          day: day !== undefined && day > world.day ? day : world.day,
          consents: withdraw
            ? world.consents.map((consent) => ({ ...consent, withdrawn: true }))
            : world.consents,
          screenings: fear
            ? world.screenings.map((screening) =>
                screening.about === world.to
                  ? { ...screening, result: 'fears_state' as const, inPrivate: true }
                  : screening,
              )
            : world.screenings,
        };
        const since: NewCaseEvent[] = [
          event,
          ...(withdraw
            ? world.consents.map((_consent, index): NewCaseEvent => ({
                type: 'ConsentWithdrawn',
                data: { consentId: consentId(index) },
              }))
            : []),
          ...(fear
            ? [
                {
                  type: 'ProtectionScreened' as const,
                  data: {
                    screeningId: id('later'),
                    about: world.to,
                    language: 'my',
                    inPrivate: true,
                    result: 'fears_state' as const,
                  },
                },
              ]
            : []),
        ];
        const context = contextOf(changed, 'release');
        const file = fold(id('case'), [...events, ...recorded(since, context, events.length)]);
        const body = { messageId: event.data.messageId };
        const [released] = decide({ type: 'ReleaseMessage', body }, file, context).events;
        tried[released?.type === 'MessageReleased' ? 'released' : 'withheld'] += 1;
        if (released?.type !== 'MessageReleased') return;
        const definition: MessageDefinition = messages[event.data.kind as MessageKind];
        const finished = definition.finishes && faultOf(event.data, changed) === 'no instrument in force';
        if (!finished) expect(faultsOf([event], changed)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
    expect(tried.released).toBeGreaterThan(25);
    expect(tried.withheld).toBeGreaterThan(25);
  });
});
