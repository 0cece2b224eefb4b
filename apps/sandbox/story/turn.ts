import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { differences } from './match.js';
import type { PlayOptions } from './ports.js';
import { filled, filledIn, valueAt, type Json, type Values } from './references.js';
import { keyFrom, send, type Answer, type Request } from './request.js';
import type { Step, StoryActor } from './schema.js';
import { StepFailed } from './step-failed.js';

/** One step for one person. */
export interface Turn {
  readonly step: Step;
  readonly actor: StoryActor;
  /** Of the step, from 1. */
  readonly number: number;
  readonly each?: string;
  readonly story: string;
  readonly options: PlayOptions;
}

type KeptAnswers = Readonly<Record<string, Json>>;

const who = ({ actor, each }: Turn): string =>
  `${actor.agency} on the node ${actor.node}${each === undefined ? '' : `, for ${each}`}`;

const nodeOf = ({ actor, options }: Turn) => {
  const node = options.nodes[actor.node];
  if (!node) throw new StepFailed(`there is no node ${actor.node} here`);
  return node;
};

const textsIn = (
  texts: Readonly<Record<string, string>> | undefined,
  values: Values,
): Record<string, string> =>
  Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, filledIn(text, values)]));

const addressOf = ({ step, options }: Turn, values: Values): string => {
  if (step.do === undefined) return filledIn(step.send ?? '', values);
  const action = options.actions?.[step.do];
  if (action === undefined) throw new StepFailed(`there is no action "${step.do}"`);
  const given = textsIn(step.on, values);
  return action.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = given[name];
    if (value === undefined)
      throw new StepFailed(`the action "${step.do}" (${action}) needs "${name}" under "on"`);
    return value;
  });
};

const keptFrom = (turn: Turn, answer: Answer, values: Values): KeptAnswers =>
  Object.fromEntries(
    Object.entries(turn.step.keep ?? {}).map(([name, path]) => {
      const at = filledIn(path, values);
      const found = z.json().safeParse(valueAt(answer, at));
      if (!found.success)
        throw new StepFailed(`the answer to ${who(turn)} has nothing at "${at}": ${brief(answer.body)}`);
      return [name, found.data];
    }),
  );

const brief = (body: Json): string => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
};

const wantedStatus = ({
  expect,
}: Step): { readonly fits: (status: number) => boolean; readonly name: string } => {
  const status = expect?.status;
  if (status !== undefined) {
    const all = typeof status === 'number' ? [status] : status;
    return { fits: (found) => all.includes(found), name: all.join(' or ') };
  }
  if (expect?.refusal !== undefined)
    return { fits: (found) => found >= 400 && found < 500, name: 'a refusal' };
  return { fits: (found) => found >= 200 && found < 300, name: 'success' };
};

/** Refusals that may end once a message from the other side has arrived. */
const mayDependOnTheOtherSide = (status: number): boolean => [404, 409, 412, 422].includes(status);

/**
 * Sends a request, and again while it is refused and something is on its way to the node, and for `quietMs` after nothing
 * is any more, as what arrived last may have come after the answer. Gives the last answer, and what had not arrived even
 * then.
 */
const sendOnceThere = async (turn: Turn, request: Request, fits: (status: number) => boolean) => {
  const { actor, options, step } = turn;
  const { crossings, pollMs = 100, quietMs = 1_000 } = options;
  const node = nodeOf(turn);
  const begun = Date.now();
  let quietSince: number | undefined;
  for (;;) {
    const answer = await send(node, actor, request);
    if (fits(answer.status) || !crossings || !mayDependOnTheOtherSide(answer.status))
      return { answer, lacking: [] };
    const lacking = (await crossings()).filter(({ to, arrived }) => to === actor.node && !arrived);
    const now = Date.now();
    const isOver =
      lacking.length > 0
        ? now - begun > (step.within ?? 15) * 1_000
        : quietSince !== undefined && now - quietSince > quietMs;
    quietSince = lacking.length > 0 ? undefined : (quietSince ?? now);
    if (isOver) return { answer, lacking: lacking.map(({ from, kind }) => `${kind} from ${from}`) };
    await pause(pollMs);
  }
};

/** Sends what the step says and checks what comes back. */
export const write = async (turn: Turn, values: Values): Promise<KeptAnswers> => {
  const { step, options, number, each, story } = turn;
  const [method = 'POST', path = '/'] = addressOf(turn, values).split(' ');
  const request: Request = {
    method,
    path,
    headers: {
      ...(method === 'GET'
        ? {}
        : { 'idempotency-key': keyFrom(story, options.run ?? '', String(number), each ?? '') }),
      ...textsIn(step.headers, values),
    },
    ...(step.body === undefined ? {} : { body: filled(step.body, values) }),
  };
  const status = wantedStatus(step);
  const { answer, lacking } = await sendOnceThere(turn, request, status.fits);
  const refusal = answer.status >= 400 ? valueAt(answer.body, 'code') : undefined;
  const got = `${method} ${path} by ${who(turn)} answered ${answer.status}`;
  const missing = lacking.length > 0 ? `; on its way and not there yet: ${lacking.join(', ')}` : '';
  if (!status.fits(answer.status))
    throw new StepFailed(`${got}, not ${status.name}: ${brief(answer.body)}${missing}`);
  if (step.expect?.refusal !== undefined && refusal !== step.expect.refusal)
    throw new StepFailed(
      `${got} with the code ${String(refusal)}, not ${step.expect.refusal}: ${brief(answer.body)}`,
    );
  if (step.expect?.body !== undefined) {
    const unlike = differences(filled(step.expect.body, values), answer.body);
    if (unlike.length > 0) throw new StepFailed(`${got}, but ${unlike.join('; ')}`);
  }
  options.report({
    kind: 'answered',
    number,
    ...(each === undefined ? {} : { each }),
    request: `${method} ${path}`,
    status: answer.status,
    ...(typeof refusal === 'string' ? { refusal } : {}),
  });
  return keptFrom(turn, answer, values);
};

const unlikeIn = ({ shows, hides }: Step, answer: Answer, values: Values): readonly string[] => {
  if (answer.status < 200 || answer.status >= 300)
    return [`it answers ${answer.status}: ${brief(answer.body)}`];
  const lacking = shows === undefined ? [] : differences(filled(shows, values), answer.body);
  const hidden = hides === undefined ? undefined : filled(hides, values);
  const found = hidden !== undefined && differences(hidden, answer.body).length === 0;
  return found ? [...lacking, `it shows ${brief(hidden)}, which must not be seen there`] : lacking;
};

/** Reads a view until it shows what the step says; what must not be seen is asked in every look. */
export const look = async (turn: Turn, values: Values): Promise<KeptAnswers> => {
  const { step, actor, options, number, each } = turn;
  const path = filledIn(step.see ?? '/', values);
  const seconds = step.within ?? 15;
  const begun = Date.now();
  for (;;) {
    const answer = await send(nodeOf(turn), actor, {
      method: 'GET',
      path,
      headers: textsIn(step.headers, values),
    });
    const unlike = unlikeIn(step, answer, values);
    if (unlike.length === 0) {
      options.report({
        kind: 'seen',
        number,
        ...(each === undefined ? {} : { each }),
        request: `GET ${path}`,
        afterMs: Date.now() - begun,
      });
      return keptFrom(turn, answer, values);
    }
    const fatal = answer.status === 400 || answer.status === 401 || answer.status === 403;
    if (fatal || Date.now() - begun > seconds * 1_000)
      throw new StepFailed(
        `GET ${path} by ${who(turn)} did not show it within ${seconds} s: ${unlike.join('; ')}`,
      );
    await pause(options.pollMs ?? 250);
  }
};
