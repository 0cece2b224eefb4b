import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messages, type MessageKind, type NewCaseEvent } from '../records/catalogue.js';
import { fold } from '../the-case.js';
import { given, recorded } from '../spec/given.js';
import { openToThere } from '../spec/histories.js';
import { There } from '../spec/lands.js';
import { id, sampleActor, sampleContext, sampleInstrument } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import type { Instrument } from '../words/instrument.js';
import { disclose } from './disclose.js';

const hash = 'a'.repeat(64);
const sample: Instrument = { ...sampleInstrument(), hash };
const today = sampleContext().now.slice(0, 10);
const kinds = fc.constantFrom(...sample.clauses.map(({ kind }) => kind as MessageKind));
/** How the text may stand when something is asked under it. */
const standing = fc.constantFrom<Partial<Instrument>>(
  ...[{}, { status: 'suspended' as const }, { status: 'ended' as const, until: today }],
  ...[{ status: 'superseded' as const, until: today }, { disputedWith: [There] }],
);
const fears: NewCaseEvent = {
  type: 'ProtectionScreened',
  data: { screeningId: id('s'), about: There, language: 'my', inPrivate: true, result: 'fears_state' },
};
const histories = fc.constantFrom<readonly NewCaseEvent[]>([], openToThere, [...openToThere, fears]);
const names = (kind: MessageKind) => ({
  ...{ kind, instrument: sample.code, instrumentVersion: sample.version, instrumentHash: hash },
  clause: sample.clauses.find((clause) => clause.kind === kind)?.id,
});

describe('whatever is refused names instrument, version, clause and hash', () => {
  it('a denial, however the text stands and whatever the reason', () => {
    const reasons = new Set<unknown>();
    fc.assert(
      fc.property(kinds, standing, histories, (kind, change, history) => {
        const file = fold(id('case'), recorded(history));
        const context = sampleContext({ instruments: [{ ...sample, ...change }] });
        const { approved, event } = disclose(file, context, { kind, to: There, payload: {} });
        if (approved || event.type !== 'DisclosureDenied') return;
        reasons.add(event.data.reason);
        expect(event.data).toMatchObject(names(kind));
      }),
      { numRuns: 200 },
    );
    expect(reasons.size).toBeGreaterThan(2);
  });

  it('what is withheld at its release, also where the text is another by then', () => {
    let held = 0;
    fc.assert(
      fc.property(kinds, standing, fc.boolean(), (kind, change, another) => {
        const instruments = [{ ...sample, ...change, ...(another ? { hash: 'b'.repeat(64) } : {}) }];
        const { decision } = given(...openToThere, ...sentMessage(kind, { instrumentHash: hash })).when(
          'ReleaseMessage',
          { messageId: id(kind) },
          { instruments, actor: sampleActor('node', 'node') },
        );
        const [event] = decision.events;
        if (event?.type === 'MessageWithheld') {
          held += 1;
          expect(event.data).toMatchObject(names(kind));
        }
        const { finishes, stops, warns } = messages[kind];
        if (another && !finishes && !stops && !warns) expect(event?.type).not.toBe('MessageReleased');
      }),
      { numRuns: 200 },
    );
    expect(held).toBeGreaterThan(40);
  });
});
