import { namesExcluded, withoutEffectFor, withoutExclusions } from './coordination/questions/named.js';
import { letterDecisions } from './the-case/letters.js';
import { overdueDecisions } from './the-case/overdue.js';
import { messageDecisions } from './the-case/messages.js';
import { notYours } from './steps/questions/keeper.js';
import { notStanding } from './the-case/standing.js';
import { standsIn } from './the-case/standing-in.js';
import { withToldExclusions } from './coordination/decide/told-exclusions.js';
import {
  caseCommands,
  type BodyOf,
  type CaseCommand,
  type CommandType,
  type NewCaseEvent,
} from './records/catalogue.js';
import { afterTheDeath } from './the-case/after-death.js';
import { afterTheErasure, withoutRecord } from './the-case/after-erasure.js';
import { toldAsWithoutBar, withoutBars } from './the-case/as-without-bar.js';
import { notCharged } from './words/charged.js';
import { withLateness } from './the-case/done-late.js';
import { withConsequences } from './the-case/consequences.js';
import { withWhatIsTakenThere } from './the-case/taken-there.js';
import { withPassedOn } from './crossing/recall.js';
import type { CaseFile } from './records/file.js';
import { withParticipants } from './the-case/taking-part.js';
import { countedBy, notYet } from './words/ahead.js';
import type { CommandDefinition } from './words/command.js';
import type { Context } from './words/context.js';
import { bar, refuse, type Decision } from './words/decision.js';
import type { Decisions } from './records/rules.js';
import { strangeCode } from './words/reference.js';
import { withRelays } from './the-case/relays.js';
import { withMissionsToStop } from './the-case/missions-to-stop.js';
import { processes } from './the-case/rules.js';
import { withToldAge } from './the-case/told-age.js';
import { beforeAnyLife, beforeItsBeginning, withDayBeforeTheBirth } from './the-case/possible-dates.js';

const decisions = Object.assign(
  {},
  ...Object.values(processes).map((process) => process.decide),
  messageDecisions,
  letterDecisions,
  overdueDecisions,
) as Decisions<typeof caseCommands>;

const run = <K extends CommandType>(
  command: { readonly type: K; readonly body: BodyOf<K> },
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> =>
  withWhatIsTakenThere(decisions[command.type](command.body, file, context), command, file);

/** As it is told to whoever may not know of a bar. What the node asks of itself is told to nobody. */
const runAsTold = <K extends CommandType>(
  command: { readonly type: K; readonly body: BodyOf<K> },
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const decision = run(command, file, context);
  return caseCommands[command.type].mandate === 'system'
    ? decision
    : toldAsWithoutBar(decision, () =>
        decisions[command.type](command.body, withoutBars(file, context.now), context),
      );
};

/**
 * A step that names somebody excluded is refused for whatever would stand in its way if nobody were; where nothing would,
 * it is recorded to no effect, or refused for what is told to nobody. So nobody learns of an exclusion by naming offices
 * one after the other.
 */
const answeredAlike = (
  command: CaseCommand,
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { refusal } = decision;
  if (!refusal) return withoutEffectFor(decision, command, file, context);
  if (!namesExcluded(command.body, file, context.facts(context.country))) return decision;
  const ordinary = runAsTold(command, withoutExclusions(file), context);
  if (ordinary.refusal) return { ...decision, refusal: ordinary.refusal };
  return refusal.code === 'excluded_party' ? decision : { ...decision, refusal: bar };
};

/**
 * Decides one command on one case: events to record, none, or a refusal. Pure. What holds for every command is asked here
 * (erasure, mandate, role, closing, possible dates, whose step it is); the rest by the process that owns the command.
 */
export const decide = (given: CaseCommand, file: CaseFile, context: Context): Decision<NewCaseEvent> => {
  const { kind, mandate, onClosedCase }: CommandDefinition = caseCommands[given.type];
  const erased = afterTheErasure(given, file);
  if (erased) return erased;
  const barred = notCharged(caseCommands[given.type], context, standsIn(mandate, file, context));
  if (barred) return barred;
  if (kind === 'permission' && mandate !== 'system' && file.coordination.closed && !onClosedCase)
    return refuse('case_closed', 'The case is closed. Reopen it first.');
  const ahead = notYet(given, context.now);
  if (ahead) return ahead;
  const command = countedBy(given, context.now);
  const impossible = beforeAnyLife(command, file, context);
  if (impossible) return impossible;
  const died = afterTheDeath(command, file);
  if (died) return died;
  const belongsToAnother = notYours(command, file, context);
  if (belongsToAnother) return belongsToAnother;
  const ownersAlone = notStanding(command, file, context);
  if (ownersAlone) return ownersAlone;
  const stranger = strangeCode(caseCommands[command.type], command.body, context);
  if (stranger) return stranger;
  const answered = answeredAlike(command, runAsTold(command, file, context), file, context);
  if (file.erasure.erased) return withoutRecord(answered);
  const decision = withPassedOn(withDayBeforeTheBirth(answered, command, file, context), file, context);
  return (
    beforeItsBeginning(decision, file) ??
    withParticipants(
      withRelays(
        withToldExclusions(
          withMissionsToStop(
            withToldAge(
              withConsequences(withLateness(decision, command, file, context), file, context),
              file,
              context,
            ),
            file,
            context,
          ),
          file,
          context,
        ),
        file,
        context,
      ),
      file,
      context,
    )
  );
};

export { advance, fold } from './records/fold.js';
