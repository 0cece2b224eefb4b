import type { CommandDefinition } from './words/command.js';
import type { CaseFile } from './records/file.js';
import { notCharged } from './words/charged.js';
import { countedBy, happenedAt, notYet } from './words/ahead.js';
import type { Context } from './words/context.js';
import { refuse, type Decision } from './words/decision.js';
import { strangeCode } from './words/reference.js';
import {
  journeyCommands,
  type JourneyBodyOf,
  type JourneyCommand,
  type JourneyCommandType,
} from './journey/commands.js';
import type { JourneyDecisions } from './journey/decide/decisions.js';
import { journeyRules } from './journey/rules.js';
import type { Journey, NewJourneyEvent } from './journey/state.js';

const decisions = journeyRules.decide as JourneyDecisions<JourneyCommandType>;

const run = <K extends JourneyCommandType>(
  command: { readonly type: K; readonly body: JourneyBodyOf<K> },
  journey: Journey,
  context: Context,
  travellers: ReadonlyMap<string, CaseFile>,
): Decision<NewJourneyEvent> => decisions[command.type](command.body, journey, context, travellers);

/** Case files without which a command cannot be decided: the desk loads these. Case ids of this node. */
export const travellersOf = (command: JourneyCommand, journey: Journey): readonly string[] => {
  switch (command.type) {
    case 'AddTraveller':
      return [command.body.caseId];
    case 'StartLeg':
    case 'AuthoriseHandover':
    case 'FollowNotices':
    case 'EndJourney':
      return journey.travellers;
    case 'ReportLegStarted':
    case 'SignHandover':
    case 'SignReception':
    case 'RefuseHandover':
      return command.body.travellers;
    case 'PlanJourney':
    case 'PlanLegs':
    case 'RemoveTraveller':
    case 'ChangeEscort':
    case 'CompleteLeg':
    case 'ExpectTraveller':
    case 'ReleaseTraveller':
      return [];
  }
};

/** Cases that a command names, of which who gives it may know. */
const namedIn = ({ body }: JourneyCommand): readonly string[] => [
  ...('caseId' in body ? [body.caseId] : []),
  ...('travellers' in body ? body.travellers : []),
];

/** Whether an instant lies before a step of all, or of those that the command names: of others nothing is told. */
const liesBeforeAStep = (happened: string, command: JourneyCommand, journey: Journey): boolean =>
  [journey.lastLegAt, ...namedIn(command).map((caseId) => journey.signedAt.get(caseId))].some(
    (step) => step !== undefined && Date.parse(happened) < Date.parse(step),
  );

/**
 * Decides one command on one journey: events to record, none, or a refusal. Pure. `travellers` holds the case files
 * that `travellersOf` named; one that is absent is treated as one who may not travel.
 */
export const decideJourney = (
  given: JourneyCommand,
  journey: Journey,
  context: Context,
  travellers: ReadonlyMap<string, CaseFile>,
): Decision<NewJourneyEvent> => {
  const command = countedBy(given, context.now);
  const { kind, mandate, opens }: CommandDefinition = journeyCommands[command.type];
  const barred = notCharged(journeyCommands[command.type], context);
  if (barred) return barred;
  if (journey.revision < 0 && !opens) return refuse('unknown_reference', 'There is no journey with this id.');
  if (kind === 'permission' && journey.ended) return refuse('wrong_state', 'The journey has ended.');
  const ahead = notYet(given, context.now);
  if (ahead) return ahead;
  const stranger = strangeCode(journeyCommands[command.type], command.body, context);
  if (stranger) return stranger;
  const happened = happenedAt(command);
  if (happened !== undefined && mandate !== 'system' && liesBeforeAStep(happened, command, journey))
    return refuse('impossible_date', 'occurredAt lies before the last step of the journey.');
  return run(command, journey, context, travellers);
};
