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
import { identityKnown, sampleName, untoldThere } from '../spec/histories.js';
import { screened } from '../spec/identifying.js';
import { consentsTo, id, sampleActor, sampleContext, sampleFacts, sampleInstrument } from '../spec/sample.js';
import { twoNodes } from '../spec/two-nodes.js';
import { Fourth, Here, There, Third } from '../spec/lands.js';

const command = <K extends CommandType>(type: K, body: BodyOf<K>): CaseCommand =>
  ({ type, body }) as CaseCommand;

/** What There knows of a woman of whom Here sent a form, and who agreed there that Third is told. */
const heldThere = (): readonly RecordedCaseEvent[] => {
  const nodes = twoNodes([...untoldThere, screened, ...identityKnown], sampleFacts);
  for (const each of [
    command('NotifyCountry', { country: There, locationType: 'shelter' }),
    command('SendCaseForm', { to: There }),
  ]) {
    nodes.give({ country: Here, agency: 'focal', command: each });
    nodes.settle();
  }
  const here: readonly NewCaseEvent[] = [
    {
      type: 'ProtectionScreened',
      data: { screeningId: id('kh'), about: Third, language: 'my', inPrivate: true, result: 'no_fear' },
    },
    ...consentsTo(Third),
    { type: 'PartnerLinked', data: { country: Third, theirReference: id(`their reference ${Third}`) } },
    {
      type: 'NameClaimed',
      data: {
        ...({ claimId: id('own'), source: 'person', confidence: 'low' } as const),
        name: { text: 'Ma Own', script: 'Latn', kind: 'alias' },
      },
    },
  ];
  const history = nodes.history(There);
  return [...history, ...recorded(here, sampleContext({ country: There }), history.length)];
};

/** There under instruments with Here and with Third; the former lets on what it names. */
const overThere = (onward: readonly (Third | Fourth)[], commandId: string): Context =>
  sampleContext({
    country: There,
    commandId: id(commandId),
    now: '2013-06-04T04:00:00.000Z',
    actor: sampleActor('focal', 'officer-mm', There),
    instruments: [
      { ...sampleInstrument(), clauses: sampleInstrument().clauses.map((clause) => ({ ...clause, onward })) },
      {
        ...sampleInstrument(),
        code: 'FURTHER',
        parties: [There, Third],
        clauses: sampleInstrument().clauses.map((clause) => ({
          ...clause,
          from: [There, Third],
          to: [There, Third],
        })),
      },
    ],
  });

const sentOn = (onward: readonly (Third | Fourth)[]) => {
  const history = heldThere();
  const context = overThere(onward, 'on');
  const { events } = decide(command('SendCaseForm', { to: Third }), fold(id('case'), history), context);
  const approved = events.flatMap((event) => (event.type === 'MessageApproved' ? [event.data] : []))[0];
  return { history: [...history, ...recorded(events, context, history.length)], approved };
};

describe('what another country told', () => {
  it('goes to no third country, without a clause of the instrument under which it came', () => {
    for (const onward of [[], [Fourth]] as const) {
      const { approved } = sentOn(onward);
      expect(approved?.payload).toMatchObject({ names: [{ text: 'Ma Own' }] });
      expect(JSON.stringify(approved)).not.toContain(sampleName.text);
      expect(approved?.passesOn).toBeUndefined();
    }
  });

  it('goes with one and the person’s consent, and is called back there when it may not be used here any more', () => {
    const { history, approved } = sentOn([Third]);
    expect(JSON.stringify(approved?.payload)).toContain(sampleName.text);
    const form = history.find(({ type, data }) => type === 'MessageReceived' && data.kind === 'CaseFormSent');
    const formId = form?.type === 'MessageReceived' ? form.data.messageId : '';
    expect(approved?.passesOn).toEqual([formId]);
    const received = form?.type === 'MessageReceived' ? form.data : undefined;
    const stop = command('ReceiveMessage', {
      ...{ messageId: id('recall'), kind: 'MessageRecalled', from: Here, sentAt: '2013-06-04T03:00:00.000Z' },
      ...{ theirReference: id(`their reference ${Here}`), sequence: (received?.sequence ?? 0) + 1 },
      ...{ instrument: 'SAMPLE', instrumentVersion: '1', purpose: 'return', groups: ['reference'] },
      clause: sampleInstrument().clauses.find(({ kind }) => kind === 'MessageRecalled')?.id ?? '',
      payload: { recalled: formId, action: 'stop_use' },
    });
    const { events } = decide(stop, fold(id('case'), history), overThere([Third], 'stop'));
    const kinds = events.flatMap((event) =>
      event.type === 'MessageApproved' ? [[event.data.kind, event.data.to, event.data.stops]] : [],
    );
    expect(kinds).toContainEqual(['MessageRecalled', Third, [approved?.messageId]]);
  });
});
