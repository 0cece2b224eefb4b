import { createHash } from 'node:crypto';
import { eventReader, refusalFor, seesEvent, viewerIn, type AccessEntry, type Caller } from '#access';
import {
  audienceOf,
  bar,
  caseEvents,
  holdsMandate,
  holdsRole,
  isSealed,
  LetterNumber,
  mayStillGo,
  messages,
  type CaseFile,
  type Context,
  type CountryFacts,
  type Fields,
  type MessageKind,
  type OwnLetter,
  type SealedClass,
} from '#casework';
import { nothingHere, refused } from './problem.js';

/** Makes the letter of a number of a case, as a PDF; `called_back` where it may not be handed over any more. */
export type Letters = (file: CaseFile, number: string) => Promise<Uint8Array | 'called_back' | undefined>;

interface LetterReader {
  readonly caller: Caller;
  readonly facts: CountryFacts;
  readonly context: Context;
  readonly requestId: string;
}

/** Whether a caller hands letters over: of the office that writes for the country, and a clerk at least. */
const handsOver = (file: CaseFile, { kind }: OwnLetter, { caller, facts }: LetterReader): boolean => {
  const definition = caseEvents.MessageReleased;
  const happened = { audience: audienceOf(definition, { kind }), agency: '' };
  return (
    holdsMandate(facts, caller.agency.id, 'coordinate') &&
    holdsRole(facts, caller.actor, 'clerk') &&
    seesEvent(definition, happened, eventReader(facts, caller, [], viewerIn(file, caller, facts)))
  );
};

/** What of it is above P1, as the access log names it. */
const sensitiveIn = (file: CaseFile, { messageId, kind }: OwnLetter) => {
  const fields: Fields = messages[kind as MessageKind].fields;
  const carried = file.disclosure.own.find((own) => own.messageId === messageId)?.fields ?? [];
  const above = carried.flatMap((name) => {
    const dataClass = fields[name]?.dataClass;
    return dataClass !== undefined && isSealed(dataClass) ? [{ name: `${kind}.${name}`, dataClass }] : [];
  });
  return {
    fields: above.map(({ name }) => name),
    classes: [...new Set<SealedClass>(above.map(({ dataClass }) => dataClass))],
  };
};

/** A letter to print, and the row of the access log that must stand before it is shown. Throws where there is none for the caller. */
export const letterRead = async (
  file: CaseFile,
  part: string,
  letters: Letters | undefined,
  reader: LetterReader,
): Promise<{
  readonly sheets: Uint8Array;
  readonly digest: string;
  readonly entries: readonly AccessEntry[];
}> => {
  const number = LetterNumber.safeParse(part).data;
  const letter = file.letters.own.find((own) => own.letter === number);
  if (!letters || !letter || !handsOver(file, letter, reader)) throw nothingHere();
  const { caller, context, requestId } = reader;
  const sheets = await letters(file, letter.letter);
  if (sheets === undefined) throw nothingHere();
  if (sheets === 'called_back')
    throw refused({
      code: 'wrong_state',
      dataClass: 'P1',
      sentence: 'That letter was called back: it is not printed any more. Destroy every copy that you have.',
    });
  if (!mayStillGo(letter.messageId, file, context)) throw refused(refusalFor(caller.agency.viewer, bar));
  const at = context.now;
  const entry = { requestId, actor: caller.actor.id, agency: caller.agency.id, caseId: file.caseId, at };
  return {
    sheets,
    digest: createHash('sha256').update(sheets).digest('base64'),
    entries: [{ ...entry, what: 'letter', ...sensitiveIn(file, letter) }],
  };
};
