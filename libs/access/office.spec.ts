import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countries, knowsOffice, type Actor } from '#casework';
import { factsOf } from '#countries';
import { officesFor } from './office.js';

const facts = factsOf('TH');
const ids = facts.agencies.map(({ id }) => id);
const discreet = facts.agencies.filter((agency) => agency.discreet).map(({ id }) => id);
const actor = (agency: string, roles: readonly string[] = ['officer']): Actor => ({
  id: `${agency}-officer`,
  country: 'TH',
  agency,
  roles,
});
/** Transcribed by hand from domain.md 1.2 and 4.3: who works with a shelter, and with who protects witnesses. */
const withShelters = [
  ...['datip', 'dcy'],
  ...['msdhs-pathum-thani', 'msdhs-tak', 'msdhs-bangkok', 'msdhs-chiang-rai', 'msdhs-nakhon-ratchasima'],
];
const withWitnesses = [
  ...['msdhs-pathum-thani', 'msdhs-tak', 'msdhs-bangkok'],
  ...['prosecutor', 'court-phetchaburi'],
];

describe('an office as others may know it', () => {
  it('is a shelter to who must know where she lives, and a kind of office to everybody else, another shelter too', () => {
    for (const reader of ids.filter((id) => id !== 'shelter-k7')) {
      const known = withShelters.includes(reader);
      expect([reader, officesFor(facts, actor(reader)).as('shelter-k7')]).toEqual([
        reader,
        known ? 'shelter-k7' : 'shelter',
      ]);
    }
    expect(officesFor(facts, actor('shelter-k7')).as('shelter-k7')).toBe('shelter-k7');
  });

  it('is who protects witnesses to the case owner and the court alone, not to police and focal point', () => {
    for (const reader of ids.filter((id) => id !== 'witness-protection'))
      expect([reader, officesFor(facts, actor(reader)).as('witness-protection')]).toEqual([
        reader,
        withWitnesses.includes(reader) ? 'witness-protection' : 'court',
      ]);
  });

  it('without a name is one of several: who may not know the discreet office knows none of its kind by name', () => {
    for (const country of countries)
      for (const { id: reader } of factsOf(country).agencies)
        for (const roles of [['officer'], ['guest']]) {
          const own = factsOf(country);
          const offices = officesFor(own, { id: 'somebody', country, agency: reader, roles });
          const others = own.agencies.filter(({ id }) => id !== reader);
          for (const { id, kind } of others.filter(
            ({ id: one, discreet: kept }) => kept && !offices.known(one),
          ))
            for (const mate of others.filter((one) => one.kind === kind)) {
              const event = (agency: string) => ({
                agency,
                actor: 'somebody',
                data: { agency, reason: 'witness' },
              });
              expect([reader, offices.as(mate.id), offices.known(mate.id)]).toEqual([reader, kind, false]);
              expect([reader, offices.without(event(mate.id))]).toEqual([reader, offices.without(event(id))]);
            }
        }
  });

  it('is by name only to who must work with it: a hospital and the immigration office do not meet', () => {
    const seen = (reader: string, office: string) => officesFor(facts, actor(reader)).as(office);
    expect(seen('immigration', 'health-pathum-thani')).toBe('health');
    expect(seen('health-pathum-thani', 'immigration')).toBe('authority');
    expect(seen('civil-registration', 'atpd')).toBe('police');
    expect(seen('prosecutor', 'atpd')).toBe('atpd');
    expect(seen('shelter-k7', 'msdhs-pathum-thani')).toBe('msdhs-pathum-thani');
    expect(seen('atpd', 'datip')).toBe('datip');
    expect(seen('datip', 'node')).toBe('node');
  });

  it('is known by nobody without a role, but the own one', () => {
    for (const reader of ids)
      for (const office of ids)
        expect(officesFor(facts, actor(reader, ['guest'])).known(office)).toBe(reader === office);
  });

  it('never stands within a longer text, by its code or its name, however it is spelled', () => {
    const spelled = (name: string) =>
      fc.constantFrom(
        name,
        name.toUpperCase(),
        name.replaceAll('-', ' '),
        name.replaceAll(/[- ]/g, '\u2011'),
      );
    const agencies = facts.agencies.filter(({ discreet: secret }) => secret !== undefined);
    fc.assert(
      fc.property(
        fc.constantFrom(...agencies),
        fc.constantFrom(...ids),
        fc.string(),
        (office, reader, around) => {
          fc.pre(!knowsOffice(facts, reader, office.id));
          for (const name of [office.id, office.name])
            for (const said of fc.sample(spelled(name), 4)) {
              const told = officesFor(facts, actor(reader)).without({ note: `${around} ${said}, ${around}` });
              expect(told.note).not.toContain(said);
              expect(told.note).toContain(office.kind);
            }
        },
      ),
    );
    const text = 'She asked for the protection of witnesses and has a key 7.';
    expect(officesFor(facts, actor('atpd')).without(text)).toBe(text);
  });

  it('never stands in a value, wherever in it, where it is discreet and not the reader’s to know', () => {
    const part = fc.oneof(fc.constantFrom(...ids), fc.string(), fc.integer(), fc.constant(null));
    const anyValue = fc.letrec((tie) => ({
      value: fc.oneof(
        part,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.constantFrom(...ids), fc.string()), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(anyValue, fc.constantFrom(...ids), (value, reader) => {
        const told = JSON.stringify(officesFor(facts, actor(reader)).without(value)) ?? '';
        for (const office of discreet)
          if (!knowsOffice(facts, reader, office)) expect(told).not.toContain(`"${office}"`);
      }),
    );
  });
});
