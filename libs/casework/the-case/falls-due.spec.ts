import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given, type Outcome } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { There } from '../spec/lands.js';
import { id, sampleActor, sampleContext } from '../spec/sample.js';
import type { Policy } from '../words/policy.js';
import { nextDue } from './falls-due.js';

const node = { actor: { ...sampleActor('node', 'node'), roles: ['system'] } };
const messageId = id('request of theirs');
const duty = `answer_erasure ${There}`;

/** Asked on a Monday, to be answered by the Friday of the week after. */
const asked: NewCaseEvent = {
  type: 'ErasureAsked',
  data: { messageId, country: There, ground: 'person_request', dueOn: '2013-06-14' },
};
const involved: NewCaseEvent = { type: 'AgencyInvolved', data: { agency: 'welfare', reason: 'case_work' } };
const owned: NewCaseEvent = { type: 'OwnershipPassed', data: { to: 'welfare' } };
const opened = [caseOpened, involved, owned] as const;

/** Midnight in the zone of the samples, by the day that begins. */
const beginOf = (day: string): string => new Date(`${day}T00:00:00+07:00`).toISOString();
const told = (offices: readonly string[], due = '2013-06-14') => ({
  duty,
  kind: 'answer_erasure',
  due,
  offices,
});

type Ahead = Pick<ReturnType<typeof given> | Outcome, 'when' | 'file'>;
const look = (before: Ahead, by: string, policy?: Policy): Outcome =>
  before.when('LookAtDuties', { by }, { ...node, now: by, ...(policy ? { policy } : {}) });

const warned = () => look(given(...opened, asked), beginOf('2013-06-12'));
const overdue = () => look(warned(), beginOf('2013-06-15'));

describe('what falls due in a case', () => {
  it('is told when it comes near, when it has passed, and then to whoever is next above, each once', () => {
    const before = look(given(...opened, asked), '2013-06-11T16:59:59.000Z').thenRecords();
    const near = look(before, beginOf('2013-06-12')).thenRecords({ DutyWarned: told(['welfare']) });
    const near2 = look(near, '2013-06-14T16:59:59.000Z').thenRecords();
    const passed = look(near2, beginOf('2013-06-15')).thenRecords({
      DutyOverdue: { ...told(['welfare']), from: beginOf('2013-06-15') },
    });
    const waits = look(passed, '2013-06-17T16:59:59.000Z').thenRecords();
    const above = look(waits, beginOf('2013-06-18')).thenRecords({
      DutyEscalated: { ...told(['focal']), rung: 'focal_point' },
    });
    const deputy = look(above, beginOf('2013-06-20')).thenRecords({
      DutyEscalated: { ...told(['focal']), rung: 'deputy' },
    });
    expect(nextDue(deputy.file, sampleContext())).toBeUndefined();
    look(deputy, beginOf('2014-06-20')).thenRecords();
  });

  it('says when to look next, and nothing where nothing has a day', () => {
    const context = sampleContext();
    expect(nextDue(given(...opened).file, context)).toBeUndefined();
    expect(nextDue(given(...opened, asked).file, context)).toBe(beginOf('2013-06-12'));
    expect(nextDue(warned().file, context)).toBe(beginOf('2013-06-15'));
    expect(nextDue(overdue().file, context)).toBe(beginOf('2013-06-18'));
  });

  it('is told as overdue alone after an outage, and to all that are above by then', () => {
    const late = look(given(...opened, asked), '2013-09-01T00:00:00.000Z').thenRecords({
      DutyOverdue: { ...told(['welfare']), from: beginOf('2013-06-15') },
    });
    look(late, '2013-09-01T00:00:00.000Z').thenRecords(
      { DutyEscalated: { ...told(['focal']), rung: 'focal_point' } },
      { DutyEscalated: { ...told(['focal']), rung: 'deputy' } },
    );
  });

  it('is told to nobody once it is done, and to no office that is excluded', () => {
    const excluded: NewCaseEvent = {
      type: 'PartyExcluded',
      data: { exclusionId: id('out'), agency: 'focal' },
    };
    const passed = look(given(...opened, asked, excluded), beginOf('2013-06-15'));
    passed.thenRecords({ DutyOverdue: { ...told(['welfare']), from: beginOf('2013-06-15') } });
    look(passed, beginOf('2013-07-01')).thenRecords();
    const declined: NewCaseEvent = {
      type: 'ErasureDeclined',
      data: { messageId, country: There, ground: 'in_care_here' },
    };
    look(given(...opened, asked, declined), beginOf('2013-07-01')).thenRecords();
  });

  it('goes to the authority above where the country names one that may know of the case', () => {
    const { policy } = sampleContext();
    const under = { ...policy, authorityAbove: 'police' };
    const deputy = look(look(overdue(), beginOf('2013-06-18')), beginOf('2013-06-20'));
    look(deputy, beginOf('2013-07-01'), { ...policy, authorityAbove: 'welfare' }).thenRecords({
      DutyEscalated: { ...told(['welfare']), rung: 'authority_above' },
    });
    look(deputy, beginOf('2013-07-01'), under).thenRecords();
    look(deputy, beginOf('2013-07-01'), { ...under, authorityAbove: 'powerless' }).thenRecords();
  });

  it('is taken back by an event where the clock turns out to have been wrong, and told again in its time', () => {
    const passed = overdue();
    const back = look(passed, '2013-06-13T00:00:00.000Z').thenRecords({ DutyNotOverdue: told(['welfare']) });
    expect(back.decision.events[0]?.corrects).toBe(passed.file.history.at(-1)?.meta.eventId);
    expect(back.file.overdue.overdue).toEqual([]);
    look(back, beginOf('2013-06-15')).thenRecords({
      DutyOverdue: { ...told(['welfare']), from: beginOf('2013-06-15') },
    });
    look(passed, '2013-06-14T16:55:00.000Z').thenRecords();
  });

  it('is each told once, however often and in whatever order of instants it is looked at after an outage', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 * 24 }), { minLength: 1, maxLength: 12 }),
        (hours) => {
          const start = Date.parse('2013-06-03T04:00:00.000Z');
          const instants = [...hours, 40 * 24, 40 * 24].toSorted((a, b) => a - b);
          let at: Ahead = given(...opened, asked);
          for (const hour of instants) at = look(at, new Date(start + hour * 3_600_000).toISOString());
          const types = at.file.history.map(({ type }) => type);
          expect(types.filter((type) => type === 'DutyOverdue')).toHaveLength(1);
          expect(types.filter((type) => type === 'DutyEscalated')).toHaveLength(2);
          expect(types.filter((type) => type === 'DutyWarned').length).toBeLessThanOrEqual(1);
          expect(types).not.toContain('DutyNotOverdue');
        },
      ),
    );
  });
});
