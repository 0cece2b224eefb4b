import { describe, expect, it } from '@jest/globals';
import { agencyQueries } from '#agencies';
import { ProblemError, type Problem } from '../problem.js';
import { readAddresses } from '../reads.js';
import { AskedPipe } from './asked.pipe.js';
import { formsOf } from './fits.js';
import { askedOf } from './list-asked.js';
import { AuditorAsked, OwnerAsked } from './log-asked.js';

const id = '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';
const asked = [
  ...agencyQueries.map((query) => [query.name, askedOf(query)] as const),
  ['the log of a case', OwnerAsked] as const,
  ['the whole log', AuditorAsked] as const,
];

/** The question as it is understood, or the problem that answers it. */
const ask = async (dto: (typeof asked)[number][1], raw: object): Promise<object | Problem> => {
  try {
    return (await new AskedPipe(dto).transform(raw, { type: 'query' })) as object;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
};

/** What must be said: of which case. */
const said = (dto: (typeof asked)[number][1]): object => (formsOf(dto).has('caseId') ? { caseId: id } : {});

describe('the one parser of parameters', () => {
  it.each(asked)('takes %s without any, with what counts where nothing is said', async (_name, dto) => {
    const found = await ask(dto, said(dto));
    expect(found).toBeInstanceOf(dto);
    if ('limit' in found) expect(found.limit).toBe(50);
  });

  it.each(asked)('refuses in %s what is not known there, by whatever name', async (_name, dto) => {
    for (const name of ['strange', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '']) {
      const raw = Object.fromEntries([...Object.entries(said(dto)), [name, '1']]);
      expect(await ask(dto, raw)).toMatchObject({
        ...{ status: 400, code: 'invalid' },
        fields: [{ field: name, reason: 'is not known here' }],
      });
    }
  });

  it('says one thing of a position or a cursor that was not given by this node, whatever came instead', async () => {
    const [, stays] = asked.find(([called]) => called === 'shelter.stays') ?? asked[0]!;
    for (const value of [['a', 'b'], {}, 'x'.repeat(1_001)])
      expect(await ask(stays, { shelterCode: 'k-7', position: value, cursor: value })).toMatchObject({
        fields: [
          { field: 'position', reason: 'is not one that this node gave to your agency' },
          { field: 'cursor', reason: 'is not one that this list gave to your agency' },
        ],
      });
  });

  it('takes the parameters that OpenAPI shows, and each is declared once', () => {
    const shown = readAddresses(agencyQueries);
    for (const query of agencyQueries) {
      const address = shown.find(({ path }) => path === `/v1${query.path.replaceAll(/:(\w+)/g, '{$1}')}`);
      const inPath = [...query.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      const names = [...formsOf(askedOf(query)).keys()].filter((name) => !inPath.includes(name));
      expect(Object.keys(address?.query?.shape ?? {})).toEqual(names);
    }
  });

  it('makes values of what it takes', async () => {
    const [stays, replay] = ['shelter.stays', 'auditor.replay'].map((name) =>
      asked.find(([called]) => called === name),
    );
    expect(await ask(stays![1], { shelterCode: 'K-7', limit: '200' })).toMatchObject({
      ...{ shelterCode: 'k-7', phase: 'present', limit: 200 },
    });
    expect(await ask(replay![1], { caseId: id.toUpperCase(), revision: '3' })).toMatchObject({
      ...{ caseId: id, revision: 3 },
    });
    expect(await ask(AuditorAsked, { from: '2018-02-01T07:00:00+07:00' })).toMatchObject({
      from: '2018-02-01T00:00:00.000Z',
    });
  });

  it('names everything that is wrong at once, and none of the values', async () => {
    const answer = await ask(AuditorAsked, {
      limit: '101',
      from: 'yesterday',
      agency: '?',
      more: '1',
      to: '',
    });
    expect(answer).toMatchObject({ detail: 'Mend from, to, limit, agency, more and ask again.' });
    expect(JSON.stringify(answer)).not.toMatch(/101|yesterday|\?/);
    expect(await ask(AuditorAsked, { limit: ['1', '2'] })).toMatchObject({ fields: [{ field: 'limit' }] });
  });
});
