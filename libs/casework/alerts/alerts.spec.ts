import { describe, expect, it } from '@jest/globals';
import type { BodyOf, CaseCommand, NewCaseEvent } from '../records/catalogue.js';
import { isAwaited, isOwed } from '../conversation/questions/awaited.js';
import type { CaseFile } from '../records/file.js';
import { given } from '../spec/given.js';
import { openToThere, untoldThere } from '../spec/histories.js';
import { consentsTo, id, sampleFacts } from '../spec/sample.js';
import { twoNodes, type Given, type TwoNodes } from '../spec/two-nodes.js';
import { goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

type Side = Given['country'];
const other = (side: Side): Side => (side === Here ? There : Here);
type Body<K extends CaseCommand['type']> = BodyOf<K>;

const alert = { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' } as const;
const to = (country: Side): Body<'DecideSafetyAlert'> => ({
  to: country,
  alert: { ...alert, asks: ['find'] },
});
const vital = (country: Side): Body<'ProposeSafetyAlert'> => ({
  ...to(country),
  whyNotAsked: 'Nobody has reached her.',
});
/** Opened, screened and known to There, and nobody was asked for any consent but to the notice. */
const notAskedYet: readonly NewCaseEvent[] = openToThere.filter(
  (event) => event.type !== 'ConsentGiven' || event.data.purpose !== 'safety',
);

const presumed: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: [] },
};

const begun = (): TwoNodes => {
  const nodes = twoNodes([...untoldThere, presumed], sampleFacts);
  nodes.give({
    country: Here,
    agency: 'focal',
    command: { type: 'NotifyCountry', body: { country: There, locationType: 'shelter' } },
  });
  nodes.settle();
  return nodes;
};

const give = (nodes: TwoNodes, country: Side, command: CaseCommand, agency = 'focal') =>
  nodes.give({ country, agency, command });

const warn = (nodes: TwoNodes, side: Side): string => {
  if (side === Here) give(nodes, Here, { type: 'DecideSafetyAlert', body: to(There) });
  else {
    give(nodes, There, { type: 'ProposeSafetyAlert', body: vital(Here) }, 'welfare');
    const { alertId = id('none') } = nodes.file(There).alerts.proposed.at(-1) ?? {};
    give(nodes, There, { type: 'ConfirmSafetyAlert', body: { alertId } });
  }
  return nodes.file(side).alerts.decided.at(-1)?.alertId ?? id('none');
};

const acknowledge = (nodes: TwoNodes, side: Side, alertId: string) =>
  give(nodes, side, { type: 'AcknowledgeSafetyAlert', body: { alertId } });

const warningsOf = ({ disclosure }: CaseFile) => disclosure.own.filter(({ kind }) => kind === 'SafetyAlert');

describe.each([Here, There] as const)('a safety alert of %s', (side) => {
  const there = other(side);

  it('arrives, is owed an answer with a day, and is acknowledged; then neither side waits', () => {
    const nodes = begun();
    const alertId = warn(nodes, side);
    nodes.settle();
    expect(nodes.file(there).alerts.received).toMatchObject([{ alertId, from: side, acknowledged: false }]);
    expect(nodes.history(there).findLast(({ type }) => type === 'SafetyAlertReceived')?.data).toMatchObject({
      alert,
      dueOn: '2013-06-10',
    });
    const [message] = warningsOf(nodes.file(side));
    expect(isAwaited(nodes.file(side), message!.messageId)).toBe(true);
    expect(isOwed(nodes.file(there), message!.messageId)).toBe(true);
    expect(acknowledge(nodes, there, alertId).refusal).toBeUndefined();
    nodes.settle();
    expect(isAwaited(nodes.file(side), message!.messageId)).toBe(false);
    expect(isOwed(nodes.file(there), message!.messageId)).toBe(false);
    expect(acknowledge(nodes, there, alertId).refusal?.code).toBe('already_exists');
  });

  it('can be said again, each answered for itself', () => {
    const nodes = begun();
    const first = warn(nodes, side);
    const second = warn(nodes, side);
    nodes.settle();
    acknowledge(nodes, there, second);
    nodes.settle();
    const [one, two] = warningsOf(nodes.file(side));
    expect(first).not.toBe(second);
    expect(isAwaited(nodes.file(side), one!.messageId)).toBe(true);
    expect(isAwaited(nodes.file(side), two!.messageId)).toBe(false);
  });

  it('is taken back alone: the other side is told, and nobody waits for an answer', () => {
    const nodes = begun();
    const first = warn(nodes, side);
    const second = warn(nodes, side);
    nodes.settle();
    const taken = give(nodes, side, {
      type: 'TakeBackEntry',
      body: { entryId: second, mistake: 'wrong_file' },
    });
    expect(taken.refusal).toBeUndefined();
    nodes.settle();
    expect(nodes.file(there).alerts.received).toMatchObject([{ alertId: first }]);
    expect(nodes.file(side).alerts).toMatchObject({ proposed: [], decided: [{ alertId: first }] });
    const [one, two] = warningsOf(nodes.file(side));
    expect(isAwaited(nodes.file(side), one!.messageId)).toBe(true);
    expect(isAwaited(nodes.file(side), two!.messageId)).toBe(false);
    expect(isOwed(nodes.file(there), two!.messageId)).toBe(false);
    expect(acknowledge(nodes, there, second).refusal?.code).toBe('unknown_reference');
  });

  it('crosses its taking back and its acknowledgement, and both sides agree', () => {
    const nodes = begun();
    const alertId = warn(nodes, side);
    nodes.settle();
    acknowledge(nodes, there, alertId);
    nodes.post(there);
    give(nodes, side, { type: 'TakeBackEntry', body: { entryId: alertId, mistake: 'wrong_file' } });
    nodes.post(side);
    while (nodes.arrive(there));
    while (nodes.arrive(side));
    nodes.settle();
    const [message] = warningsOf(nodes.file(side));
    expect(isAwaited(nodes.file(side), message!.messageId)).toBe(false);
    expect(isOwed(nodes.file(there), message!.messageId)).toBe(false);
    expect(nodes.file(there).alerts.received).toEqual([]);
  });

  it('is taken in a closed case, and waits for its answer', () => {
    const nodes = begun();
    give(nodes, there, { type: 'CloseCase', body: { reason: 'lost_contact', tell: [side] } });
    nodes.settle();
    const alertId = warn(nodes, side);
    nodes.settle();
    const [message] = warningsOf(nodes.file(side));
    expect(isAwaited(nodes.file(side), message!.messageId)).toBe(true);
    expect(isOwed(nodes.file(there), message!.messageId)).toBe(true);
    expect(acknowledge(nodes, there, alertId).refusal).toBeUndefined();
    nodes.settle();
    expect(isAwaited(nodes.file(side), message!.messageId)).toBe(false);
  });

  it('is taken about somebody who died there; nobody waits once both know, and none is decided after a death', () => {
    const nodes = begun();
    warn(nodes, side);
    nodes.post(side);
    give(nodes, there, { type: 'RecordDeath', body: { notified: [] } });
    nodes.post(there);
    while (nodes.arrive(side));
    while (nodes.arrive(there));
    nodes.settle();
    const [message] = warningsOf(nodes.file(side));
    expect(nodes.file(there).alerts.received).toHaveLength(1);
    expect(isAwaited(nodes.file(side), message!.messageId)).toBe(false);
    expect(isOwed(nodes.file(there), message!.messageId)).toBe(false);
    const again = give(nodes, side, { type: 'DecideSafetyAlert', body: to(there) });
    expect(again.refusal?.code).toBe('person_died');
  });
});

describe('a warning on consent', () => {
  it('is refused without one, or where it leaves out the risk, whoever else asked before', () => {
    given(...notAskedYet)
      .when('DecideSafetyAlert', to(There))
      .thenRefuses('consent_missing', goesNot('SafetyAlert', There, 'consent_missing'));
    const [consent] = consentsTo(There).filter(({ data }) => data.purpose === 'safety');
    given(...notAskedYet, { type: 'ConsentGiven', data: { ...consent!.data, groups: ['reference'] } })
      .when('DecideSafetyAlert', to(There))
      .thenRefuses('required_field_missing', goesNot('SafetyAlert', There, 'required_field_missing'));
  });

  it('of one side lets the other side warn of nothing: a consent brought with a message is not hers', () => {
    const nodes = begun();
    warn(nodes, Here);
    nodes.settle();
    const back = give(nodes, There, { type: 'DecideSafetyAlert', body: to(Here) });
    expect(back.refusal?.code).toBe('consent_missing');
  });

  it('is used no more once she withdraws it', () => {
    const nodes = begun();
    const alertId = warn(nodes, Here);
    nodes.settle();
    const consentId = id(`consent safety ${There}`);
    give(nodes, Here, { type: 'WithdrawConsent', body: { consentId } });
    nodes.settle();
    expect(nodes.file(There).alerts.received).toEqual([]);
    expect(give(nodes, Here, { type: 'SendSafetyAlert', body: { alertId } }).refusal?.code).toBe(
      'consent_missing',
    );
  });

  it('is refused before the notice, with what to do first', () => {
    given(...untoldThere)
      .when('DecideSafetyAlert', to(There))
      .thenRefuses('wrong_state', goesNot('SafetyAlert', There, 'not_notified'));
  });
});

describe('an acknowledgement', () => {
  const consentId = id(`consent safety ${There}`);
  const ends: Readonly<Record<string, (nodes: TwoNodes, side: Side) => CaseCommand>> = {
    closing: (_nodes, side) => ({ type: 'CloseCase', body: { reason: 'lost_contact', tell: [other(side)] } }),
    stop: (_nodes, side) => ({ type: 'StopContact', body: { with: other(side), reason: 'Followed.' } }),
    death: () => ({ type: 'RecordDeath', body: { notified: [] } }),
    withdrawal: () => ({ type: 'WithdrawConsent', body: { consentId } }),
    recall: (nodes, side) => ({
      type: 'RecallMessage',
      body: {
        messageId: warningsOf(nodes.file(side))[0]?.messageId ?? id('none'),
        action: 'stop_use',
      },
    }),
    exclusion: (_nodes, side) => ({
      type: 'ExcludeParty',
      body: { country: other(side), agency: 'focal', reason: 'A cousin works there.' },
    }),
  };

  it.each(Object.entries(ends))('crosses what ends the warning, and both sides agree: %s', (_name, end) => {
    for (const side of [Here, There] as const)
      for (const by of [side, other(side)])
        for (const first of [side, other(side)]) {
          const nodes = begun();
          const alertId = warn(nodes, side);
          nodes.settle();
          acknowledge(nodes, other(side), alertId);
          nodes.post(other(side));
          give(nodes, by, end(nodes, side));
          nodes.post(by);
          for (const from of [first, other(first)]) while (nodes.arrive(from));
          nodes.settle();
          const { messageId } = warningsOf(nodes.file(side))[0]!;
          const open = [isAwaited(nodes.file(side), messageId), isOwed(nodes.file(other(side)), messageId)];
          expect({ side, by, first, open }).toEqual({ side, by, first, open: [false, false] });
        }
  });

  it('is recorded and does not leave where contact has stopped: who is feared learns nothing', () => {
    const nodes = begun();
    const alertId = warn(nodes, There);
    nodes.settle();
    give(nodes, Here, {
      type: 'ScreenProtection',
      body: { about: There, language: 'my', inPrivate: true, result: 'fears_state' },
    });
    expect(acknowledge(nodes, Here, alertId).refusal).toBeUndefined();
    nodes.settle();
    const later = warn(nodes, There);
    nodes.settle();
    expect(acknowledge(nodes, Here, later).refusal).toBeUndefined();
    nodes.settle();
    expect(nodes.file(Here).alerts.received.at(-1)).toMatchObject({ acknowledged: true });
    expect(nodes.file(Here).disclosure.own.filter(({ kind }) => kind === 'SafetyAlertAcknowledged')).toEqual(
      [],
    );
  });
});
