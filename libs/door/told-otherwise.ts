import { countingIn, profileFields, type RecordedCaseEvent } from '#casework';
import { stoppedCommands } from './brought.js';

type History = readonly RecordedCaseEvent[];

/** Some fields of one event, told otherwise by a later one. */
type Mark = readonly [eventId: string, fields: readonly string[]];

/** Whether what an event says of the person counts less than what another country tells: it came from there. */
const cameFrom = (country: string, event: RecordedCaseEvent): boolean =>
  (event.type === 'CaseOpened' && event.data.channel === 'partner_state') ||
  (event.type === 'ProfileCorrected' && event.data.from === country);

type Of<T extends RecordedCaseEvent['type']> = Extract<RecordedCaseEvent, { readonly type: T }>;

const inProfile = ({ data }: Of<'ProfileCorrected'>, before: History): readonly Mark[] => {
  const { from, ...told } = data;
  return before
    .filter((earlier) => from === undefined || cameFrom(from, earlier))
    .flatMap((earlier): Mark[] => {
      if (earlier.type !== 'CaseOpened' && earlier.type !== 'ProfileCorrected') return [];
      const said: Readonly<Record<string, unknown>> = earlier.data;
      const fields = [...profileFields, 'claimedNationality' as const, 'locationType' as const].filter(
        (field) => told[field] !== undefined && said[field] !== undefined,
      );
      return [[earlier.meta.eventId, fields]];
    });
};

const inTheirs = ({ data }: Of<'CorrectionReceived'>, before: History): readonly Mark[] =>
  before.flatMap((earlier): Mark[] =>
    earlier.type === 'MessageReceived' &&
    earlier.data.from === data.from &&
    earlier.data.messageId === data.messageId
      ? [[earlier.meta.eventId, data.fields]]
      : [],
  );

const inOurs = ({ data: { corrects } }: Of<'MessageApproved'>, before: History): readonly Mark[] =>
  corrects === undefined
    ? []
    : before.flatMap((earlier): Mark[] =>
        earlier.type === 'MessageApproved' && earlier.data.messageId === corrects.messageId
          ? [[earlier.meta.eventId, corrects.fields]]
          : [],
      );

/** Fields of events that were told otherwise since, by the id of the event: they stay, marked. */
export const toldOtherwise = (history: History): ReadonlyMap<string, readonly string[]> => {
  const stopped = stoppedCommands(history);
  /** What counts of a profile is told by when it was so, not by when it was typed. */
  const counting = countingIn(history);
  const marks = history.flatMap((event, index): readonly Mark[] => {
    if (stopped.has(event.meta.commandId)) return [];
    if (event.type === 'ProfileCorrected')
      return inProfile(event, counting.slice(0, Math.max(0, counting.indexOf(event))));
    if (event.type === 'CorrectionReceived') return inTheirs(event, history.slice(0, index));
    return event.type === 'MessageApproved' && event.data.corrects
      ? inOurs(event, history.slice(0, index))
      : [];
  });
  const byEvent = new Map<string, readonly string[]>();
  for (const [eventId, fields] of marks)
    if (fields.length > 0) byEvent.set(eventId, [...new Set([...(byEvent.get(eventId) ?? []), ...fields])]);
  return byEvent;
};
