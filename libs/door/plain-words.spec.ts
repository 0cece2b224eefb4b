import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { agencyQueries } from '#agencies';
import { AskedPipe } from './asked/asked.pipe.js';
import { askedOf } from './asked/list-asked.js';
import { plainWords } from './plain-words.js';
import { ProblemError } from './problem.js';

const Form = z.strictObject({
  name: z.string().min(1),
  mode: z.enum(['road', 'air']),
  legs: z.array(z.int()).min(1),
  by: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('bus') }),
    z.strictObject({ kind: z.literal('boat') }),
  ]),
  on: z.iso.date(),
  who: z.uuid(),
  code: z.string().regex(/^a/, 'a code: letters'),
});
const wordsFor = (value: unknown): readonly string[] =>
  (Form.safeParse(value, { error: plainWords }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  );

describe('what is wrong with a value', () => {
  it('is said as missing, by the list of what can be, or by its form', () => {
    expect(wordsFor({})).toEqual([
      'name is missing',
      'mode is missing',
      'legs is missing',
      'by is missing',
      'on is missing',
      'who is missing',
      'code is missing',
    ]);
    const wrong = {
      name: '',
      mode: 'rail',
      legs: ['x'],
      by: { kind: 'car' },
      on: 'today',
      who: 'me',
      code: 'b',
    };
    expect(wordsFor(wrong)).toEqual([
      'name must not be empty',
      'mode must be one of road, air',
      'legs.0 must be a number',
      'by.kind must be one of bus, boat',
      'on must be a day: 2026-03-02',
      'who must be an id: 6f1c2d3e-0a1b-4c5d-8e9f-001122334455',
      'code a code: letters',
    ]);
  });

  it('never repeats the value', () => {
    const secret = 'Ma Aye';
    const all = Object.fromEntries(Object.keys(Form.shape).map((key) => [key, secret]));
    expect(wordsFor(all).join(' ')).not.toContain(secret);
    expect(wordsFor(all).join(' ')).not.toMatch(/Invalid|received|expected/);
  });
});

/** How the library speaks where nobody gave it words. */
const itsOwnWords =
  /Invalid|expected |, received|Too (small|big)|Unrecognized|must (match|start|end|include)/;

describe('what is wrong with a question to a list', () => {
  const anything = fc.oneof(
    fc.constantFrom<unknown>(
      '',
      'x',
      '-1',
      '0',
      '1.5',
      '201',
      '9'.repeat(12),
      'TH',
      'true',
      [],
      ['a', 'b'],
      {},
    ),
    fc.string({ maxLength: 400 }),
  );

  it.each(agencyQueries.map((query) => [query.name, query] as const))(
    'is said by %s in plain words, for every parameter',
    async (_name, query) => {
      const pipe = new AskedPipe(askedOf(query));
      for (const name of [...Object.keys(query.params.shape), 'strange'])
        await fc.assert(
          fc.asyncProperty(anything, async (put) => {
            const answer: unknown = await pipe
              .transform({ [name]: put }, { type: 'query' })
              .catch((error: unknown) => error);
            const { fields = [] } = answer instanceof ProblemError ? answer.problem : {};
            for (const { reason } of fields) expect(reason).not.toMatch(itsOwnWords);
          }),
          { numRuns: 40 },
        );
    },
  );
});
