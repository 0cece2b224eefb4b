import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decide,
  preview,
  type CaseCommand,
  type MessageKind,
  type PreviewedMessage,
  type NewCaseEvent,
} from '#casework';
import { disclose, type MessageDraft } from '../casework/crossing/disclose.js';
import { fullPayload } from '../casework/spec/payloads.js';
import { aPurpose } from './spec/any-instrument.js';
import { contextOf, fileOf } from './spec/filed.js';
import { aWorld } from './spec/world.js';

type Content = Readonly<Record<string, unknown>>;

const saidWithTheStep = ({ fields }: PreviewedMessage, name: string): boolean =>
  fields.some((field) => field.name === name && field.goes && field.withTheStep === true);

const without = (content: Content, leaveOut: (name: string) => boolean): Content =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !leaveOut(name)));

/** What was never known of the person; the step says all the rest. */
const neverKnown = ({ fields }: PreviewedMessage, name: string): boolean =>
  fields.some((field) => field.name === name && !field.goes && field.because === 'nothing_known');

const contentOf = (event: NewCaseEvent): Content | undefined =>
  event.type === 'MessageApproved' ? (event.data.payload ?? event.data.references) : undefined;

describe('what a preview shows', () => {
  it('is what a decision at that instant carries, under the same clause, or the reason for which it would not', () => {
    const tried = { goes: 0, stays: 0, barred: 0 };
    fc.assert(
      fc.property(aWorld, aPurpose, (world, purpose) => {
        const [file, context] = [fileOf(world), contextOf(world)];
        const found = preview({ to: world.to, purpose }, file, context);
        if (found.refusal) {
          tried.barred += 1;
          return;
        }
        for (const message of found.messages) {
          const { kind, instrument, clause, because, fields, payload } = message;
          const said = without(fullPayload(kind), (name) => name === 'seen' || neverKnown(message, name));
          const draft = {
            ...{ kind, to: world.to, purpose },
            payload: { ...said, ...payload },
          } as MessageDraft<MessageKind>;
          const { event } = disclose(file, context, draft);
          expect(event.data).toMatchObject({
            ...{ instrument: instrument.code, instrumentVersion: instrument.version, clause: clause.id },
          });
          if (because === undefined) {
            tried.goes += 1;
            const content = event.type === 'MessageApproved' ? contentOf(event) : undefined;
            expect(without(content ?? {}, (name) => saidWithTheStep(message, name))).toEqual(payload);
            expect(
              fields.flatMap(({ name, goes }) => (goes && name !== 'seen' ? [name] : [])).sort(),
            ).toEqual(Object.keys(without(content ?? {}, (name) => name === 'seen')).sort());
          } else {
            tried.stays += 1;
            expect(event.data).toMatchObject({ reason: because });
            expect(payload).toEqual({});
          }
        }
      }),
      { numRuns: 1_200 },
    );
    expect(tried.goes).toBeGreaterThan(10);
    expect(tried.stays).toBeGreaterThan(10);
    expect(tried.barred).toBeGreaterThan(10);
  });

  it('is what the step itself sends', () => {
    let compared = 0;
    fc.assert(
      fc.property(aWorld, (world) => {
        const [file, context] = [fileOf(world), contextOf(world)];
        const purpose = 'nationality_confirmation';
        const found = preview({ to: world.to, purpose }, file, context);
        const steps: readonly CaseCommand[] = [
          { type: 'SendCaseForm', body: { to: world.to } },
          { type: 'RequestNationalityConfirmation', body: { of: world.to } },
        ];
        for (const step of steps) {
          const sent = decide(step, file, context).events.find(({ type }) => type === 'MessageApproved');
          if (sent?.type !== 'MessageApproved' || sent.data.purpose !== purpose) continue;
          compared += 1;
          const shown = found.refusal ? [] : found.messages.filter(({ kind }) => kind === sent.data.kind);
          expect(shown.map(({ payload }) => payload)).toEqual(
            shown.map((message) => without(contentOf(sent) ?? {}, (name) => saidWithTheStep(message, name))),
          );
          expect(shown).toHaveLength(1);
        }
      }),
      { numRuns: 600 },
    );
    expect(compared).toBeGreaterThan(5);
  });

  it('is under a bar one sentence and no more, the same as after everything was withdrawn', () => {
    const barred = new Set<string>();
    fc.assert(
      fc.property(aWorld, aPurpose, (world, purpose) => {
        const asked = { to: world.to, purpose };
        const context = contextOf(world);
        const afraid = world.screenings.map((screening) => ({
          ...screening,
          ...(screening.about === world.to ? { result: 'fears_state' as const, inPrivate: true } : {}),
        }));
        const fear = preview(asked, fileOf({ ...world, screenings: afraid }), context);
        const file = fileOf(world);
        const stopped = { ...file, contact: { ...file.contact, stopped: [world.to] } };
        expect(preview(asked, stopped, context)).toEqual(fear);
        barred.add(fear.refusal?.code ?? 'shown');
      }),
      { numRuns: 100 },
    );
    expect([...barred].sort()).toEqual(['no_clause', 'not_possible_now']);
  });
});
