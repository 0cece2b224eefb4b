import { z } from 'zod';
import { countries } from '#casework';

const Name = z.string().regex(/^[A-Za-z][A-Za-z0-9_ -]*$/, 'a name: letters, digits, spaces, _ and -');
const Text = z.string().trim().min(1);

/** A story that comes with the sandbox by its name, or a file seen from the one that names it. */
const Included = z
  .string()
  .regex(/^[A-Za-z0-9._/-]+$/, 'the name of a story (six-approved-for-4-august), or a .yaml file');

/** Who acts: the node's country, an agency of its facts, the role of the token, and which person where that matters. */
const Actor = z
  .string()
  .regex(
    new RegExp(`^(${countries.join('|')})/[a-z0-9-]+(/[a-z_-]+(/[a-z0-9-]+)?)?$`),
    'an actor such as TH/datip, TH/datip/focal_point or TH/datip/focal_point/deputy',
  );

const Moment = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'a day (2012-11-16) or an instant with its zone',
);

const Crossing = z
  .string()
  .regex(
    new RegExp(`^(${countries.join('|')}) -> (${countries.join('|')}) [A-Z][A-Za-z]+$`),
    'a crossing such as "TH -> MM CaseNotified"',
  );

const Expected = z
  .strictObject({
    status: z
      .union([z.int(), z.array(z.int()).min(1)])
      .optional()
      .describe('Status or statuses; any 2xx where absent.'),
    refusal: Text.optional().describe('Stable code of the refusal that must come back.'),
    body: z.json().optional().describe('What the body must contain; see shows.'),
  })
  .describe('What must come back.');

const Signing = z
  .strictObject({
    by: z.array(z.string().regex(/^[A-Z]{2}$/, 'a party such as TH')).min(1),
    notice: z.json().optional(),
    text: z.json().optional(),
  })
  .refine(({ notice, text }) => (notice === undefined) !== (text === undefined), 'a notice or a text');

export const Step = z
  .strictObject({
    say: Text.describe('One sentence for the reader: who does what, and why.'),
    at: Moment.optional().describe('Where the clock stands from this step on.'),
    'for each': z
      .union([Name, z.array(Name).min(1)])
      .optional()
      .describe(
        'A group, or people, for each of whom the step is done: ${each.…} is the one whose turn it is.',
      ),
    as: Text.optional().describe('An actor of this story, or one written out: TH/datip/focal_point.'),
    send: z
      .string()
      .regex(/^(POST|PUT|PATCH|DELETE|GET) \/\S*$/, 'a method and a path, such as "POST /v1/cases"')
      .optional()
      .describe('A request to the public interface of the actor’s node.'),
    do: Name.optional().describe('A request by the name of its action instead of a path.'),
    on: z.record(z.string(), z.string()).optional().describe('Values for the {…} of the action’s path.'),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.json().optional().describe('What is sent.'),
    expect: Expected.optional(),
    see: z
      .string()
      .regex(/^\/\S*$/, 'a path')
      .optional()
      .describe('A view to read until it shows what it must.'),
    shows: z
      .json()
      .optional()
      .describe(
        'What the view must contain: named fields with these values, list entries anywhere in the list; ' +
          '{$exists: true}, {$absent: true}, {$count: n}, {$matches: pattern} ask for less.',
      ),
    hides: z.json().optional().describe('What the view must not contain.'),
    within: z
      .number()
      .positive()
      .max(300)
      .optional()
      .describe('How many seconds to wait for a view or a crossing.'),
    signs: z
      .record(Name, Signing)
      .optional()
      .describe(
        'What parties of an instrument sign, with keys of the sandbox: {suspension: {by: [TH], notice: {…}}}. ${suspension} is then the list of their signatures.',
      ),
    keep: z
      .record(z.string(), z.string())
      .optional()
      .describe('Names for values of the answer: {father.caseId: body.caseId, tag: headers.etag}.'),
    crosses: z
      .array(Crossing)
      .optional()
      .describe('What crosses a border because of this step; an empty list: nothing may.'),
  })
  .superRefine((step, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const acts = (['send', 'do', 'see'] as const).filter((key) => step[key] !== undefined);
    if (acts.length > 1)
      problem(acts[1] ?? 'send', `a step has one of send, do and see, not ${acts.join(' and ')}`);
    if (acts.length > 0 && step.as === undefined)
      problem(acts[0] ?? 'send', 'a step that does something says as whom: as');
    if (acts.length === 0)
      for (const key of ['as', 'for each', 'keep', 'body', 'headers'] as const)
        if (step[key] !== undefined) problem(key, `"${key}" needs send, do or see beside it`);
    if (step.on !== undefined && step.do === undefined) problem('on', '"on" goes with do');
    for (const key of ['body', 'expect'] as const)
      if (step[key] !== undefined && step.see !== undefined) problem(key, `"${key}" does not go with see`);
    for (const key of ['shows', 'hides'] as const)
      if (step[key] !== undefined && step.see === undefined) problem(key, `"${key}" goes with see`);
    if (step.see !== undefined && step.shows === undefined && step.hides === undefined)
      problem('see', 'a step that looks says what it must see: shows or hides');
  });
export type Step = z.output<typeof Step>;

/** A story: what people do on the nodes of the sandbox, in order, and what must come of it. */
export const Story = z
  .strictObject({
    story: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a code: small letters, digits and -'),
    title: Text,
    about: Text.optional(),
    include: z
      .union([Included, z.array(Included).min(1)])
      .optional()
      .describe('Stories that are played before this one, whose people and values it goes on with.'),
    actors: z.record(Name, Actor).optional().describe('Names for those who act.'),
    values: z.record(Name, z.json()).optional().describe('Values to refer to: ${name}.'),
    people: z
      .record(Name, z.record(z.string(), z.json()))
      .optional()
      .describe('The persons of the story, with what is known of them: ${father.name}.'),
    groups: z.record(Name, z.array(Name).min(1)).optional().describe('Lists of people, for "for each".'),
    histories: z
      .array(z.strictObject({ title: Text, as: Text, see: z.string().regex(/^\/\S*$/, 'a path') }))
      .min(1)
      .max(2)
      .optional()
      .describe(
        'Case histories to show beside each other when the story has ended: read as whom, and where.',
      ),
    steps: z.array(Step).min(1),
  })
  .describe('A story that the sandbox plays through the public interface of its nodes.');
export type Story = z.output<typeof Story>;

/** A country, an agency, a role and a person of it, from `TH/datip/focal_point/deputy`. */
export const actorFrom = (written: string) => {
  if (!Actor.safeParse(written).success) return undefined;
  const [country = '', agency = '', role, person] = written.split('/');
  return { node: z.enum(countries).parse(country), agency, role, person };
};
export type StoryActor = NonNullable<ReturnType<typeof actorFrom>>;
