import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isExcluded } from '../coordination/state.js';
import {
  caseEvents,
  publicCommands,
  type CaseCommand,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import { aStep, type Step } from '../spec/any-step.js';
import { id, sampleActor, sampleContext } from '../spec/sample.js';
import { sealedFieldNames } from '../spec/sealed-field-names.js';
import { recorded } from '../spec/given.js';
import { ready, travelling } from '../spec/returning.js';
import { receiving, sending, walk, walkedCase } from '../spec/walk.js';
import { decide, fold } from '../the-case.js';
import type { CommandDefinition } from '../words/command.js';
import type { Fields } from '../words/field.js';
import { dutiesByProcess, dutiesOf, dutyKinds, endedIn, type ChargedDuty } from './duties.js';

const context = sampleContext({});

/** As a projector reads it, which holds no keys. */
const inClear = (history: readonly RecordedCaseEvent[]): readonly RecordedCaseEvent[] =>
  history.map((event) => {
    const fields: Fields = caseEvents[event.type].fields;
    const sealed = sealedFieldNames(fields);
    const data = Object.fromEntries(Object.entries(event.data).filter(([name]) => !sealed.includes(name)));
    return { ...event, data } as RecordedCaseEvent;
  });

/** Commands that begin what waits for somebody, or end much at once. */
const likely = [
  'ProposeSafetyAlert',
  'DecideSafetyAlert',
  'RequestErasure',
  'ExcludeParty',
  'LiftExclusion',
  'ProposeDenial',
  'OfferStep',
  'CloseCase',
  'RecordDeath',
] as const;

const beginnings = [sending, receiving, recorded([...ready(), ...travelling])];
const aHistory = fc
  .tuple(
    fc.constantFrom(...beginnings),
    fc.array(
      fc.oneof(
        aStep,
        aStep.chain((step) =>
          fc.constantFrom(...likely).map((type): Step => ({ ...step, type, agency: step.agency })),
        ),
      ),
      { maxLength: 30 },
    ),
  )
  .map(([beginning, steps]) => walk(beginning, steps));

const dutiesAfter = (history: readonly RecordedCaseEvent[]): readonly ChargedDuty[] =>
  dutiesOf(fold(walkedCase, history), context);

/** An order of an office, with the id that a duty is about wherever its example has one. */
const orderFor = (type: keyof typeof publicCommands, about: string): CaseCommand => {
  const { body, example }: CommandDefinition = publicCommands[type];
  const named = JSON.parse(JSON.stringify(example)) as Record<string, unknown>;
  const field = Object.keys(named).find((name) => name.endsWith('Id'));
  return {
    type,
    body: body.parse(field === undefined ? named : { ...named, [field]: about }),
  } as CaseCommand;
};

const second = Object.entries(dutyKinds).filter(([, { clock }]) => clock === 'second_signature');

describe('the duties of a case', () => {
  it('are each declared by one process', () => {
    const kinds = Object.values(dutiesByProcess).flatMap((process) => Object.keys(process.kinds));
    expect(kinds).toEqual([...new Set(kinds)]);
  });

  it('are the same for who can open nothing that is sealed', () => {
    fc.assert(
      fc.property(aHistory, (history) => {
        expect(dutiesAfter(inClear(history))).toEqual(dutiesAfter(history));
      }),
      { numRuns: 60 },
    );
  });

  it('stand once each, on nobody who is excluded, always on somebody, and end with what they do not outlive', () => {
    fc.assert(
      fc.property(aHistory, (history) => {
        const file = fold(walkedCase, history);
        const duties = dutiesOf(file, context);
        const ids = duties.map((duty) => duty.id);
        expect(ids).toEqual([...new Set(ids)]);
        const ended = endedIn(file);
        for (const { offices, bearer, kind } of duties) {
          expect(offices.filter((agency) => isExcluded(file.coordination, { agency }))).toEqual([]);
          const elsewhere = bearer.kind === 'country' || bearer.kind === 'person';
          const somebody = context
            .facts(context.country)
            .agencies.some(
              ({ id: agency, mandates }) =>
                mandates.includes('coordinate') && !isExcluded(file.coordination, { agency }),
            );
          if (!elsewhere && somebody) expect([kind, offices.length > 0]).toEqual([kind, true]);
        }
        if (ended.died) for (const { kind } of duties) expect(dutyKinds[kind].outlives).toContain('death');
        if (ended.erased)
          for (const { kind } of duties) expect(dutyKinds[kind].outlives).toContain('erasure');
      }),
      { numRuns: 60 },
    );
  });

  it.each(second)('lets each office sign second that has to: %s', (kind, { endedBy }) => {
    const wrong = new Set(['same_person', 'no_mandate', 'not_yours', 'excluded_party']);
    fc.assert(
      fc.property(aHistory, (history) => {
        const file = fold(walkedCase, history);
        const holders = dutiesOf(file, context).flatMap((duty) =>
          duty.kind === kind && !duty.bringIn
            ? duty.offices.map((office) => ({ office, about: duty.about }))
            : [],
        );
        for (const { office, about } of holders) {
          const signing = {
            ...context,
            now: '2013-06-03T05:00:00.000Z',
            actor: sampleActor(office, id('second')),
          };
          const { refusal } = decide(
            orderFor(endedBy[0] as keyof typeof publicCommands, about),
            file,
            signing,
          );
          expect(wrong.has(refusal?.code ?? '')).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });
});
