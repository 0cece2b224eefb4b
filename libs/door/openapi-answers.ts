import { refusalCodes } from '#casework';
import { problemCodes, typeOf, type ProblemCode } from './problem.js';
import type { Json } from './sample.js';

const problemAnswer = (description: string, example: Json): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
});

const exampleOf = (code: ProblemCode): Json => {
  const [status, title] = problemCodes[code];
  return { type: typeOf(code), title, status, code, detail: title };
};

/** Problems by status: several codes with one status are one answer, described by all of them. */
export const problems = (...codes: ProblemCode[]): Json =>
  Object.fromEntries(
    [...new Set(codes.map((code) => problemCodes[code][0]))].map((status) => {
      const shared = codes.filter((code) => problemCodes[code][0] === status);
      const description = shared.map((code) => `\`${code}\`: ${problemCodes[code][1]}`).join(' ');
      return [String(status), problemAnswer(description, shared[0] ? exampleOf(shared[0]) : {})];
    }),
  );

const refusalExample = (code: keyof typeof refusalCodes, status: number, detail: string): Json => ({
  type: typeOf(code),
  title: refusalCodes[code],
  status,
  code,
  detail,
});

/** What the rules answer with, whoever asks. */
export const refusedByARule: Json = {
  422: problemAnswer(
    `Refused by a rule: ${Object.keys(refusalCodes)
      .filter((code) => code !== 'no_mandate' && code !== 'no_role')
      .join(', ')}.`,
    refusalExample(
      'not_possible_now',
      422,
      'This step is not possible now. Ask the focal point of your country.',
    ),
  ),
};

/** What the rules of a command answer with. */
export const refusals = (mandate: string): Json => ({
  403: problemAnswer(
    '`no_mandate`: the agency is not charged with this step. `no_role`: the roles of the token do not go so far.',
    refusalExample(
      'no_mandate',
      403,
      `Your agency is not charged with this step; it needs the mandate "${mandate}".`,
    ),
  ),
  ...refusedByARule,
});

/** What every operation can answer with. */
export const everywhere = [
  'token_missing',
  'token_refused',
  'too_many_requests',
  'failed',
  'not_ready',
  'event_store_down',
  'database_down',
] as const satisfies readonly ProblemCode[];
