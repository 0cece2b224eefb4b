import { describe, expect, it } from '@jest/globals';
import { caseEvents, messages } from '../records/catalogue.js';
import { dictionary, type DictionaryEntry, type DictionaryKey } from '../words/dictionary.js';
import type { Fields } from '../words/field.js';
import { tableViewers } from '../words/viewer.js';

/* A need says an illness or a pregnancy as often as a diet: what may be read of health says who reads it (domain.md 4.3). */
const ofNeeds: readonly DictionaryKey[] = ['specialNeeds', 'journeyNeeds', 'assessedNeeds'];

const declared: Readonly<Record<string, { readonly fields: Fields }>> = { ...caseEvents, ...messages };

/** Every field of an event or a message that says a need, by its name. */
const needFields = Object.entries(declared).flatMap(([type, { fields }]) =>
  Object.entries(fields)
    .filter(([name]) => /needs?$|^areas$/i.test(name))
    .map(([name, { entry }]) => ({ field: `${type}.${name}`, entry })),
);

/** Needs around which anybody plans a journey or a stay; every other code may tell of health. */
const told = [{ code: 'diet' }, { code: 'pregnancy', note: 'In May.' }, { code: 'dialysis' }];

describe('a need', () => {
  it('is declared as one wherever it stands, and sealed', () => {
    expect(needFields.length).toBeGreaterThan(6);
    for (const { field, entry } of needFields)
      expect([field, entry !== undefined && ofNeeds.includes(entry)]).toEqual([field, true]);
    for (const entry of ofNeeds) expect(['P2', 'P3']).toContain(dictionary[entry].dataClass);
  });

  it('is read in full by whoever may read health in full', () => {
    const health = tableViewers.filter((viewer) => dictionary.health.viewers[viewer] === 'Y');
    expect(health).toContain('HE');
    for (const entry of ofNeeds)
      for (const viewer of health)
        expect([entry, viewer, dictionary[entry].viewers[viewer]]).toEqual([entry, viewer, 'Y']);
  });

  it('tells who reads it reduced nothing of health: no code but the practical ones, and no note', () => {
    for (const key of ofNeeds) {
      const entry: DictionaryEntry = dictionary[key];
      const reduced = JSON.stringify(entry.reduce?.(told) ?? null);
      for (const word of ['pregnancy', 'dialysis', 'May'])
        expect([key, reduced]).toEqual([key, expect.not.stringContaining(word)]);
    }
  });

  it('in words or areas is of the group of health, which the focal point does not see', () => {
    expect(dictionary.assessedNeeds.group).toBe(dictionary.health.group);
    expect(dictionary.assessedNeeds.dataClass).toBe(dictionary.health.dataClass);
  });
});
