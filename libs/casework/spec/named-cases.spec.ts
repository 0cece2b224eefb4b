import { describe, expect, it } from '@jest/globals';
import { caseCommands } from '../records/catalogue.js';
import { casesNamed } from '../words/case-id.js';
import { journeyCommands } from '../journey/commands.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

/** Names of the fields that hold an id, wherever they stand in a value. */
const idFieldsIn = (value: unknown, name = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return uuid.test(value) ? [[name, value.toLowerCase()]] : [];
  if (Array.isArray(value)) return value.flatMap((item) => idFieldsIn(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, item]) => idFieldsIn(item, inner));
};

const definitions = [...Object.values(caseCommands), ...Object.values(journeyCommands)];

describe('another case that a command names', () => {
  it('is found by the door, whatever the field is called and however deep it stands', () => {
    const named = definitions.flatMap(({ body, example }) => {
      const formed = body.parse(example);
      const found = casesNamed(body, formed);
      return idFieldsIn(formed).flatMap(([name, id]) => (found.includes(id) ? [name] : []));
    });
    expect([...new Set(named)].toSorted()).toEqual(['caseId', 'keptWith', 'travellers']);
  });

  it('is no other field: each id that is not one was looked at and belongs to the case itself', () => {
    const others = definitions.flatMap(({ body, example }) => {
      const formed = body.parse(example);
      const found = casesNamed(body, formed);
      return idFieldsIn(formed).flatMap(([name, id]) => (found.includes(id) ? [] : [name]));
    });
    for (const name of others) expect(name).not.toMatch(/case|travell|kept|person|relative/i);
  });
});
