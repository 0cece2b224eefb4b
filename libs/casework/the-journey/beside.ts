import { wayOf } from '../journey/decide/way.js';
import type { Journey } from '../journey/state.js';
import type { CaseCommand } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';

type Following = CaseCommand & { readonly type: 'JoinJourney' | 'LeaveJourney' };

const follows = (command: CaseCommand): command is Following =>
  command.type === 'JoinJourney' || command.type === 'LeaveJourney';

/** The journey that a command on a case is decided beside, where there is one: the desk loads it as it stands. */
export const journeyBeside = (
  command: CaseCommand,
  { repatriation: { journeyId, proposal } }: CaseFile,
): string | undefined => (follows(command) ? command.body.journeyId : (journeyId ?? proposal?.group));

/** Whether the person is on a journey, or is to go on it: a number of some other journey names none. */
const isOf = ({ journeyId, side, from, to }: Journey, { repatriation }: CaseFile): boolean =>
  repatriation.journeyId === journeyId ||
  (side === repatriation.side && (side === 'sending' ? to : from) === repatriation.partner);

/** The file with the way of its journey as it stands, whatever of it the case was told. */
const withWay = (file: CaseFile, journey: Journey): CaseFile => {
  const { legs: _told, ...repatriation } = file.repatriation;
  return { ...file, repatriation: { ...repatriation, ...wayOf(journey) } };
};

/** What a journey meant for a case when something happened on it, as it is by now: said late or again, it is the same. */
const asItStands = (command: Following, caseId: string, journey: Journey): CaseCommand => {
  const { journeyId, occurredAt } = command.body;
  const step = { journeyId, ...(occurredAt === undefined ? {} : { occurredAt }) };
  if (!journey.travellers.includes(caseId))
    return command.type === 'JoinJourney' && command.body.unlisted
      ? command
      : { type: 'LeaveJourney', body: step };
  const { unlisted } = command.type === 'JoinJourney' ? command.body : {};
  return {
    type: 'JoinJourney',
    body: { ...step, ...(unlisted ? { unlisted } : {}), ...wayOf(journey) },
  };
};

/**
 * A command and the file of its case beside the journey as it stands: a case learns of its journey afterwards, and nothing is
 * decided on what it has not learnt yet.
 */
export const besideJourney = (
  command: CaseCommand,
  file: CaseFile,
  journey: Journey,
): { readonly command: CaseCommand; readonly file: CaseFile } => {
  if (journey.revision < 0) return { command, file };
  if (follows(command)) return { command: asItStands(command, file.caseId, journey), file };
  return { command, file: isOf(journey, file) ? withWay(file, journey) : file };
};
