import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import { publicCommands, type PublicCommandType } from '../records/catalogue.js';
import { Amount } from '../proceedings/values.js';
import { sameCode } from './same-code.js';
import { Id, Language, occurredAt } from './values.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The same value with every UUID in it in capitals. */
const inCapitals = (value: unknown): unknown => {
  if (typeof value === 'string') return uuid.test(value) ? value.toUpperCase() : value;
  if (Array.isArray(value)) return value.map(inCapitals);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inCapitals(part)]));
};

describe('one thing has one name', () => {
  it.each(Object.keys(publicCommands) as PublicCommandType[])(
    'in the body of %s an id in capitals is the same id',
    (type) => {
      const { body, example }: { body: z.ZodType; example: unknown } = publicCommands[type];
      expect(body.parse(inCapitals(example))).toEqual(body.parse(example));
    },
  );

  it('is a UUID in lower case, however it was spelled', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.array(fc.boolean(), { minLength: 36, maxLength: 36 }), (id, capitals) => {
        const spelled = [...id]
          .map((letter, place) => (capitals[place] ? letter.toUpperCase() : letter))
          .join('');
        expect(Id.parse(spelled)).toBe(id);
      }),
    );
  });

  it('is an amount without zeros that say nothing', () => {
    for (const [given, kept] of [
      ['0900', '900'],
      ['900.0', '900'],
      ['900.00', '900'],
      ['900.5', '900.50'],
      ['0900.50', '900.50'],
      ['0', '0'],
      ['000', '0'],
      ['0.05', '0.05'],
      ['100', '100'],
    ])
      expect(Amount.parse({ amount: given, currency: 'THB' }).amount).toBe(kept);
    for (const wrong of ['9,00', '.5', '900.', '+9', '９００', '1e3', ''])
      expect(Amount.safeParse({ amount: wrong, currency: 'THB' }).success).toBe(false);
    expect(Amount.safeParse({ amount: '900', currency: 'thb' }).success).toBe(false);
  });

  it('is a language by its two letters where it has them', () => {
    for (const [given, kept] of [
      ['mya', 'my'],
      ['bur', 'my'],
      ['tha', 'th'],
      ['my', 'my'],
      ['shn', 'shn'],
      ['und', 'und'],
    ])
      expect(Language.parse(given)).toBe(kept);
    expect(Language.safeParse('MY').success).toBe(false);
  });

  it('is an instant in UTC, whatever the zone it was told in', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.integer({ min: -11, max: 13 }),
        (instant, zone) => {
          const there = new Date(instant.getTime() + zone * 3_600_000).toISOString().slice(0, -1);
          const offset = `${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(2, '0')}:00`;
          expect(occurredAt.parse(`${there}${offset}`)).toBe(instant.toISOString());
        },
      ),
    );
  });

  it('is a code by what can be read of it: capitals, width and unseen characters make no other one', () => {
    for (const other of ['OFFICER-9', 'Officer-9', 'ｏｆｆｉｃｅｒ-9', 'officer\u200b-9', ' officer-9'])
      expect(sameCode('officer-9', other)).toBe(true);
    for (const other of ['officer-99', 'officer_9', 'officer-8'])
      expect(sameCode('officer-9', other)).toBe(false);
  });
});
