import { consentedGroups } from '#access';
import type { CaseFile, ConsentPurpose, CountryFacts, FieldGroup, RecordedCaseEvent } from '#casework';

type History = readonly RecordedCaseEvent[];

/** Commands that gave effect to messages whose use has stopped since: consent withdrawn, or recalled. */
export const stoppedCommands = (history: History): ReadonlySet<string> => {
  const stopped = new Set(
    history.flatMap((event) => (event.type === 'MessageUseStopped' ? event.data.messageIds : [])),
  );
  return new Set(
    history.flatMap((event) =>
      event.type === 'MessageReceived' && stopped.has(event.data.messageId) ? [event.meta.commandId] : [],
    ),
  );
};

/** For what purpose a message came, by the command that gave effect to it. */
const purposesBrought = (history: History): ReadonlyMap<string, ConsentPurpose> =>
  new Map(
    history.flatMap((event) =>
      event.type === 'MessageReceived' ? [[event.meta.commandId, event.data.purpose] as const] : [],
    ),
  );

interface Opened {
  readonly groups: (commandId: string) => ReadonlySet<FieldGroup>;
  /** Whether a message of another country brought what the command recorded. */
  readonly isBrought: (commandId: string) => boolean;
}

/**
 * Which groups the person's consents open to an agency in what a command recorded: what a message brought, for the purpose
 * of that message alone. One answer for a case that is read and for every list.
 */
export const groupsOpened = (
  file: CaseFile,
  history: History,
  agency: string,
  { facts, now }: { readonly facts: CountryFacts; readonly now: string },
): Opened => {
  const purposes = purposesBrought(history);
  const groups = new Map(
    [undefined, ...purposes.values()].map((purpose) => [
      purpose,
      consentedGroups(file, agency, facts, now, purpose),
    ]),
  );
  return {
    groups: (commandId) => groups.get(purposes.get(commandId)) ?? new Set(),
    isBrought: (commandId) => purposes.has(commandId),
  };
};
