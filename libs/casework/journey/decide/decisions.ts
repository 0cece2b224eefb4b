import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Decision } from '../../words/decision.js';
import type { JourneyBodyOf, JourneyCommandType } from '../commands.js';
import type { Journey, NewJourneyEvent } from '../state.js';

/** One rule: the body, the journey, what may be known, and the files of the travellers it asked for. */
export type JourneyDecision<K extends JourneyCommandType> = (
  body: JourneyBodyOf<K>,
  journey: Journey,
  context: Context,
  travellers: ReadonlyMap<string, CaseFile>,
) => Decision<NewJourneyEvent>;

export type JourneyDecisions<K extends JourneyCommandType> = { readonly [T in K]: JourneyDecision<T> };
