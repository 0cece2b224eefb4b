import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messages, type CaseCommand, type MessageKind, type NewCaseEvent } from '../records/catalogue.js';
import { acts, places } from '../spec/crossing-acts.js';
import { Here, There, type Land } from '../spec/lands.js';
import { amongThree, departure, passing, permit, refusal, throughThere } from '../spec/passing.js';
import { sampleActor, sampleContext, sampleFacts } from '../spec/sample.js';
import { nodesFrom, type TwoNodes } from '../spec/two-nodes.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { MessageDefinition } from '../words/message.js';
import { fromTheFile } from './from-the-file.js';
import { preview, type PreviewedMessage } from './preview.js';

type Approved = (NewCaseEvent & { readonly type: 'MessageApproved' })['data'];

const definitionOf = (kind: MessageKind): MessageDefinition => messages[kind];

const tellsSomething = (kind: string): kind is MessageKind => {
  const { stops, fields } = definitionOf(kind as MessageKind);
  return !stops && Object.values(fields).some(({ group }) => group !== 'reference');
};

const dayOf = ({ until, on }: Readonly<Record<string, unknown>>): string | undefined =>
  [until, on].find((day) => typeof day === 'string');

const shownFor = (approved: Approved, file: CaseFile, context: Context): PreviewedMessage | undefined => {
  const { to, purpose, payload = {} } = approved;
  const found = preview({ to, purpose, on: dayOf(payload) }, file, context);
  return found.refusal ? undefined : found.messages.find(({ kind }) => kind === approved.kind);
};

/** Of what a step was asked for by name, the preview says all that there is. */
const asksForPart: ReadonlySet<string> = new Set<MessageKind>(['AdditionalInformationProvided']);
/** It names what it tells: which message, which warning. */
const namesWhich: ReadonlySet<string> = new Set<MessageKind>(['CorrectionSent', 'SafetyAlert']);

const expectShown = (approved: Approved, file: CaseFile, context: Context): void => {
  const shown = shownFor(approved, file, context);
  const { kind, payload = {} } = approved;
  expect({ kind, because: shown?.because, clause: shown?.clause.id }).toEqual({
    ...{ kind, because: undefined, clause: approved.clause },
  });
  const fields = new Map(shown?.fields.map((field) => [field.name, field]));
  for (const [name, value] of Object.entries(payload)) {
    const field = fields.get(name);
    if (field?.goes === false && namesWhich.has(kind)) continue;
    expect({ kind, name, goes: field?.goes }).toEqual({ kind, name, goes: true });
    if (field?.goes && !field.withTheStep && !namesWhich.has(kind))
      expect({ kind, name, value: shown?.payload[name] }).toEqual({ kind, name, value });
  }
  if (asksForPart.has(kind) || namesWhich.has(kind)) return;
  for (const name of Object.keys(shown?.payload ?? {})) expect(Object.keys(payload)).toContain(name);
};

/** A step of a walk between two nodes; afterwards what was approved crosses, or waits. */
const anAct = fc.record({
  land: fc.constantFrom<Land>(Here, There),
  pick: fc.nat(),
  settles: fc.boolean(),
});

const asked = Object.values(places());
const onTheWay = throughThere();
const furtherActs: readonly CaseCommand[] = [
  { type: 'SendFeedback', body: { to: Here, month: 1, outcomes: ['safe'] } },
  passing,
  permit(),
  refusal(),
  departure(),
];

const lands = [Here, There] as const;

const commandsOf = (nodes: TwoNodes, land: Land, pick: number): readonly CaseCommand[] => {
  const known = Object.values(acts[land]);
  const act = known[pick % (known.length + furtherActs.length)];
  return act ? act(nodes, land) : [furtherActs[(pick % (known.length + furtherActs.length)) - known.length]!];
};

describe('what a preview shows', () => {
  it('is, field by field, what any step approves at that instant, of every kind that tells of the person', () => {
    const compared = new Map<string, number>();
    const walkThrough = (
      nodes: TwoNodes,
      instruments: Context['instruments'],
      steps: readonly { readonly land: Land; readonly pick: number; readonly settles: boolean }[],
    ): void => {
      for (const { land, pick, settles } of steps) {
        for (const command of commandsOf(nodes, land, pick)) {
          const before = nodes.file(land);
          const { closed } = before.coordination;
          const { recorded } = nodes.give({ country: land, agency: 'focal', command });
          for (const event of recorded) {
            if (closed || event.type !== 'MessageApproved' || !tellsSomething(event.data.kind)) continue;
            compared.set(event.data.kind, (compared.get(event.data.kind) ?? 0) + 1);
            const { recordedAt: now, agency } = event.meta;
            const actor = sampleActor(agency, `officer-${agency}`, land);
            expectShown(event.data, before, sampleContext({ country: land, now, actor, instruments }));
          }
        }
        if (settles) nodes.settle();
      }
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...asked, undefined),
        fc.array(anAct, { minLength: 1, maxLength: 12 }),
        (place, steps) => {
          const instruments = place ? sampleContext().instruments : [amongThree];
          const nodes = nodesFrom((place ?? onTheWay).soFar(), sampleFacts, { instruments });
          walkThrough(nodes, instruments, steps);
        },
      ),
      { numRuns: 200 },
    );
    for (const place of asked)
      for (const land of lands)
        for (const pick of Object.keys(acts[land]).keys()) {
          const { instruments } = sampleContext();
          const nodes = nodesFrom(place.soFar(), sampleFacts, { instruments });
          walkThrough(nodes, instruments, [{ land, pick, settles: false }]);
        }
    walkThrough(
      nodesFrom(onTheWay.soFar(), sampleFacts, { instruments: [amongThree] }),
      [amongThree],
      [{ land: Here, pick: Object.keys(acts[Here]).length + 1, settles: true }],
    );
    expect([...compared.keys()]).toEqual(
      expect.arrayContaining([
        ...['CaseFormSent', 'NationalityConfirmationRequested', 'FamilyTracingRequested'],
        ...['RiskAssessmentShared', 'TransitNotified', 'DepartureNotified', 'SafetyAlert'],
        ...['NeedsAndPlanShared', 'CourtOutcomeNotified', 'NationalityResultSent', 'ArrivalReported'],
      ]),
    );
  });

  it('reads off the file only fields that its kind has', () => {
    for (const [kind, { fields }] of Object.entries(fromTheFile))
      expect(Object.keys(definitionOf(kind as MessageKind).fields)).toEqual(
        expect.arrayContaining([...fields]),
      );
  });
});
