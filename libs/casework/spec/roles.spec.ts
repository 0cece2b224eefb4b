import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  caseCommands,
  publicCommands,
  type CaseCommand,
  type PublicCommandType,
} from '../records/catalogue.js';
import { decide, fold } from '../the-case.js';
import { decideJourney } from '../the-journey.js';
import { journeyPublicCommands, type JourneyCommand } from '../journey/commands.js';
import { emptyJourney } from '../journey/state.js';
import { holdsRole } from '../words/facts.js';
import { roles, type Role } from '../words/role.js';
import { recorded } from './given.js';
import { identityKnown, openToThere } from './histories.js';
import { id, sampleActor, sampleContext, sampleFacts } from './sample.js';
import { Here } from './lands.js';

const caseId = id('case');
const cases = Object.keys(publicCommands) as PublicCommandType[];
const journeys = Object.keys(journeyPublicCommands) as (keyof typeof journeyPublicCommands)[];
/** What stands in tokens: roles, a country's names for them, and names that nobody explained. */
const names = [...roles, 'case_worker', 'guest', 'focal_point', 'constructor', 'Officer'];
/** What each counts as in the sample facts, from the highest down. */
const worth: Readonly<Record<string, Role>> = {
  approver: 'approver',
  officer: 'officer',
  case_worker: 'officer',
  clerk: 'clerk',
  reader: 'reader',
};
const enough = (held: readonly string[], asked: Role): boolean =>
  held.some((name) => roles.indexOf(worth[name] ?? 'reader') >= roles.indexOf(asked) && name in worth);

const contextFor = (held: readonly string[]) =>
  sampleContext({ actor: { ...sampleActor(), roles: held }, now: '2018-01-05T04:00:00.000Z' });
const file = fold(caseId, recorded([...openToThere, ...identityKnown]));

const ofCase = (type: PublicCommandType, held: readonly string[]) => {
  const { body, example } = publicCommands[type];
  return decide({ type, body: body.parse(example) } as CaseCommand, file, contextFor(held));
};
const ofJourney = (type: keyof typeof journeyPublicCommands, held: readonly string[]) => {
  const { body, example } = journeyPublicCommands[type];
  const command = { type, body: body.parse(example) } as JourneyCommand;
  return decideJourney(command, emptyJourney(id('journey')), contextFor(held), new Map());
};

const anyRoles = fc.subarray(names);

describe('the roles of a token', () => {
  it('are asked for by every step of a case and a journey: without the role nothing is recorded, with it nothing speaks of roles', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.constantFrom(...journeys), anyRoles, (type, step, held) => {
        for (const { decision, asked } of [
          { decision: ofCase(type, held), asked: publicCommands[type].role },
          { decision: ofJourney(step, held), asked: journeyPublicCommands[step].role },
        ]) {
          if (enough(held, asked)) expect(decision.refusal?.code).not.toBe('no_role');
          else {
            expect(decision.events).toEqual([]);
            expect(decision.refusal).toMatchObject({
              code: 'no_role',
              dataClass: 'P1',
              sentence: expect.stringContaining(asked),
            });
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('never lose anything by one more role', () => {
    fc.assert(
      fc.property(anyRoles, fc.constantFrom(...names), fc.constantFrom(...roles), (held, more, asked) => {
        const facts = sampleFacts(Here);
        if (holdsRole(facts, { roles: held }, asked))
          expect(holdsRole(facts, { roles: [...held, more] }, asked)).toBe(true);
      }),
    );
  });

  it('let a clerk decide nothing, and nobody below an approver sign', () => {
    for (const type of cases)
      if (publicCommands[type].kind === 'permission')
        expect(ofCase(type, ['clerk']).refusal?.code).toBe('no_role');
    for (const type of ['ApproveReturn', 'ConfirmDenial', 'ConfirmErasure', 'LiftExclusion'] as const)
      expect(ofCase(type, ['officer', 'case_worker']).refusal?.code).toBe('no_role');
  });

  it('are not asked of the node itself', () => {
    const { body, example } = caseCommands.JoinJourney;
    const command = { type: 'JoinJourney', body: body.parse(example) } as CaseCommand;
    expect(decide(command, file, contextFor([])).refusal).toBeUndefined();
  });
});
