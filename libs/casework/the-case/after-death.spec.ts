import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publicCommands, type CaseCommand, type CommandType } from '../records/catalogue.js';
import { afterDeath, afterTheDeath } from './after-death.js';
import { decidedForThePerson } from '../repatriation/offers/decided-since.js';
import { inbound, overThere } from '../spec/crossing.js';
import { given, givenOn, recorded } from '../spec/given.js';
import { identityKnown, openToThere } from '../spec/histories.js';
import { sentMessage } from '../spec/sent.js';
import { aStep, receiving, sending, walked } from '../spec/walk.js';
import { goes } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const told = sentMessage('CaseNotified', { released: 1 });
const consent = {
  purpose: 'follow_up' as const,
  recipient: { country: There },
  groups: ['outcome' as const],
  givenBy: 'person' as const,
  told: [
    'purpose' as const,
    'uses' as const,
    'research_use' as const,
    'right_to_see' as const,
    'how_long_kept' as const,
    'how_to_withdraw' as const,
  ],
  language: 'my',
};

const definitions: Readonly<Record<string, { readonly kind: string; readonly example: unknown }>> =
  publicCommands;
const bodyOf = (type: string): object => definitions[type]?.example ?? {};
const kindOf = (type: string): string | undefined => definitions[type]?.kind;
const paidOn = (type: string, day: string): object =>
  type === 'PayGrant' ? { grant: { ...publicCommands.PayGrant.example.grant, paidOn: day } } : {};

describe('after a death', () => {
  it('the partner is told when, where and who tells the family, and nothing is decided for the person', () => {
    const dead = given(...openToThere, ...identityKnown, ...told)
      .when('RecordDeath', { notified: ['focal'] })
      .thenRecords(
        { PersonDied: { notified: ['focal'] } },
        goes('DeathNotified', There, {
          diedAt: '2013-06-03T04:00:00.000Z',
          familyToldBy: 'nobody_yet',
          in: Here,
        }),
      );
    expect(dead.decision.events.at(-1)).toMatchObject({
      data: { kind: 'DeathNotified', payload: { in: Here, familyToldBy: 'nobody_yet' } },
    });
    dead.when('GiveConsent', consent).thenRefuses('person_died');
    dead.when('RecordDeath', { notified: [] }).thenRefuses('already_exists');
    dead.when('RecordOutcome', { code: 'safe' } as never).thenRefuses('impossible_date');
    dead.when('RecordRemainsReturned', { to: There }).thenRecords({ RemainsReturned: { to: There } });
    dead
      .when('CloseCase', { reason: 'died' })
      .thenRecords({ CaseClosed: { reason: 'died', retainUntil: '2023-06-01' } });
  });

  it('a state that the person feared hears nothing of it', () => {
    given(...openToThere, ...told)
      .when('ScreenProtection', {
        about: There,
        language: 'my',
        inPrivate: true,
        result: 'fears_state',
      })
      .when('RecordDeath', { notified: [] })
      .thenRecords({ PersonDied: { notified: [] } });
  });

  it('taken back, everything goes on, and the partner is told', () => {
    const dead = given(...openToThere, ...told).when('RecordDeath', { notified: [] });
    const { eventId } = dead.file.history.find(({ type }) => type === 'PersonDied')!.meta;
    const alive = dead
      .when('TakeBackEntry', { entryId: eventId, mistake: 'wrong_file' })
      .thenRecords(
        { EntryTakenBack: { entry: 'PersonDied', mistake: 'wrong_file' } },
        goes('MessageRecalled', There, { action: 'stop_use' }),
      );
    alive.when('GiveConsent', consent).thenRecords({
      ConsentGiven: {
        purpose: 'follow_up',
        recipient: { country: There },
        groups: ['outcome'],
        givenBy: 'person',
        language: 'my',
      },
    });
  });

  it('what was decided since a death that is typed late stands with an irregularity', () => {
    const late = givenOn('2013-06-02T04:00:00.000Z', ...openToThere)
      .when('GiveConsent', consent)
      .when('RecordDeath', { notified: [], occurredAt: '2013-06-03T03:00:00.000Z' });
    late.thenRecords({
      PersonDied: { notified: [] },
      IrregularityRaised: { rule: 'decided_after_death' },
    });
  });

  it('the partner that is told acknowledges it, and decides nothing more either', () => {
    const dead = given(...openToThere).when(
      'ReceiveMessage',
      inbound('DeathNotified', {
        diedAt: '2013-06-01T04:00:00.000Z',
        in: Here,
        familyToldBy: 'you',
      }),
      overThere(),
    );
    expect(dead.types).toContain('PersonDied');
    expect(dead.file.repatriation.diedAt).toBe('2013-06-01T04:00:00.000Z');
    dead.when('GiveConsent', consent, overThere()).thenRefuses('person_died');
  });

  it('every step is taken, taken of before, or refused as its line says, and no fact is refused that has its day', () => {
    const { file } = given(...openToThere).when('RecordDeath', { notified: [] });
    const asked = (type: string, more: object = {}) =>
      afterTheDeath(
        { type: type as CommandType, body: { ...bodyOf(type), ...more } } as unknown as CaseCommand,
        file,
      )?.refusal?.code;
    const expected = { taken: undefined, of_before: 'impossible_date', never: 'person_died' };
    for (const [type, line] of Object.entries(afterDeath)) {
      const after = { occurredAt: undefined, ...paidOn(type, '2013-06-10') };
      expect([type, asked(type, after)]).toEqual([type, expected[line]]);
      if (line === 'never') expect([type, kindOf(type)]).toEqual([type, 'permission']);
      const before = { occurredAt: '2013-06-01T04:00:00.000Z', ...paidOn(type, '2013-06-01') };
      if (line === 'of_before') expect([type, asked(type, before)]).toEqual([type, undefined]);
    }
  });

  it('what a court finds and what is paid out is recorded, and told where the family may live', () => {
    const dead = given(...openToThere, ...told).when('RecordDeath', { notified: [] });
    const later = { now: '2017-09-02T04:00:00.000Z' };
    for (const type of [
      'RecordCriminalCase',
      'RecordVerdict',
      'RecordCompensation',
      'RecordPayment',
    ] as const) {
      const { decision } = dead.when(type, publicCommands[type].body.parse(bodyOf(type)), later);
      expect([type, decision.refusal, decision.events.length > 0]).toEqual([type, undefined, true]);
    }
  });

  it('no step of any agency decides anything for the person, on either side, whatever the history', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving),
        fc.array(aStep, { minLength: 20, maxLength: 60, size: 'max' }),
        (beginning, steps) => {
          const died = recorded(
            [{ type: 'PersonDied', data: { notified: [] } }],
            undefined,
            beginning.length,
          );
          let history = [...beginning, ...died];
          for (const [index, step] of steps.filter(({ type }) => type !== 'TakeBackEntry').entries()) {
            const { decision, recorded: more } = walked(step, history, index);
            expect(
              decision.events.map(({ type }) => type).filter((type) => decidedForThePerson.has(type)),
            ).toEqual([]);
            history = [...history, ...more];
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
