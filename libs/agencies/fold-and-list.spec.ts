import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decide,
  fold,
  type CaseCommand,
  type Country,
  type PublicCommandType,
  type NewCaseEvent,
} from '#casework';
import { recorded } from '../casework/spec/given.js';
import { conditions, ready, travelling } from '../casework/spec/returning.js';
import { id, sampleActor, sampleContext } from '../casework/spec/sample.js';
import { aStep, receiving, sending, walk, walkedCase, type Step } from '../casework/spec/walk.js';
import { compared } from './spec/compared.js';
import { caseRegister } from './case-register.js';
import { transfersBoard } from './focal-point/transfers-board.js';
import type { View } from './frame/view.js';
import { nationalityRequests } from './nationality-requests.js';
import { tracingInbox } from './provincial-office/tracing-inbox.js';
import { stays } from './shelter/stays.js';
import { caseload } from './social-work/caseload.js';

const stayId = id('stay');
const resident: readonly NewCaseEvent[] = [
  { type: 'ShelterReferred', data: { stayId, shelterCode: 'sh-1', withFamily: false } },
  { type: 'ShelterAdmissionOffered', data: { stayId } },
  { type: 'ShelterStayConsented', data: { stayId } },
  { type: 'AdmittedToShelter', data: { stayId, shelterCode: 'sh-1' } },
];

/** Commands that end something, or bring it back. */
const telling = [
  'CloseCase',
  'ReopenCase',
  'RecordDeath',
  'TakeBackEntry',
  'RecordLeftShelter',
  'RecordLeftWithoutNotice',
  'GrantLocalStay',
  'CancelReturn',
  'RecordReturnConsent',
  'WithdrawReturnConsent',
  'RefuseReturn',
  'ProposeRepatriation',
  'ExcludeParty',
  'RecordArrival',
  'DischargeFromShelter',
  'StartHospitalStay',
  'EndHospitalStay',
  'DecideSafetyAlert',
  'ProposeSafetyAlert',
  'ConfirmSafetyAlert',
  'RecordToldOfSafetyAlert',
] as const satisfies readonly PublicCommandType[];
const aStepOf = {
  country: fc.constantFrom<Country>('TH', 'MM'),
  agency: fc.constantFrom('focal', 'focal', 'focal', 'police', 'welfare'),
  pick: fc.nat(),
  day: fc.constantFrom('2013-06-03', '2014-03-10', '2014-08-04', '2018-01-05'),
};

const arrived: readonly NewCaseEvent[] = [
  {
    type: 'HandoverSigned',
    data: { side: 'sending', officer: 'o-1', point: 'bridge', items: [], discrepancies: [] },
  },
  {
    type: 'HandoverLearned',
    data: { side: 'receiving', officer: 'o-2', point: 'bridge', items: [], discrepancies: [] },
  },
  { type: 'ArrivalLearned', data: { by: 'MM', arrivedOn: '2013-07-01', nextStep: 'family' } },
] as NewCaseEvent[];
const goneHome = recorded([...ready(), ...travelling, ...arrived]);

const beginnings = [
  sending,
  receiving,
  recorded([...ready(), ...resident]),
  recorded([...ready(), ...travelling]),
  recorded([...Object.values(conditions), ...resident]),
  recorded([...ready(), ...resident, ...travelling]),
  goneHome,
];

/** Why a column is not compared with the file. Whatever stands neither here nor in the comparison has no decision. */
const notCompared: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transfers_board: {
    openedAt: 'when a case began; the file keeps it in its history alone',
    stageSince: 'when the stage changed; the file has the stage alone',
    own: 'the country of the node',
    findings: 'sealed',
    counterpart: 'what `partner` falls back to',
    parts: 'the parts of the file that it is read off',
    exchange: 'what `waits` are read off',
    exclusions: 'whose the `waits` are is read off them',
    aside: 'closed, and without `waits`',
    waitingFor: 'of the most pressing of `waits`',
    waitingOn: 'of the most pressing of `waits`',
    since: 'of the most pressing of `waits`',
    due: 'of the most pressing of `waits`',
    rank: 'an order',
  },
  case_register: {
    age: 'compared for every day in age-in-lists.spec.ts',
    openedAt: 'when a case began; the file keeps it in its history alone',
    names: 'sealed',
    birthDates: 'sealed',
    origins: 'sealed',
    relatives: 'sealed',
  },
  caseload: {
    openedAt: 'when a case began; the file keeps it in its history alone',
    viewer: 'whose row it is',
    lastWorkedAt: 'who worked when is the matter of this list alone',
    workers: 'who worked when is the matter of this list alone',
    parts: 'the parts of the file that `tasks` are read off',
    aside: 'closed, and without `tasks`',
    next: 'of the first of `tasks`',
    due: 'of the first of `tasks`',
    rank: 'an order',
  },
  stays: { room: 'sealed', stay: 'the stay of the file that it is read off' },
  nationality_inbox: {
    exchange: 'what `state` is read off',
    useStopped: 'what `state` is read off',
    caseClosed: 'what `state` is read off',
    receivedAt: 'when it came; the file keeps it in its history alone',
    findings: 'sealed',
    nationality: 'the request of the file that it is read off',
    rank: 'an order',
  },
  tracing_inbox: {
    exchange: 'what `closed` and `stopped` are read off',
    useStopped: 'what `stopped` is read off',
    caseClosed: 'what `closed` is read off',
    receivedAt: 'when it came, as the list was told',
    coverStory: 'sealed',
    tracing: 'the search of the file that it is read off',
  },
};

const anyHistory = (mostSteps: number) =>
  fc
    .tuple(
      fc.nat({ max: beginnings.length - 1 }),
      fc.array(aStep, { maxLength: mostSteps }),
      fc.array(fc.record({ ...aStepOf, type: fc.constantFrom(...telling) }), { maxLength: 8 }),
      fc.nat(),
    )
    .map(([beginning, steps, ends, place]) => {
      const at = place % (steps.length + 1);
      return walk(beginnings[beginning]!, [
        ...steps.slice(0, at),
        ...(ends as readonly Step[]),
        ...steps.slice(at),
      ]);
    });

describe('a list and the file of its case', () => {
  it('say the same of everything that both know', () => {
    fc.assert(
      fc.property(anyHistory(25), (history) => {
        const { list, file } = compared(history);
        expect(list).toEqual(file);
      }),
      { numRuns: 200 },
    );
  });

  it('say it of every column, or the reason is named', () => {
    const { file } = compared(walk(beginnings[1]!, []));
    const { file: staying } = compared(walk(beginnings[2]!, []));
    const shown = (rows: object): string[] => Object.keys(Object.values(rows)[0] as object);
    const comparing: readonly (readonly [View, readonly string[]])[] = [
      [transfersBoard, Object.keys(file.board)],
      [caseRegister, Object.keys(file.register)],
      [caseload, Object.keys(file.load ?? {})],
      [stays, shown(staying.stays)],
      [nationalityRequests('registry'), shown(file.nationality)],
      [tracingInbox, shown(file.tracing)],
    ];
    for (const [{ name, columns }, told] of comparing)
      expect([name, ...[...told, ...Object.keys(notCompared[name] ?? {})].toSorted()]).toEqual([
        name,
        ...Object.keys(columns).toSorted(),
      ]);
  });

  it('say the same of a departure without notice, whoever tells of it', () => {
    for (const type of ['RecordLeftShelter', 'RecordLeftWithoutNotice', 'DischargeFromShelter'] as const) {
      const before = recorded([...ready(), ...resident, ...travelling]);
      const body = {
        RecordLeftShelter: { stayId },
        RecordLeftWithoutNotice: {},
        DischargeFromShelter: { stayId, reason: 'left_without_notice' },
      }[type];
      const context = sampleContext({
        actor: sampleActor(type === 'RecordLeftWithoutNotice' ? 'focal' : 'welfare'),
      });
      const { events, refusal } = decide({ type, body } as CaseCommand, fold(walkedCase, before), context);
      expect([type, refusal]).toEqual([type, undefined]);
      const { list, file } = compared([...before, ...recorded(events, context, before.length)]);
      expect(list).toEqual(file);
      expect(list.board).toMatchObject({ stage: 'ended', suspended: false });
      expect(list.stays[stayId]).toMatchObject({ phase: 'over', reason: 'left_without_notice' });
    }
  });
});
