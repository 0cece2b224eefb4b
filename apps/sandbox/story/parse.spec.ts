import { describe, expect, it } from '@jest/globals';
import { parseStory } from './parse.js';

const head = `story: training
title: A training case
actors: { focal point: TH/datip/focal_point }
people: { father: { sex: male }, mother: { sex: female } }
groups: { parents: [father, mother] }
steps:
`;
const problemsOf = (text: string) => {
  const parsed = parseStory(text);
  return parsed.ok ? [] : parsed.problems;
};

describe('a story file', () => {
  it('is read with the line of each of its steps', () => {
    const parsed = parseStory(`${head}  - say: A case is opened for each.
    at: 2012-11-16
    as: focal point
    for each: parents
    send: POST /v1/cases
    body: { sex: "\${each.sex}" }
    keep: { each.caseId: body.caseId }
  - say: The father is at \${today} in file \${father.caseId}.
`);
    expect(parsed).toMatchObject({ ok: true, story: { story: 'training', lines: [7, 14] } });
  });

  it('that is no YAML is refused with line, column and reason', () => {
    expect(problemsOf(`${head}  - say: "never closed\n`)).toEqual([
      { line: expect.any(Number), column: expect.any(Number), reason: expect.stringMatching(/quote/i) },
    ]);
    expect(problemsOf('story: a\nstory: b\n')[0]).toMatchObject({ line: 2, column: 1 });
  });

  it('with a key that nobody knows is refused at that key', () => {
    expect(problemsOf(`${head}  - say: Something.\n    sendd: POST /v1/cases\n`)).toEqual([
      { line: 8, column: 5, reason: '"sendd" is not known in steps.0' },
    ]);
  });

  it('with a value of a wrong form is refused at that value', () => {
    expect(problemsOf(`${head}  - say: Something.\n    as: focal point\n    send: v1/cases\n`)).toEqual([
      { line: 9, column: 11, reason: 'steps.0.send: a method and a path, such as "POST /v1/cases"' },
    ]);
    expect(problemsOf(`${head}  - say: Something.\n    at: yesterday\n`)).toMatchObject([
      { line: 8, column: 9 },
    ]);
  });

  it('with a step that lacks its sentence is refused at that step', () => {
    expect(problemsOf(`${head}  - say: First.\n  - at: 2012-11-16\n`)).toMatchObject([
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
  ])('with "%s" is refused', (lines, reason) => {
    const [problem] = problemsOf(`${head}  - say: Something.\n    ${lines}\n`);
    expect(problem?.reason).toMatch(reason);
    expect(problem?.line).toBeGreaterThan(6);
  });

  it('whose time runs backwards is refused at that time', () => {
    const problems = problemsOf(
      `${head}  - say: One.\n    at: 2014-08-04\n  - say: Two.\n    at: 2014-08-03\n`,
    );
    expect(problems).toMatchObject([{ line: 10, reason: expect.stringMatching(/cannot lie before/) }]);
  });

  it('tells all that is wrong at once', () => {
    expect(problemsOf(`${head}  - say: One.\n    a: 1\n  - say: Two.\n    b: 2\n`)).toHaveLength(2);
  });

  it('that is empty, a list or a bomb of aliases is refused', () => {
    expect(problemsOf('')).not.toEqual([]);
    expect(problemsOf('- a\n- b\n')).not.toEqual([]);
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefghij'
        .split('')
        .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(', ')}]`),
    ];
    expect(problemsOf(bomb.join('\n'))).not.toEqual([]);
  });
});
