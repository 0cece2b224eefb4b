import { instantOf } from './instant.js';
import type { PlayableStory } from './parse.js';
import { crossedSoFar, watchCrossings } from './crossings.js';
import { look, write, type Turn } from './turn.js';
import type { PlayOptions, Played } from './ports.js';
import { filled, filledIn, UnknownValue, withValue, type Json, type Values } from './references.js';
import { actorFrom, type Step, type StoryActor } from './schema.js';
import { StepFailed } from './step-failed.js';

const actorOf = (story: PlayableStory, step: Step): StoryActor | undefined =>
  step.as === undefined ? undefined : actorFrom(story.actors?.[step.as] ?? step.as);

const peopleOf = (story: PlayableStory, step: Step): readonly (string | undefined)[] => {
  const each = step['for each'];
  if (each === undefined) return [undefined];
  return typeof each === 'string' ? (story.groups?.[each] ?? []) : each;
};

/** Plays one step for one person, or once where it is for nobody in particular. Gives the values known afterwards. */
const takeTurn = async (turn: Turn, values: Values): Promise<Values> => {
  const { step, each } = turn;
  const known = each === undefined ? values : { ...values, each: values[each] ?? {} };
  const answer = step.see === undefined ? await write(turn, known) : await look(turn, known);
  let after = values;
  for (const [name, kept] of Object.entries(answer)) {
    const target =
      each !== undefined && name.startsWith('each.') ? `${each}${name.slice('each'.length)}` : name;
    after = withValue(after, target, kept);
  }
  return after;
};

/** The values with what parties sign in a step, each under its name as a list of signatures. */
const withSignatures = async (
  { signs = {} }: Step,
  values: Values,
  { sign }: PlayOptions,
): Promise<Values> => {
  let after = values;
  for (const [name, { by, ...paper }] of Object.entries(signs)) {
    if (!sign) throw new StepFailed('nobody signs for the parties of instruments here');
    const signed: string[] = [];
    for (const party of by) signed.push(await sign(party, filled(paper, after)));
    after = { ...after, [name]: signed };
  }
  return after;
};

const explain = (error: unknown): string => {
  if (error instanceof StepFailed || error instanceof UnknownValue) return error.message;
  throw error;
};

const startingValues = (story: PlayableStory): Values => {
  const people: Record<string, Json> = { ...story.people };
  return { ...story.values, ...people };
};

/**
 * Plays a story through the public interface of the nodes, step by step, and stops at the first that ends otherwise
 * than it says. Knows nothing of the addresses it is told to use.
 */
export const playStory = async (story: PlayableStory, options: PlayOptions): Promise<Played> => {
  const { report, clock, goOn, reached } = options;
  let values = { ...startingValues(story), ...goOn?.values };
  report({ kind: 'began', title: story.title, steps: story.steps.length });
  for (const [index, step] of story.steps.entries()) {
    const number = index + 1;
    if (number <= (goOn?.steps ?? 0)) continue;
    try {
      if (step.at !== undefined) {
        const instant = instantOf(step.at);
        await clock.moveTo(instant);
        values = { ...values, now: instant, today: step.at.slice(0, 10) };
        report({ kind: 'time', instant });
      }
      const actor = actorOf(story, step);
      report({ kind: 'step', number, say: filledIn(step.say, values), ...(actor ? { actor } : {}) });
      values = await withSignatures(step, values, options);
      const interrupted = number === (goOn?.steps ?? 0) + 1 ? goOn?.crossed : undefined;
      const crossed = interrupted ?? (await crossedSoFar(options));
      await reached?.({ steps: index, values, crossed });
      const watch = watchCrossings(step, number, crossed, options);
      if (actor)
        for (const each of peopleOf(story, step))
          values = await takeTurn(
            { step, actor, number, options, story: story.story, ...(each ? { each } : {}) },
            values,
          );
      await watch();
    } catch (error) {
      const explanation = explain(error);
      const { file, line } = story.places[index] ?? { file: story.file, line: 1 };
      const place = { file, line };
      report({ kind: 'failed', number, ...place, explanation });
      return { ok: false, step: number, ...place, explanation };
    }
  }
  await reached?.({ steps: story.steps.length, values, crossed: await crossedSoFar(options) });
  report({ kind: 'ended', steps: story.steps.length });
  return { ok: true, values };
};
