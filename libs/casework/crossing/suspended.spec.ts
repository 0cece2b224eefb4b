import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { identityKnown, openToThere, sampleName, samplePlace } from '../spec/histories.js';
import { Here, There } from '../spec/lands.js';
import { inbound, notice, overThere } from '../spec/crossing.js';
import { id, sampleActor, sampleContext, sampleInstrument } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import type { Context } from '../words/context.js';
import { countingOn, type Instrument } from '../words/instrument.js';
import { sharesInstrument } from '../words/sharing.js';
import { instrumentsAt } from '../instrument/questions/standing.js';
import type { StatedChange } from '../instrument/state.js';
import type { ChangeKind } from '../instrument/values.js';

const sample = { ...sampleInstrument(), hash: 'a'.repeat(64) };
const stated = (change: ChangeKind, at: string): StatedChange => ({
  ...{ change, at, code: sample.code, version: sample.version, hash: sample.hash },
  signatures: [Here, There].map((party) => ({ party, key: party, signedAt: at, jws: 'a..b' })),
});
const suspendedAt = '2013-06-03T09:00:00.000Z';
const resumedAt = '2013-06-04T09:00:00.000Z';
const register = {
  proposed: [],
  changes: [stated('suspended', suspendedAt), stated('resumed', resumedAt)],
};
const justBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();
const form = { formId: id('form'), names: [sampleName], origin: samplePlace };
const during = '2013-06-03T12:00:00.000Z';

/** What a decision knows at an instant. */
const at = (now: string, more: Partial<Context> = {}): Partial<Context> => ({
  now,
  instruments: instrumentsAt([sample], register, now),
  ...more,
});
const node = { actor: sampleActor('node', 'node') };
const first = ({ decision }: { decision: { events: readonly NewCaseEvent[] } }): string | undefined =>
  decision.events[0]?.type;
const messageIn = ({ decision }: { decision: { events: readonly NewCaseEvent[] } }): string =>
  decision.events.flatMap((event) => (event.type === 'MessageApproved' ? [event.data.messageId] : []))[0]!;

describe('while an instrument is suspended', () => {
  const open = given(...openToThere, ...identityKnown);

  it('nothing new is approved, from the instant on and not before, until it is resumed', () => {
    const asked = (now: string) => first(open.when('SendCaseForm', { to: There }, at(now)));
    expect([justBefore(suspendedAt), suspendedAt, justBefore(resumedAt), resumedAt].map(asked)).toEqual([
      ...['CaseFormShared', 'DisclosureDenied', 'DisclosureDenied', 'CaseFormShared'],
    ]);
  });

  it('what is queued is withheld from the instant on, and can be asked anew once it is resumed', () => {
    const queued = open.when('SendCaseForm', { to: There }, at(justBefore(suspendedAt)));
    const body = { messageId: messageIn(queued) };
    expect(first(queued.when('ReleaseMessage', body, at(justBefore(suspendedAt), node)))).toBe(
      'MessageReleased',
    );
    const withheld = queued.when('ReleaseMessage', body, at(suspendedAt, node));
    withheld.thenRecords({ MessageWithheld: { kind: 'CaseFormSent', to: There, reason: 'no_instrument' } });
    const anew = withheld.when('SendCaseForm', { to: There }, at(resumedAt));
    const released = anew.when('ReleaseMessage', { messageId: messageIn(anew) }, at(resumedAt, node));
    expect(first(released)).toBe('MessageReleased');
  });

  it('who is on the way is still handed over: what finishes goes on under the text that it was begun under', () => {
    const onTheWay = given(
      ...openToThere,
      ...sentMessage('DepartureNotified', { released: 1 }),
      ...sentMessage('HandoverRecordSigned', { groups: ['reference', 'journey'] }),
      ...sentMessage('ReturnCancelled', { payload: { reason: 'circumstances' } }),
      ...sentMessage('PlanAccepted'),
    );
    const released = (kind: 'HandoverRecordSigned' | 'ReturnCancelled' | 'PlanAccepted') =>
      first(onTheWay.when('ReleaseMessage', { messageId: id(kind) }, at(during, node)));
    expect([released('HandoverRecordSigned'), released('ReturnCancelled'), released('PlanAccepted')]).toEqual(
      [...['MessageReleased', 'MessageReleased', 'MessageWithheld']],
    );
  });

  it('nothing goes by hand, and no instrument of many states takes its place', () => {
    const many: Instrument = { ...sample, code: 'many', kind: 'multilateral' };
    const instruments = [...instrumentsAt([sample], register, during), many];
    expect(countingOn(instruments, Here, There, '2013-06-03').map(({ code }) => code)).toEqual([sample.code]);
    const context = sampleContext({ ...at(during), country: Here });
    expect(sharesInstrument(There, context)).toBe(true);
    expect(sharesInstrument(There, { ...context, instruments: [] })).toBe(false);
  });
});

describe('what comes while an instrument is suspended', () => {
  const here = overThere();
  const notified = given().when('ReceiveMessage', inbound('CaseNotified', notice), here);
  const received = (sentAt: string, now: string): string | undefined => {
    const message = { ...inbound('CaseFormSent', form, { sequence: 2 }), sentAt };
    const [event] = notified.when('ReceiveMessage', message, { ...here, ...at(now) }).decision.events;
    return event?.type === 'MessageReceived' ? event.data.outcome : undefined;
  };
  const shortly = new Date(Date.parse(resumedAt) + 1_000).toISOString();

  it('is not taken, whenever it went, unless it finishes what was begun', () => {
    expect(received(justBefore(suspendedAt), justBefore(suspendedAt))).toBe('effective');
    expect(received(justBefore(suspendedAt), during)).toBe('refused');
    expect(received(during, during)).toBe('refused');
    const stop = inbound('ReturnCancelled', { reason: 'circumstances' }, { sequence: 2 });
    const sent = { ...stop, sentAt: during };
    const [event] = notified.when('ReceiveMessage', sent, { ...here, ...at(during) }).decision.events;
    expect(event?.data).not.toMatchObject({ reason: 'outside_clause' });
  });

  it('is taken again once it is resumed, also where the clock of the sender is a little ahead', () => {
    expect(received(resumedAt, shortly)).toBe('effective');
    expect(received(resumedAt, justBefore(resumedAt))).toBe('effective');
    expect(received(during, shortly)).toBe('refused');
  });
});
