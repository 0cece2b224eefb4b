import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decide,
  messages,
  preview,
  type CaseCommand,
  type MessageDefinition,
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

/** What comes with a step, whatever is known of the person. */
const withTheStep = ({ kind, fields }: PreviewedMessage): Content =>
  Object.fromEntries(
    Object.entries(fullPayload(kind)).filter(
      ([name]) => name !== 'seen' && !fields.some((field) => field.name === name),
    ),
  );

const ofThePerson = ({ fields }: PreviewedMessage, payload: Content): Content =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => fields.some((field) => field.name === name)));

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
          const draft = {
            ...{ kind, to: world.to, purpose },
            payload: { ...withTheStep(message), ...payload },
          } as MessageDraft<MessageKind>;
          const { event } = disclose(file, context, draft);
          expect(event.data).toMatchObject({
            ...{ instrument: instrument.code, instrumentVersion: instrument.version, clause: clause.id },
          });
          const stepMayGo = Object.keys(withTheStep(message)).every((name) => {
            const field = (messages[kind] as MessageDefinition).fields[name];
            return (
              field === undefined ||
              field.schema.safeParse(undefined).success ||
              clause.carries.includes(field.group)
            );
          });
          if (because === undefined && event.type === 'MessageApproved') {
            tried.goes += 1;
            expect(ofThePerson(message, contentOf(event) ?? {})).toEqual(payload);
            expect(
              fields
                .filter(({ goes }) => goes)
                .map(({ name }) => name)
                .sort(),
            ).toEqual(Object.keys(payload).sort());
          } else if (because === undefined) {
            expect(event.data).toMatchObject({ reason: 'required_field_missing' });
            expect(stepMayGo && fields.every(({ goes }) => goes)).toBe(false);
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
            shown.map((message) => ofThePerson(message, contentOf(sent) ?? {})),
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
