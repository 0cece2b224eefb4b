import { describe, expect, it } from '@jest/globals';
import type { CaseCommand, NewCaseEvent } from '../records/catalogue.js';
import { Here, There } from '../spec/lands.js';
import {
  approvedThrough,
  passing,
  permit,
  refusal,
  departure,
  gives,
  settled,
  askedHere,
  askedThere,
  lastSent,
  recalls,
  throughThere,
} from '../spec/passing.js';
import { plannedOn } from '../spec/returning.js';
import { id } from '../spec/sample.js';
import type { TwoNodes } from '../spec/two-nodes.js';

describe('a state on the way', () => {
  it('is told the line of the manifest, within its own borders, and opens a file of who passes', () => {
    const nodes = throughThere();
    expect(settled(nodes, Here, passing)).toBeUndefined();
    const sent = nodes.file(Here).disclosure.own.find(({ kind }) => kind === 'TransitNotified');
    expect(Object.keys(sent?.payload ?? {}).toSorted()).toEqual(
      [
        ...['on', 'until', 'entry', 'exit', 'legs', 'escorts', 'contact', 'journey', 'names', 'documents'],
      ].toSorted(),
    );
    expect(sent?.payload).toMatchObject({
      ...{ entry: 'gate-of-entry', exit: 'gate-of-exit' },
      legs: [{ from: 'gate-of-entry', to: 'gate-of-exit', mode: 'road' }],
    });
    const { coordination, repatriation } = nodes.file(There);
    expect(coordination).toMatchObject({ opened: true, side: 'transit' });
    expect(repatriation).toMatchObject({ stage: 'none' });
    expect(askedThere(nodes.file(There))).toMatchObject({ standing: 'asked', on: '2013-06-30' });
  });

  it('bars the departure until it permits it, and again once it takes the permit back', () => {
    const nodes = throughThere();
    const tries = () => gives(nodes, Here, departure());
    expect(tries()).toBe('condition_missing');
    settled(nodes, Here, passing);
    expect(tries()).toBe('condition_missing');
    expect(settled(nodes, There, permit())).toBeUndefined();
    expect(settled(nodes, There, permit())).toBe('already_exists');
    expect(settled(nodes, There, refusal())).toBeUndefined();
    expect(tries()).toBe('condition_missing');
    expect(settled(nodes, There, refusal())).toBe('already_exists');
    expect(settled(nodes, There, permit())).toBeUndefined();
    settled(nodes, There, recalls(lastSent(nodes, There, 'TransitPermitted')));
    expect(tries()).toBe('condition_missing');
    expect(settled(nodes, There, permit())).toBeUndefined();
    expect(tries()).toBeUndefined();
  });

  it('bars it only where a leg runs there, or where it was asked', () => {
    const elsewhere = throughThere(approvedThrough([]));
    expect(gives(elsewhere, Here, departure())).toBeUndefined();
    const asked = throughThere(approvedThrough([]));
    settled(asked, Here, passing);
    expect(gives(asked, Here, departure())).toBe('condition_missing');
  });

  it('permits for the days that it was asked for, and for no others', () => {
    const nodes = throughThere();
    settled(nodes, Here, passing);
    expect(settled(nodes, There, permit('2013-07-05'))).toBe('unknown_reference');
    settled(nodes, There, permit());
    expect(gives(nodes, Here, departure('2013-07-20'))).toBe('condition_missing');
    expect(gives(nodes, Here, departure('2013-06-20'))).toBe('condition_missing');
    expect(gives(nodes, Here, departure())).toBeUndefined();
  });

  it('is not asked the same twice, and is asked anew for another day', () => {
    const nodes = throughThere();
    settled(nodes, Here, passing);
    settled(nodes, There, permit());
    expect(settled(nodes, Here, passing)).toBe('already_exists');
    const later: CaseCommand = { type: 'NotifyTransit', body: { to: There, on: '2013-07-02' } };
    expect(settled(nodes, Here, later)).toBeUndefined();
    expect(askedThere(nodes.file(There))).toMatchObject({ standing: 'asked', on: '2013-07-02' });
    expect(settled(nodes, There, permit())).toBe('unknown_reference');
    expect(gives(nodes, Here, departure('2013-07-02'))).toBe('condition_missing');
    expect(settled(nodes, There, permit('2013-07-02'))).toBeUndefined();
    expect(gives(nodes, Here, departure('2013-07-02'))).toBeUndefined();
  });

  it('answers nothing by a permit that crossed a newer request', () => {
    const nodes = throughThere();
    settled(nodes, Here, passing);
    gives(nodes, There, permit());
    gives(nodes, Here, {
      type: 'NotifyTransit',
      body: { to: There, on: '2013-06-30', until: plannedOn, escorts: 3 },
    });
    nodes.settle();
    expect(askedHere(nodes.file(Here))?.standing).toBe('asked');
    expect(askedThere(nodes.file(There))?.standing).toBe('asked');
    expect(gives(nodes, Here, departure())).toBe('condition_missing');
  });

  it.each<[string, CaseCommand]>([
    ['cancelled', { type: 'CancelReturn', body: { reason: 'circumstances' } }],
    ['put off', { type: 'SuspendReturn', body: { reason: 'border_closed' } }],
    ['not wanted any more', { type: 'WithdrawReturnConsent', body: {} }],
    ['over, for the person died', { type: 'RecordDeath', body: { notified: ['focal_point'] } }],
  ])('is told that nobody passes where the return is %s, and not why', (_how, stop) => {
    const nodes = throughThere();
    settled(nodes, Here, passing);
    settled(nodes, There, permit());
    expect(settled(nodes, Here, stop)).toBeUndefined();
    expect(askedThere(nodes.file(There))?.standing).toBe('withdrawn');
    expect(settled(nodes, There, permit())).toBe('wrong_state');
    const told = nodes.file(There).disclosure.theirs.map(({ kind }) => kind);
    expect(told).toEqual(['TransitNotified', 'MessageRecalled']);
  });

  it('answers late as well as in time, until the last day is over', () => {
    const nodes = throughThere();
    settled(nodes, Here, passing);
    const due = askedThere(nodes.file(There))?.answerDue;
    expect(due).toBeDefined();
    nodes.at(`${plannedOn}T04:00:00.000Z`);
    expect(due! < plannedOn).toBe(true);
    expect(settled(nodes, There, refusal())).toBeUndefined();
    expect(gives(nodes, Here, departure())).toBe('condition_missing');
    expect(settled(nodes, There, permit())).toBeUndefined();
    expect(gives(nodes, Here, departure())).toBeUndefined();
    nodes.at('2013-07-03T04:00:00.000Z');
    expect(settled(nodes, There, refusal())).toBe('impossible_date');
  });

  it('that is away lets nobody pass until its permit has come', () => {
    const nodes = throughThere();
    expect(gives(nodes, Here, passing)).toBeUndefined();
    expect(gives(nodes, There, permit())).toBeDefined();
    expect(gives(nodes, Here, departure())).toBe('condition_missing');
    nodes.settle();
    expect(gives(nodes, There, permit())).toBeUndefined();
    expect(gives(nodes, Here, departure())).toBe('condition_missing');
    nodes.settle();
    expect(gives(nodes, Here, departure())).toBeUndefined();
  });

  it('permits one journey, and the next one asks again', () => {
    const another = approvedThrough();
    const joined = another.at(-1)!;
    const asked: NewCaseEvent[] = [
      { type: 'TransitAsked', data: { of: There, on: plannedOn, journey: id('another journey') } },
      { type: 'TransitPermitted', data: { by: There, to: Here, on: plannedOn } },
    ];
    const nodes = throughThere([...another.slice(0, -1), ...asked, joined]);
    expect(nodes.give({ country: Here, agency: 'focal', command: departure() }).refusal).toMatchObject({
      code: 'condition_missing',
      sentence: expect.stringContaining('another journey') as unknown,
    });
  });
});

const fear: CaseCommand = {
  type: 'ScreenProtection',
  body: { about: There, language: 'my', inPrivate: true, result: 'fears_state' },
};
const stillUnderWay = ({ file }: TwoNodes): string => file(Here).repatriation.stage;
/** A way that runs at home and, as far as it says, nowhere else. */
const aroundThere = () => approvedThrough([{ from: 'shelter', to: 'airport', mode: 'air', in: Here }]);

describe('a state on the way that is feared', () => {
  it('hears no more, and lets nobody pass, while the return waits for another way', () => {
    const nodes = throughThere();
    settled(nodes, Here, passing);
    settled(nodes, There, permit());
    settled(nodes, Here, fear);
    expect(stillUnderWay(nodes)).toBe('approved');
    expect(gives(nodes, Here, departure())).toBe('condition_missing');
    const told = nodes.file(There).disclosure.theirs.map(({ kind }) => kind);
    expect(told).toEqual(['TransitNotified', 'ContactStopped']);
    expect(askedThere(nodes.file(There))?.standing).toBe('withdrawn');
  });

  it.each<[string, readonly CaseCommand[]]>([
    ['was asked', []],
    ['permitted', [permit()]],
    ['refused', [refusal()]],
  ])('and %s bars no way around it', (_how, answers) => {
    const nodes = throughThere(aroundThere());
    settled(nodes, Here, passing);
    for (const answer of answers) settled(nodes, There, answer);
    settled(nodes, Here, fear);
    expect(stillUnderWay(nodes)).toBe('approved');
    expect(gives(nodes, Here, departure())).toBeUndefined();
  });

  it('looks from the way like one of which the request was taken back', () => {
    const after = (end: CaseCommand | ((nodes: TwoNodes) => CaseCommand), history = approvedThrough([])) => {
      const nodes = throughThere(history);
      settled(nodes, Here, passing);
      settled(nodes, There, permit());
      settled(nodes, Here, typeof end === 'function' ? end(nodes) : end);
      return nodes.give({ country: Here, agency: 'focal', command: departure() }).refusal;
    };
    const takenBack = (nodes: TwoNodes) => recalls(lastSent(nodes, Here, 'TransitNotified'));
    for (const way of [approvedThrough([]), approvedThrough(), aroundThere()])
      expect(after(fear, way)).toEqual(after(takenBack, way));
  });
});
