import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#access';
import { agencyOf, type CaseFile } from '#casework';
import { There } from '../casework/spec/lands.js';
import { askedByLetter, numberOf, onPaper } from '../casework/spec/on-paper.js';
import { sampleActor, sampleContext, sampleFacts } from '../casework/spec/sample.js';
import { letterRead, type Letters } from './letter-read.js';
import { ProblemError } from './problem.js';

const facts = sampleFacts('TH');
const asked = askedByLetter();
const letter = numberOf(asked, 'NationalityConfirmationRequested');

/** As the node makes them: of what can be opened. */
const letters: Letters = (file, number) => {
  const own = file.letters.own.find((each) => each.letter === number);
  const message = file.disclosure.own.find(({ messageId }) => messageId === own?.messageId);
  return Promise.resolve(message?.payload && new TextEncoder().encode(number));
};

const caller = (agencyId: string, role = 'clerk'): Caller => {
  const agency = agencyOf(facts, agencyId);
  if (!agency) throw new Error(`No agency ${agencyId}.`);
  return { actor: { ...sampleActor(agencyId), roles: [role] }, agency, sandbox: true };
};

const read = (
  file: CaseFile,
  { by = caller('focal'), number = letter, make = [letters] as readonly Letters[] } = {},
) =>
  letterRead(file, number, make[0], {
    ...{ caller: by, facts, requestId: 'request' },
    context: sampleContext({ ...onPaper, actor: by.actor }),
  });

const refusedWith = async (reading: ReturnType<typeof read>): Promise<string> => {
  try {
    await reading;
    return 'shown';
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
};

describe('a letter to print', () => {
  it('is read by who writes for the country, and stands in the access log with what it tells', async () => {
    const { sheets, entries } = await read(asked.file);
    expect(new TextDecoder().decode(sheets)).toBe(letter);
    expect(entries).toMatchObject([{ what: 'letter', agency: 'focal', caseId: asked.file.caseId }]);
    expect(entries[0]?.fields).toContain('NationalityConfirmationRequested.names');
    expect(entries[0]?.classes).toContain('P2');
  });

  it('is found under its number however it was typed, and under no other', async () => {
    expect(await refusedWith(read(asked.file, { number: letter.toLowerCase() }))).toBe('shown');
    expect(await refusedWith(read(asked.file, { number: letter.replace(/.$/, '?') }))).toBe('not_found');
    expect(await refusedWith(read(asked.file, { make: [] }))).toBe('not_found');
  });

  it('is as if it were not there for who does not write for the country, and for who only reads', async () => {
    for (const by of [caller('powerless'), caller('office-a'), caller('focal', 'reader')])
      expect(await refusedWith(read(asked.file, { by }))).toBe('not_found');
  });

  it('is made for nobody once it may not go any more, or the person was erased', async () => {
    const feared = asked.when(
      'ScreenProtection',
      { about: There, language: 'my', inPrivate: true, result: 'fears_state' },
      onPaper,
    );
    expect(await refusedWith(read(feared.file))).toBe('not_possible_now');
    const withdrawn = asked.when(
      'WithdrawEverything',
      { towards: There, language: 'my', inPrivate: true },
      onPaper,
    );
    expect(await refusedWith(read(withdrawn.file))).toBe('not_possible_now');
    const own = asked.file.disclosure.own.map(({ payload: _payload, ...kept }) => kept);
    const erased = { ...asked.file, disclosure: { ...asked.file.disclosure, own } };
    expect(await refusedWith(read(erased))).toBe('not_found');
  });
});
