import { describe, expect, it } from '@jest/globals';
import { decide, fold } from '../the-case.js';
import type {
  BodyOf,
  CaseCommand,
  CommandType,
  NewCaseEvent,
  RecordedCaseEvent,
} from '../records/catalogue.js';
import type { Context } from '../words/context.js';
import { recorded } from '../spec/given.js';
import { identityKnown, sampleName, untoldInMyanmar } from '../spec/histories.js';
import { screened } from '../spec/identifying.js';
import { consentsTo, id, sampleActor, sampleContext, sampleFacts, sampleInstrument } from '../spec/sample.js';
import { twoNodes } from '../spec/two-nodes.js';

const command = <K extends CommandType>(type: K, body: BodyOf<K>): CaseCommand =>
  ({ type, body }) as CaseCommand;

/** What Myanmar knows of a woman of whom Thailand sent a form, and who agreed there that Cambodia is told. */
const heldInMyanmar = (): readonly RecordedCaseEvent[] => {
  const nodes = twoNodes([...untoldInMyanmar, screened, ...identityKnown], sampleFacts);
  for (const each of [
    command('NotifyCountry', { country: 'MM', locationType: 'shelter' }),
    command('SendCaseForm', { to: 'MM' }),
  ]) {
    nodes.give({ country: 'TH', agency: 'focal', command: each });
    nodes.settle();
  }
  const here: readonly NewCaseEvent[] = [
    {
      type: 'ProtectionScreened',
      data: { screeningId: id('kh'), about: 'KH', language: 'my', inPrivate: true, result: 'no_fear' },
    },
    ...consentsTo('KH'),
    { type: 'PartnerLinked', data: { country: 'KH', theirReference: id('their reference KH') } },
    {
      type: 'NameClaimed',
      data: {
        ...({ claimId: id('own'), source: 'person', confidence: 'low' } as const),
        name: { text: 'Ma Own', script: 'Latn', kind: 'alias' },
      },
    },
  ];
  const history = nodes.history('MM');
  return [...history, ...recorded(here, sampleContext({ country: 'MM' }), history.length)];
};

/** Myanmar under instruments with Thailand and with Cambodia; the former lets on what it names. */
const inMyanmar = (onward: readonly ('KH' | 'LA')[], commandId: string): Context =>
  sampleContext({
    country: 'MM',
    commandId: id(commandId),
    now: '2013-06-04T04:00:00.000Z',
    actor: sampleActor('focal', 'officer-mm', 'MM'),
    instruments: [
      { ...sampleInstrument(), clauses: sampleInstrument().clauses.map((clause) => ({ ...clause, onward })) },
      {
        ...sampleInstrument(),
        code: 'FURTHER',
        parties: ['MM', 'KH'],
        clauses: sampleInstrument().clauses.map((clause) => ({
          ...clause,
          from: ['MM', 'KH'],
          to: ['MM', 'KH'],
        })),
      },
    ],
  });

const sentOn = (onward: readonly ('KH' | 'LA')[]) => {
  const history = heldInMyanmar();
  const context = inMyanmar(onward, 'on');
  const { events } = decide(command('SendCaseForm', { to: 'KH' }), fold(id('case'), history), context);
  const approved = events.flatMap((event) => (event.type === 'MessageApproved' ? [event.data] : []))[0];
  return { history: [...history, ...recorded(events, context, history.length)], approved };
};

describe('what another country told', () => {
  it('goes to no third country, without a clause of the instrument under which it came', () => {
    for (const onward of [[], ['LA']] as const) {
      const { approved } = sentOn(onward);
      expect(approved?.payload).toMatchObject({ names: [{ text: 'Ma Own' }] });
      expect(JSON.stringify(approved)).not.toContain(sampleName.text);
      expect(approved?.passesOn).toBeUndefined();
    }
  });

  it('goes with one and the person’s consent, and is called back there when it may not be used here any more', () => {
    const { history, approved } = sentOn(['KH']);
    expect(JSON.stringify(approved?.payload)).toContain(sampleName.text);
    const form = history.find(({ type, data }) => type === 'MessageReceived' && data.kind === 'CaseFormSent');
    const formId = form?.type === 'MessageReceived' ? form.data.messageId : '';
    expect(approved?.passesOn).toEqual([formId]);
    const received = form?.type === 'MessageReceived' ? form.data : undefined;
    const stop = command('ReceiveMessage', {
      ...{ messageId: id('recall'), kind: 'MessageRecalled', from: 'TH', sentAt: '2013-06-04T03:00:00.000Z' },
      ...{ theirReference: id('their reference TH'), sequence: (received?.sequence ?? 0) + 1 },
      ...{ instrument: 'SAMPLE', instrumentVersion: '1', purpose: 'return', groups: ['reference'] },
      clause: sampleInstrument().clauses.find(({ kind }) => kind === 'MessageRecalled')?.id ?? '',
      payload: { recalled: formId, action: 'stop_use' },
    });
    const { events } = decide(stop, fold(id('case'), history), inMyanmar(['KH'], 'stop'));
    const kinds = events.flatMap((event) =>
      event.type === 'MessageApproved' ? [[event.data.kind, event.data.to, event.data.stops]] : [],
    );
    expect(kinds).toContainEqual(['MessageRecalled', 'KH', [approved?.messageId]]);
  });
});
