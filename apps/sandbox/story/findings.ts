import type { Path } from './form.js';
import { instantOf } from './instant.js';
import type { Known } from './known.js';
import { referencesIn } from './references.js';
import { actorFrom, type Step, type Story } from './schema.js';

/** What is wrong at a path of a story. */
export interface Finding {
  readonly path: Path;
  readonly reason: string;
}

/** Whether a step says that it must not succeed: it may then name what nobody knows. */
const foreseesRefusal = ({ expect }: Step): boolean =>
  expect?.refusal !== undefined || [expect?.status ?? 200].flat().every((status) => status >= 400);

const actorFindings = (written: string, path: Path, known: Known): Finding[] => {
  const actor = actorFrom(written);
  if (!actor)
    return [
      { path, reason: `"${written}" is neither an actor of the story nor written like TH/datip/focal_point` },
    ];
  const { node, agency, role } = actor;
  if (!known.countries.includes(node))
    return [{ path, reason: `${node} has no node here; there are ${known.countries.join(', ')}` }];
  const agencies = known.agenciesOf(node);
  const roles = known.rolesOf(node);
  return [
    ...(agencies.includes(agency)
      ? []
      : [{ path, reason: `${node} has no agency "${agency}"; it has ${agencies.join(', ')}` }]),
    ...(role === undefined || roles.includes(role)
      ? []
      : [{ path, reason: `${node} knows no role "${role}"; it has ${roles.join(', ')}` }]),
  ];
};

const namesIn = (address: string): string[] =>
  [...address.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** What a step with `do` names wrongly: the command, what its address needs, what stands in its body. */
const commandFindings = (step: Step, path: Path, { commands }: Known, story: Story): Finding[] => {
  if (step.do === undefined) return [];
  const command = commands.get(step.do);
  if (!command)
    return [
      { path: [...path, 'do'], reason: `there is no command "${step.do}"; docs/events.md has them all` },
    ];
  const needed = namesIn(command.address);
  const given = Object.keys(step.on ?? {});
  const lacking = needed.filter((name) => !given.includes(name));
  const strange = given.filter((name) => !needed.includes(name));
  const actor = actorFrom(story.actors?.[step.as ?? ''] ?? step.as ?? '');
  const wrong = actor && !foreseesRefusal(step) ? command.wrongIn(step.body ?? {}, actor.node) : [];
  return [
    ...lacking.map((name) => ({ path: [...path, 'do'], reason: `"${step.do}" needs "${name}" under "on"` })),
    ...strange.map((name) => ({
      path: [...path, 'on', name],
      reason: `"${step.do}" has no "${name}" in its address (${command.address})`,
    })),
    ...wrong.map(({ path: inBody, reason }) => ({ path: [...path, 'body', ...inBody], reason })),
  ];
};

const addressFindings = (step: Step, path: Path, { answers }: Known): Finding[] => {
  if (foreseesRefusal(step)) return [];
  const [method = '', address = ''] =
    step.see === undefined ? (step.send ?? '').split(' ') : ['GET', step.see];
  return address === '' || answers(method, address)
    ? []
    : [
        {
          path: [...path, step.see === undefined ? 'send' : 'see'],
          reason: `no node answers at ${method} ${address}; /docs of a node has every address`,
        },
      ];
};

/** Kinds of messages and codes of refusals in a step that there are not. */
const wordFindings = (step: Step, path: Path, { messageKinds, refusals }: Known): Finding[] => {
  const strange = (step.crosses ?? []).flatMap((crossing, index) => {
    const kind = crossing.split(' ').at(-1) ?? '';
    return messageKinds.includes(kind)
      ? []
      : [
          {
            path: [...path, 'crosses', index],
            reason: `there is no message "${kind}"; there are ${messageKinds.join(', ')}`,
          },
        ];
  });
  const refusal = step.expect?.refusal;
  return refusal === undefined || refusals.includes(refusal)
    ? strange
    : [
        ...strange,
        {
          path: [...path, 'expect', 'refusal'],
          reason: `there is no refusal "${refusal}"; there are ${refusals.join(', ')}`,
        },
      ];
};

/** Groups and lists of people that name somebody whom the story does not have. */
const peopleFindings = (story: Story): Finding[] => {
  const people = Object.keys(story.people ?? {});
  const strangers = (names: readonly string[], path: Path): Finding[] =>
    names.flatMap((name, index) =>
      people.includes(name)
        ? []
        : [{ path: [...path, index], reason: `"${name}" is not among the people of the story` }],
    );
  const ofSteps = story.steps.flatMap(({ 'for each': each }, index) => {
    const path = ['steps', index, 'for each'];
    if (Array.isArray(each)) return strangers(each, path);
    return each === undefined || Object.hasOwn(story.groups ?? {}, each)
      ? []
      : [{ path, reason: `there is no group "${each}"` }];
  });
  const ofGroups = Object.entries(story.groups ?? {}).flatMap(([group, members]) =>
    strangers(members, ['groups', group]),
  );
  return [...ofGroups, ...ofSteps];
};

/** References to values that nobody has given at that step. */
const referenceFindings = (story: Story): Finding[] => {
  const found: Finding[] = [];
  const given = new Set([
    ...Object.keys(story.people ?? {}),
    ...Object.keys(story.values ?? {}),
    'now',
    'today',
  ]);
  story.steps.forEach((step, index) => {
    const path = ['steps', index];
    const repeats = step['for each'] !== undefined;
    for (const name of Object.keys(step.signs ?? {})) given.add(name);
    for (const [key, value] of Object.entries(step))
      for (const reference of referencesIn(value)) {
        const [root = ''] = reference.split('.');
        if (!(root === 'each' && repeats && key !== 'say') && !given.has(root))
          found.push({ path: [...path, key], reason: `\${${reference}} is not known at this step` });
      }
    for (const name of Object.keys(step.keep ?? {})) {
      const [root = ''] = name.split('.');
      if (root === 'each' && !repeats)
        found.push({ path: [...path, 'keep'], reason: '"each" needs "for each"' });
      if (root !== 'each') given.add(root);
    }
  });
  return found;
};

/** Steps whose time lies before that of an earlier one. */
const timeFindings = ({ steps }: Story): Finding[] => {
  let clock = '';
  return steps.flatMap(({ at }, index) => {
    if (at === undefined) return [];
    const instant = instantOf(at);
    const backwards = instant < clock;
    clock = instant;
    return backwards
      ? [
          {
            path: ['steps', index, 'at'],
            reason: 'the time of a step cannot lie before that of an earlier one',
          },
        ]
      : [];
  });
};

/** What the form of a story cannot say: names that nobody gave or knows, time that runs backwards. */
export const findings = (story: Story, known: Known): readonly Finding[] => [
  ...Object.entries(story.actors ?? {}).flatMap(([name, written]) =>
    actorFindings(written, ['actors', name], known),
  ),
  ...peopleFindings(story),
  ...story.steps.flatMap((step, index) => {
    const path = ['steps', index];
    const ownActor = step.as === undefined || Object.hasOwn(story.actors ?? {}, step.as);
    return [
      ...(ownActor ? [] : actorFindings(step.as ?? '', [...path, 'as'], known)),
      ...commandFindings(step, path, known, story),
      ...addressFindings(step, path, known),
      ...wordFindings(step, path, known),
    ];
  }),
  ...(story.histories ?? []).flatMap(({ as }, index) =>
    Object.hasOwn(story.actors ?? {}, as) ? [] : actorFindings(as, ['histories', index, 'as'], known),
  ),
  ...referenceFindings(story),
  ...timeFindings(story),
];
