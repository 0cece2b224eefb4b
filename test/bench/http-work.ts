import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { commandAddresses } from '#door';
import type { Step } from '../kit/ordinary-case.js';
import type { HttpCaller } from './http-caller.js';
import type { Nodes } from './nodes.js';

const Opened = z.object({ caseId: z.string() });

const pathOf = (type: string, caseId: string): string => {
  const address = commandAddresses.find((one) => one.type === type);
  if (!address) throw new Error(`${type} has no address.`);
  return address.path.replace('{caseId}', caseId);
};

/**
 * Gives steps over HTTP with the token of each step's actor. All callers of a step bear one token, as an official does
 * through a session, and the node remembers one that it has verified for some minutes: rates are those of running sessions.
 */
export const givingOver = (nodes: Nodes) => {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (step: Step): Promise<string> => {
    const known = tokens.get(step.actor.id) ?? nodes.token(step.actor);
    tokens.set(step.actor.id, known);
    return known;
  };
  /** The case's id. Throws where the step was not carried out. */
  return async (caller: HttpCaller, caseId: string, step: Step): Promise<string> => {
    const { status, body } = await caller.request(
      'POST',
      pathOf(step.command.type, caseId),
      { Authorization: `Bearer ${await tokenOf(step)}`, 'Idempotency-Key': randomUUID() },
      JSON.stringify(step.command.body),
    );
    if (status >= 300) throw new Error(`${step.command.type} was answered ${status}: ${body}`);
    return Opened.parse(JSON.parse(body)).caseId;
  };
};

export type Giving = ReturnType<typeof givingOver>;

/** A caller's working day over HTTP: case after case, step after step. */
export const httpWorker = (giving: Giving, caller: HttpCaller, steps: readonly Step[]) => {
  let caseId = '';
  let next = 0;
  return async (): Promise<void> => {
    const step = steps[next % steps.length];
    if (!step) return;
    next += 1;
    caseId = await giving(caller, caseId, step);
  };
};
