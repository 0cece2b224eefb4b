import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { advance, decide, fold } from '../the-case.js';
import type { CaseCommand, NewCaseEvent } from '../records/catalogue.js';
import { erasureCommands } from '../erasure/commands.js';
import { identificationCommands } from '../identification/commands.js';
import { identityCommands } from '../identity/commands.js';
import type { CommandDefinition } from '../words/command.js';
import { refusalCodes } from '../words/refusal-codes.js';
import { shelterCommands } from '../shelter/commands.js';
import { recorded } from '../spec/given.js';
import { caseOpened as opened } from '../spec/histories.js';
import { interviewed, screened } from '../spec/identifying.js';
import { consentsTo, id, sampleActor, sampleContext } from '../spec/sample.js';
import { coordinationCommands } from './commands.js';
import { Here, There, Third } from '../spec/lands.js';

const commands: Readonly<Record<string, CommandDefinition>> = {
  ...coordinationCommands,
  ...identityCommands,
  ...identificationCommands,
  ...shelterCommands,
  ...erasureCommands,
};

const Fields = z.record(z.string(), z.unknown());
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/;

/** Values that fields of the same name take in this world beside their example, so that steps can follow each other. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  agency: ['welfare', 'police', 'nobody'],
  referTo: [['welfare'], []],
  agencies: [['focal', 'police']],
  shelterCode: ['sh-1', 'sh-women', 'none'],
  alternative: ['sh-women', undefined],
  legalBasis: ['anti_trafficking_act'],
  ageBand: ['child', 'adult', 'unknown'],
  sex: ['male', 'female'],
  result: ['child', 'adult', 'inconclusive'],
  years: [undefined],
  country: [There, Here, Third],
  tell: [[There], undefined],
  reason: [undefined],
  occurredAt: [undefined, '2013-06-02T00:00:00+07:00', '2030-01-01T00:00:00Z'],
  date: ['2551', '2556-02', '0001', '9999-12-31', '๒๕๓๐-๐๑-๓๑'],
  calendar: ['gregorian', 'buddhist'],
  until: [undefined, '2013-06-02'],
};

interface Step {
  readonly type: string;
  readonly body: unknown;
}

/** A step whose body is well formed: its example, with some values changed and ids that may stand in the file. */
const step = (knownIds: readonly string[], picks: readonly number[]): Step => {
  const pick = <T>(from: readonly T[], at: number): T => from[(picks[at] ?? 0) % from.length]!;
  const type = pick(Object.keys(commands), 0);
  const { body, example } = commands[type]!;
  const varied = Object.entries({ occurredAt: undefined, ...Fields.parse(example) }).map(
    ([name, value], index) => {
      if (typeof value === 'string' && uuid.test(value)) return [name, pick([value, ...knownIds], index + 1)];
      return [name, pick([value, ...(others[name] ?? [])], index + 1)];
    },
  );
  const parsed = body.safeParse(Object.fromEntries(varied.filter(([, value]) => value !== undefined)));
  return { type, body: parsed.success ? parsed.data : body.parse(example) };
};

const idsIn = (events: readonly NewCaseEvent[]): string[] => [
  ...new Set(JSON.stringify(events).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)),
];

const consents = [...consentsTo(Here), ...consentsTo(There)];
const stay = { stayId: id('stay') };
const starts: readonly (readonly NewCaseEvent[])[] = [
  [],
  [...consents, opened],
  [
    ...consents,
    opened,
    screened,
    interviewed,
    { type: 'ShelterReferred', data: { ...stay, shelterCode: 'sh-1', withFamily: false } },
    { type: 'ShelterAdmissionOffered', data: stay },
    { type: 'ShelterStayConsented', data: stay },
    { type: 'AdmittedToShelter', data: { ...stay, shelterCode: 'sh-1' } },
  ],
];

const picks = fc.array(fc.nat(), { minLength: 16, maxLength: 16 });

describe('the processes of a case in one country', () => {
  it('have examples that parse', () => {
    for (const [type, { body, example }] of Object.entries(commands))
      expect([type, body.safeParse(example).error]).toEqual([type, undefined]);
  });

  it('answer any well-formed command on any history with valid events or a known refusal, and never throw', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.array(picks, { maxLength: 60, size: 'max' }),
        (start, walk) => {
          const events = [...start];
          let file = fold(id('case'), recorded(start));
          for (const [index, picked] of walk.entries()) {
            const context = sampleContext({
              commandId: id(`step ${index}`),
              actor: sampleActor(
                ...(
                  [
                    ['focal', 'a'],
                    ['welfare', 'b'],
                    ['police', 'c'],
                  ] as const
                )[(picked[15] ?? 0) % 3]!,
              ),
            });
            // Well formed by its own schema above; the union of all bodies cannot be told from a name alone.
            const command = step(
              idsIn(events.filter(({ type }) => type !== 'ConsentGiven')),
              picked,
            ) as CaseCommand;
            const { events: decided, refusal } = decide(command, file, context);
            if (refusal) expect(Object.keys(refusalCodes)).toContain(refusal.code);
            file = advance(file, recorded(decided, context, events.length));
            events.push(...decided);
            for (const { type } of decided) reached.add(type);
          }
        },
      ),
      { numRuns: 400, seed: 4 },
    );
    expect(reached.size).toBeGreaterThan(35);
  });
});
