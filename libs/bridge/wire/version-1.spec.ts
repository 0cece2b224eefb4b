import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { messages, scripts, type MessageKind } from '#casework';
import { calendars } from '../../casework/words/person.js';
import { fullPayload } from '../../casework/spec/payloads.js';
import { wireSchemas } from './schemas.js';
import { inVersion1 } from './version-1.js';

const published = wireSchemas(messages);
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const readers = new Map(
  (Object.keys(messages) as MessageKind[]).map((kind) => [
    kind,
    ajv.compile(published[`payload/${kind}.schema.json`]!),
  ]),
);

/** A payload with every name in a script and every date of birth in a calendar. */
const written = (value: unknown, script: string, calendar: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => written(one, script, calendar));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, held]) => {
      if (field === 'script') return [field, script];
      return [field, field === 'calendar' ? calendar : written(held, script, calendar)];
    }),
  );
};

const kinds = fc.constantFrom(...readers.keys());

describe('a payload in words of version 1', () => {
  it('is read by a node that knows no other, whatever script and calendar people use', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.constantFrom(...scripts),
        fc.constantFrom(...calendars),
        (kind, script, calendar) => {
          const payload = written(fullPayload(kind), script, calendar) as Record<string, unknown>;
          expect(readers.get(kind)!(inVersion1(payload))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is as it was where version 1 has the words', () => {
    for (const kind of readers.keys()) {
      const payload = written(fullPayload(kind), 'Khmr', 'buddhist_thai') as Record<string, unknown>;
      expect(inVersion1(payload)).toEqual(payload);
    }
  });

  it('keeps the letters of a name, which say its script where more are known', () => {
    const told = inVersion1({ names: [{ text: 'করিম', script: 'Beng', kind: 'legal' }] });
    expect(told).toEqual({ names: [{ text: 'করিম', script: 'Zyyy', kind: 'legal' }] });
    const { names } = messages.NationalityConfirmationRequested.fields;
    expect(names.schema.parse(told['names'])).toEqual([{ text: 'করিম', script: 'Beng', kind: 'legal' }]);
  });

  it('tells a date of the common era and says whose calendar was written', () => {
    const born = {
      value: '1999',
      precision: 'year',
      asWritten: '२०५५',
      earliest: '1998-04-12',
      latest: '1999-04-15',
    };
    expect(inVersion1({ birthDate: { ...born, calendar: 'nepali' } })).toEqual({
      birthDate: { ...born, calendar: 'gregorian', asWritten: '२०५५ (nepali)' },
    });
  });
});
