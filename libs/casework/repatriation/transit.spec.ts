import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseCommand } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { Here, There, type Land } from '../spec/lands.js';
import { approvedThrough, throughThere } from '../spec/passing.js';
import { plannedOn } from '../spec/returning.js';
import { id } from '../spec/sample.js';
import type { TwoNodes } from '../spec/two-nodes.js';
import { transitOf } from './transit.js';

const passing: CaseCommand = {
  type: 'NotifyTransit',
  body: {
    ...{ to: There, on: '2013-06-30', until: plannedOn, escorts: 2 },
    contact: { office: 'focal', telephone: '+66 2 659 6476' },
  },
};
const permit = (on = '2013-06-30'): CaseCommand => ({ type: 'PermitTransit', body: { to: Here, on } });
const refusal = (on = '2013-06-30'): CaseCommand => ({
  type: 'RefuseTransit',
  body: { to: Here, on, reason: 'border_closed' },
});
const departure = (on = plannedOn): CaseCommand => ({
  type: 'NotifyDeparture',
  body: { on, point: 'bridge', escorts: 2 },
});

const gives = (nodes: TwoNodes, country: Land, command: CaseCommand): string | undefined => {
  const { refusal: refused } = nodes.give({ country, agency: 'focal', command });
  return refused?.code;
};
const settled = (nodes: TwoNodes, country: Land, command: CaseCommand): string | undefined => {
  const code = gives(nodes, country, command);
  nodes.settle();
  return code;
};
const askedHere = ({ repatriation }: CaseFile) => transitOf(repatriation.transit, 'us', There);
const askedThere = ({ repatriation }: CaseFile) => transitOf(repatriation.transit, 'them', Here);
const lastSent = (nodes: TwoNodes, country: Land, ...kinds: readonly string[]): string =>
  nodes.file(country).disclosure.own.findLast(({ kind }) => kinds.includes(kind))?.messageId ?? id('none');
const recalls = (messageId: string): CaseCommand => ({
  type: 'RecallMessage',
  body: { messageId, action: 'stop_use' },
});

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

  it('that is feared hears no more, and nobody departs through it', () => {
    const nodes = throughThere();
    settled(nodes, Here, passing);
    settled(nodes, There, permit());
    settled(nodes, Here, {
      type: 'ScreenProtection',
      body: { about: There, language: 'my', inPrivate: true, result: 'fears_state' },
    });
    expect(nodes.file(Here).repatriation.stage).toBe('cancelled');
    expect(gives(nodes, Here, departure())).toBeDefined();
    const told = nodes.file(There).disclosure.theirs.map(({ kind }) => kind);
    expect(told).toEqual(['TransitNotified', 'ContactStopped']);
    expect(askedThere(nodes.file(There))?.standing).toBe('withdrawn');
  });
});

/** What may happen to a transit, each on the files as they are then. */
const happenings: Readonly<Record<string, (nodes: TwoNodes) => readonly [Land, CaseCommand]>> = {
  ask: () => [Here, passing],
  askForLater: () => [Here, { type: 'NotifyTransit', body: { to: There, on: '2013-07-01' } }],
  permit: ({ file }) => [There, permit(askedThere(file(There))?.on)],
  permitAnother: () => [There, permit('2013-07-05')],
  refuse: ({ file }) => [There, refusal(askedThere(file(There))?.on)],
  recallPermit: (nodes) => [There, recalls(lastSent(nodes, There, 'TransitPermitted', 'TransitRefused'))],
  recallRequest: (nodes) => [Here, recalls(lastSent(nodes, Here, 'TransitNotified'))],
  suspend: () => [Here, { type: 'SuspendReturn', body: { reason: 'border_closed' } }],
  resume: () => [Here, { type: 'ResumeReturn', body: {} }],
  withdrawHere: ({ file }) => [
    Here,
    {
      type: 'WithdrawConsent',
      body: {
        consentId:
          file(Here).consent.consents.find(
            ({ purpose, recipient }) => purpose === 'return' && recipient.country === There,
          )?.consentId ?? id('none'),
      },
    },
  ],
  depart: () => [Here, departure()],
};

/** What has to happen for somebody to depart, so that it often does. */
const usual = ['ask', 'permit', 'depart'];

const aStory = fc.array(
  fc.record({ what: fc.constantFrom(...Object.keys(happenings), ...usual, ...usual), crosses: fc.boolean() }),
  { maxLength: 12 },
);

describe('whatever happens to a transit', () => {
  it('nobody departs but on a permit of the last request, which both still hold', () => {
    let departed = 0;
    fc.assert(
      fc.property(aStory, (story) => {
        const nodes = throughThere();
        for (const { what, crosses } of story) {
          const [country, command] = happenings[what]!(nodes);
          const code = gives(nodes, country, command);
          if (what === 'depart' && code === undefined) {
            departed += 1;
            const { own, theirs } = nodes.file(Here).disclosure;
            const request = own.findLast(({ kind }) => kind === 'TransitNotified');
            const answer = theirs.findLast(
              ({ kind, outcome, stopped }) =>
                outcome === 'effective' &&
                !stopped &&
                (kind === 'TransitPermitted' || kind === 'TransitRefused'),
            );
            expect(answer?.kind).toBe('TransitPermitted');
            expect(
              nodes
                .history(Here)
                .some(
                  ({ type, data }) =>
                    type === 'TransitPermitted' &&
                    data.messageId === answer?.messageId &&
                    data.answers === request?.messageId,
                ),
            ).toBe(true);
            expect(own.some(({ stops }) => stops?.includes(request?.messageId ?? ''))).toBe(false);
          }
          if (crosses) nodes.settle();
        }
      }),
      { numRuns: 400 },
    );
    expect(departed).toBeGreaterThan(5);
  });

  it('both countries hold the same of it once everything has crossed', () => {
    fc.assert(
      fc.property(aStory, (story) => {
        const nodes = throughThere();
        for (const { what, crosses } of story) {
          const [country, command] = happenings[what]!(nodes);
          gives(nodes, country, command);
          if (crosses) nodes.settle();
        }
        nodes.settle();
        const here = askedHere(nodes.file(Here));
        const there = askedThere(nodes.file(There));
        const request = nodes
          .file(Here)
          .disclosure.own.find(({ messageId }) => messageId === here?.messageId);
        if (request?.status !== 'released') return;
        expect([there?.messageId, there?.standing]).toEqual([here?.messageId, here?.standing]);
      }),
      { numRuns: 300 },
    );
  });

  it('the state on the way is told nothing but the manifest and what takes it back', () => {
    const kinds = [
      'TransitNotified',
      'MessageRecalled',
      'ConsentWithdrawn',
      'RecallDone',
      'RecallPartly',
      'UseStopped',
    ];
    const manifest = new Set([
      ...['on', 'until', 'entry', 'exit', 'legs', 'escorts', 'contact', 'journey'],
      ...['names', 'documents', 'specialNeeds'],
    ]);
    fc.assert(
      fc.property(aStory, (story) => {
        const nodes = throughThere();
        for (const { what } of story) {
          const [country, command] = happenings[what]!(nodes);
          gives(nodes, country, command);
          nodes.settle();
        }
        for (const { kind, to, payload = {} } of nodes
          .file(Here)
          .disclosure.own.filter((own) => own.to === There)) {
          expect([to, kinds.includes(kind)]).toEqual([There, true]);
          if (kind === 'TransitNotified')
            for (const name of Object.keys(payload)) expect([name, manifest.has(name)]).toEqual([name, true]);
          const text = JSON.stringify(payload);
          for (const word of ['shelter', 'border-post', 'bridge', 'anti_trafficking_act'])
            expect([word, text.includes(word)]).toEqual([word, false]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
