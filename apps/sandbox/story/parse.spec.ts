import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoryFile } from './form.js';
import type { Known } from './known.js';
import { parseStory } from './parse.js';

const head = `story: training
title: A training case
actors: { focal point: TH/datip/focal_point }
people: { father: { sex: male }, mother: { sex: female } }
groups: { parents: [father, mother] }
steps:
`;
const known: Known = {
  commands: new Map([
    [
      'GiveConsent',
      {
        address: 'POST /v1/cases/{caseId}/consent/give',
        wrongIn: (body) =>
          JSON.stringify(body).includes('"uses"')
            ? [{ path: ['uses'], reason: 'the command knows no "uses"' }]
            : [],
      },
    ],
  ]),
  answers: (_method, path) => path.startsWith('/v1/'),
  countries: ['TH', 'MM'],
  agenciesOf: (country) => (country === 'TH' ? ['datip', 'atpd'] : ['embassy']),
  rolesOf: () => ['officer', 'focal_point'],
  messageKinds: ['CaseNotified', 'CaseAcknowledged'],
  refusals: ['legal_hold'],
};

const parsedFrom = (text: string, others: Readonly<Record<string, string>> = {}) =>
  parseStory(
    { file: 'main', text },
    (name): Promise<StoryFile | undefined> => {
      const found = others[name];
      return Promise.resolve(found === undefined ? undefined : { file: name, text: found });
    },
    known,
  );

const problemsOf = async (text: string, others: Readonly<Record<string, string>> = {}) => {
  const parsed = await parsedFrom(text, others);
  return parsed.ok ? [] : parsed.problems;
};

describe('a story file', () => {
  it('is read with the line of each of its steps', async () => {
    const parsed = await parsedFrom(`${head}  - say: A case is opened for each.
    at: 2012-11-16
    as: focal point
    for each: parents
    send: POST /v1/cases
    body: { sex: "\${each.sex}" }
    keep: { each.caseId: body.caseId }
  - say: The father is at \${today} in file \${father.caseId}.
`);
    expect(parsed).toMatchObject({
      ok: true,
      story: {
        story: 'training',
        places: [
          { file: 'main', line: 7 },
          { file: 'main', line: 14 },
        ],
      },
    });
  });

  it('that is no YAML is refused with line, column and reason', async () => {
    expect(await problemsOf(`${head}  - say: "never closed\n`)).toEqual([
      {
        file: 'main',
        line: expect.any(Number),
        column: expect.any(Number),
        reason: expect.stringMatching(/quote/i),
      },
    ]);
    expect((await problemsOf('story: a\nstory: b\n'))[0]).toMatchObject({ line: 2, column: 1 });
  });

  it('with a key that nobody knows is refused at that key', async () => {
    expect(await problemsOf(`${head}  - say: Something.\n    sendd: POST /v1/cases\n`)).toEqual([
      { file: 'main', line: 8, column: 5, reason: '"sendd" is not known in steps.0' },
    ]);
  });

  it('with a value of a wrong form is refused at that value', async () => {
    expect(await problemsOf(`${head}  - say: Something.\n    as: focal point\n    send: v1/cases\n`)).toEqual(
      [
        {
          file: 'main',
          line: 9,
          column: 11,
          reason: 'steps.0.send: a method and a path, such as "POST /v1/cases"',
        },
      ],
    );
    expect(await problemsOf(`${head}  - say: Something.\n    at: yesterday\n`)).toMatchObject([
      { line: 8, column: 9 },
    ]);
  });

  it('with a step that lacks its sentence is refused at that step', async () => {
    expect(await problemsOf(`${head}  - say: First.\n  - at: 2012-11-16\n`)).toMatchObject([
      { line: 8, column: 5 },
    ]);
  });

  it.each([
    ['as: police\n    send: POST /v1/x', /neither an actor of the story/],
    ['as: focal point\n    send: POST /v1/x\n    for each: children', /no group "children"/],
    [
      'as: focal point\n    send: POST /v1/x\n    for each: [father, uncle]',
      /"uncle" is not among the people/,
    ],
    [
      'as: focal point\n    send: POST /v1/x\n    body: ["${uncle.caseId}"]',
      /\$\{uncle\.caseId\} is not known/,
    ],
    [
      'as: focal point\n    send: POST /v1/x\n    body: ["${each.caseId}"]',
      /\$\{each\.caseId\} is not known/,
    ],
    ['as: focal point\n    send: POST /v1/x\n    see: /v1/y\n    shows: {}', /one of send, do and see/],
    ['as: focal point\n    see: /v1/y', /says what it must see/],
    ['send: POST /v1/x', /says as whom/],
    ['as: focal point', /needs send, do or see/],
  ])('with "%s" is refused', async (lines, reason) => {
    const [problem] = await problemsOf(`${head}  - say: Something.\n    ${lines}\n`);
    expect(problem?.reason).toMatch(reason);
    expect(problem?.line).toBeGreaterThan(6);
  });

  it('whose time runs backwards is refused at that time', async () => {
    const problems = await problemsOf(
      `${head}  - say: One.\n    at: 2014-08-04\n  - say: Two.\n    at: 2014-08-03\n`,
    );
    expect(problems).toMatchObject([{ line: 10, reason: expect.stringMatching(/cannot lie before/) }]);
  });

  it('tells all that is wrong at once', async () => {
    expect(await problemsOf(`${head}  - say: One.\n    a: 1\n  - say: Two.\n    b: 2\n`)).toHaveLength(2);
  });

  it('that is empty, a list or a bomb of aliases is refused', async () => {
    expect(await problemsOf('')).not.toEqual([]);
    expect(await problemsOf('- a\n- b\n')).not.toEqual([]);
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefghij'
        .split('')
        .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(', ')}]`),
    ];
    expect(await problemsOf(bomb.join('\n'))).not.toEqual([]);
  });
});

describe('what a story names', () => {
  const as = 'as: focal point\n    ';
  it.each([
    ['an unknown command', `${as}do: GiveConsents`, 9, /no command "GiveConsents"/],
    ['a command without its case', `${as}do: GiveConsent`, 9, /needs "caseId" under "on"/],
    [
      'a strange part of the address',
      `${as}do: GiveConsent\n    on: { caseId: x, journey: y }`,
      10,
      /no "journey" in its address/,
    ],
    [
      'what the command does not know',
      `${as}do: GiveConsent\n    on: { caseId: x }\n    body:\n      uses: 1`,
      12,
      /knows no "uses"/,
    ],
    ['an unknown address', `${as}send: POST /v2/cases`, 9, /no node answers at POST \/v2\/cases/],
    ['an unknown view', `${as}see: /v2/cases\n    shows: {}`, 9, /no node answers at GET \/v2\/cases/],
    [
      'an agency that the country lacks',
      'as: TH/datipp\n    send: POST /v1/x',
      8,
      /no agency "datipp"; it has datip/,
    ],
    [
      'a role that the country does not know',
      'as: TH/datip/chief\n    send: POST /v1/x',
      8,
      /TH knows no role "chief"; it has officer, focal_point/,
    ],
    [
      'an unknown kind of message',
      `${as}send: POST /v1/x\n    crosses: [TH -> MM CaseNotifed]`,
      10,
      /no message "CaseNotifed"; there are CaseNotified, CaseAcknowledged/,
    ],
    [
      'an unknown refusal',
      `${as}send: POST /v1/x\n    expect: { refusal: legal_holt }`,
      10,
      /no refusal "legal_holt"; there are legal_hold/,
    ],
    [
      'a country without a node',
      'as: KH/datip\n    send: POST /v1/x',
      8,
      /KH has no node here; there are TH, MM/,
    ],
  ])('and is %s is refused at its line', async (_what, lines, line, reason) => {
    expect(await problemsOf(`${head}  - say: Something.\n    ${lines}\n`)).toMatchObject([
      { line, reason: expect.stringMatching(reason) },
    ]);
  });

  it('may be unknown where the step foresees the refusal', async () => {
    const refused = 'expect: { status: 404 } }';
    expect(
      await problemsOf(`${head}  - { say: Nothing there., as: focal point, send: POST /v2/x, ${refused}\n`),
    ).toEqual([]);
  });
});

describe('a story that includes others', () => {
  const prelude = `story: prelude
title: Before
actors: { police: TH/atpd }
people: { man: { sex: male } }
steps:
  - { say: Freed., at: 2020-02-03, as: police, send: POST /v1/cases, keep: { man.caseId: body.caseId } }
`;
  const main = (rest: string, include = 'prelude') =>
    `story: main\ntitle: Main\ninclude: ${include}\nsteps:\n${rest}`;
  const after = '  - { say: Seen., at: 2020-02-04, as: police, see: "/v1/cases/${man.caseId}", shows: {} }\n';

  it('goes on with their people, actors and values, and knows where each step stands', async () => {
    expect(await parsedFrom(main(after), { prelude })).toMatchObject({
      ok: true,
      story: {
        story: 'main',
        steps: [{ say: 'Freed.' }, { say: 'Seen.' }],
        places: [
          { file: 'prelude', line: 6 },
          { file: 'main', line: 5 },
        ],
      },
    });
  });

  it.each([
    ['that nobody wrote', main(after, 'nobody'), {}, { file: 'main', line: 3, reason: /no story "nobody"/ }],
    [
      'that leads back to it',
      main(after),
      { prelude: prelude.replace('steps:', 'include: main\nsteps:') },
      undefined,
    ],
    [
      'that is broken',
      main(after),
      { prelude: prelude.replace('title: Before', 'title: Before\nabuot: it') },
      { file: 'prelude', line: 3, reason: /"abuot" is not known/ },
    ],
    [
      'that uses one of its names for something else',
      main(after).replace('steps:', 'people: { man: { sex: female } }\nsteps:'),
      { prelude },
      { file: 'main', line: 4, reason: /"man" is another one of the people/ },
    ],
    [
      'after whose end it begins',
      main(after.replace('04', '01')),
      { prelude },
      { file: 'main', line: 5, reason: /cannot lie before/ },
    ],
  ])('is refused with one %s', async (_what, text, others: Record<string, string>, problem) => {
    const found = await problemsOf(text, { main: text, ...others });
    if (!problem)
      return expect(found.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/leads back/));
    const { reason, ...place } = problem;
    expect(found).toMatchObject([{ ...place, reason: expect.stringMatching(reason) }]);
  });

  it('plays each of them once, however they include each other', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const edges = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(edges, async (pairs) => {
        const of = (index: number) => [
          ...new Set(pairs.filter(([from, to]) => from === index && to > index).map(([, to]) => names[to])),
        ];
        const texts = Object.fromEntries(
          names.map((name, index) => [
            name,
            `story: ${name}\ntitle: T\n${of(index).length > 0 ? `include: [${of(index).join(', ')}]\n` : ''}steps:\n  - say: ${name}\n`,
          ]),
        );
        const parsed = await parsedFrom(main('  - say: main\n', '[a, b]'), texts);
        const said = parsed.ok ? parsed.story.steps.map(({ say }) => say) : [];
        expect(new Set(said).size).toBe(said.length);
        expect(said.at(-1)).toBe('main');
        for (const [from, to] of pairs)
          if (to > from && said.includes(names[from] ?? ''))
            expect(said.indexOf(names[to] ?? '')).toBeLessThan(said.indexOf(names[from] ?? ''));
      }),
      { numRuns: 50 },
    );
  });
});
