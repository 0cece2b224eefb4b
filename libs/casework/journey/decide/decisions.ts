import type { CaseFile } from '../../records/file.js';
import type { Decisions } from '../../records/rules.js';
import type { journeyCommands, JourneyCommandType } from '../commands.js';
import type { Journey, NewJourneyEvent } from '../state.js';

/** Files of travellers, by case id: of those whom the command asks for. */
export type TravellerFiles = ReadonlyMap<string, CaseFile>;

/** Decisions on a journey. */
export type JourneyDecisions<K extends JourneyCommandType> = Pick<
  Decisions<typeof journeyCommands, Journey, NewJourneyEvent, [TravellerFiles]>,
  K
>;
