import { describe, expect, it } from '@jest/globals';
import { messages, type MessageKind } from '../records/catalogue.js';
import { tellings } from '../consent/commands.js';
import type { Context } from '../words/context.js';
import { given, type Outcome } from '../spec/given.js';
import { fullPayload } from '../spec/payloads.js';
import { scheduled } from '../spec/returning.js';
import { id, sampleActor, sampleInstrument } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import type { Instrument } from '../words/instrument.js';
import { isStop, restsOnConsent } from '../records/kinds.js';
import { There } from '../spec/lands.js';

type Given = Pick<Outcome, 'when'>;

const kinds = (Object.keys(messages) as MessageKind[]).filter((kind) => !isStop(kind));
const usual = sampleInstrument();
/** Lets no stop be told. */
const dumb: Instrument<MessageKind> = {
  ...usual,
  clauses: usual.clauses.filter(({ kind }) => !isStop(kind)),
};
const ended: Instrument<MessageKind> = { ...usual, status: 'ended', until: '2013-06-03' };
const under = (instrument: Instrument): Partial<Context> => ({ instruments: [instrument] });
const clauseOf = (kind: MessageKind) => usual.clauses.find((clause) => clause.kind === kind)!;

/** A message of a kind that was approved, to a country that knows of the person and expects her; `released`: its number. */
const approvedOf = (kind: MessageKind, released?: number): Given => {
  const { carries, purpose } = clauseOf(kind);
  const consents = [id(`consent ${purpose} ${There}`)];
  return given(
    ...scheduled,
    ...sentMessage('CaseAcknowledged', { word: 'begun', released: 1 }),
    ...sentMessage(kind, {
      ...{ word: 'waiting', purpose, consents, groups: [...carries], payload: fullPayload(kind) },
      ...(released === undefined ? {} : { released }),
    }),
  );
};

/** What becomes of it when it is asked whether it may go. */
const asked = (after: Given, instrument: Instrument = usual): string | undefined => {
  const context = { ...under(instrument), actor: sampleActor('node', 'node') };
  return after.when('ReleaseMessage', { messageId: id('waiting') }, context).types[0];
};

/** Kinds that go although something was to keep them here. */
const leaving = (after: (kind: MessageKind) => Given, instrument?: Instrument): readonly MessageKind[] =>
  kinds.filter((kind) => asked(after(kind), instrument) === 'MessageReleased');

const furthering: readonly MessageKind[] = [
  ...(['RepatriationProposed', 'RepatriationAgreed', 'RepatriationCounterProposed'] as const),
  ...([
    'TransitNotified',
    'TransitPermitted',
    'DepartureNotified',
    'ReceptionConfirmed',
    'ReturnResumed',
  ] as const),
];

interface Stop {
  readonly falls: (before: Given, kind: MessageKind, instrument: Instrument) => Outcome;
  /** It ends before the message is asked about. */
  readonly ends?: (before: Outcome, kind: MessageKind) => Outcome;
  readonly mayGo: (kind: MessageKind) => boolean;
}

const stops: Readonly<Record<string, Stop>> = {
  'all contact': {
    falls: (before, _kind, instrument) =>
      before.when('StopContact', { with: There, reason: 'Followed.' }, under(instrument)),
    ends: (before) => before.when('ResumeContact', { with: There }),
    mayGo: () => false,
  },
  'a withdrawal': {
    falls: (before, kind, instrument) =>
      before.when(
        'WithdrawConsent',
        { consentId: id(`consent ${clauseOf(kind).purpose} ${There}`) },
        under(instrument),
      ),
    ends: (before, kind) =>
      before.when('GiveConsent', {
        ...{ purpose: clauseOf(kind).purpose, recipient: { country: There }, givenBy: 'person' },
        ...{ groups: [...clauseOf(kind).carries], told: [...tellings], language: 'my' },
      }),
    mayGo: (kind) => !restsOnConsent(kind),
  },
  'the end of the return': {
    falls: (before, _kind, instrument) =>
      before.when('CancelReturn', { reason: 'circumstances' }, under(instrument)),
    mayGo: (kind) => !furthering.includes(kind),
  },
  'a return put off': {
    falls: (before, _kind, instrument) =>
      before.when('SuspendReturn', { reason: 'border_closed' }, under(instrument)),
    mayGo: (kind) => !furthering.includes(kind),
  },
};

describe('a message of any kind that stops nothing, approved and not gone yet', () => {
  const before = new Map(kinds.map((kind) => [kind, approvedOf(kind)]));
  const beginning = (kind: MessageKind) => before.get(kind)!;
  const usually = leaving(beginning);

  it('goes where nothing was stopped', () => {
    const others = kinds.filter((kind) => !usually.includes(kind));
    expect(others.filter((kind) => !messages[kind].acknowledges)).toEqual(['CorrectionSent', 'SafetyAlert']);
  });

  it.each(Object.entries(stops))('stays after %s, whether it could be told or not', (_name, stop) => {
    for (const instrument of [usual, dumb]) {
      const after = new Map(kinds.map((kind) => [kind, stop.falls(beginning(kind), kind, instrument)]));
      const left = leaving((kind) => after.get(kind)!);
      expect(left.filter((kind) => !stop.mayGo(kind))).toEqual([]);
      expect(
        usually.filter((kind) => stop.mayGo(kind) && restsOnConsent(kind) && !left.includes(kind)),
      ).toEqual([]);
      const { ends } = stop;
      if (ends)
        expect(leaving((kind) => ends(after.get(kind)!, kind)).filter((kind) => !stop.mayGo(kind))).toEqual(
          [],
        );
    }
  });

  it.each(Object.entries(stops))('goes no second time after %s that could not be told', (_name, stop) => {
    const node = { ...under(dumb), actor: sampleActor('node', 'node') };
    const again = kinds.filter(
      (kind) =>
        stop
          .falls(approvedOf(kind, 2), kind, dumb)
          .when('SendMessageAgain', { messageId: id('waiting') }, node).decision.refusal === undefined,
    );
    expect(again.filter((kind) => !stop.mayGo(kind))).toEqual([]);
  });

  it('stays after the end of its instrument, but for what finishes what was begun', () => {
    const left = leaving(beginning, ended);
    expect(left).toEqual(usually.filter((kind) => messages[kind].finishes));
  });

  it('stays where it is taken back and no instrument lets that be told', () => {
    const line = beginning('DepartureNotified').when(
      'CancelReturn',
      { reason: 'circumstances' },
      under({ ...dumb, clauses: [] }),
    );
    expect(line.types).toContain('MessageWithheld');
    expect(asked(line)).toBeUndefined();
  });
});
