import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  caseEvents,
  dictionary,
  fieldGroups,
  isSealed,
  messages,
  tableViewers,
  type Fields,
  type Viewer,
} from '#casework';
import { seesEvent, show, sightOf } from './show.js';

const viewers: readonly Viewer[] = [...tableViewers, 'FP', 'AU'];
const definitions: readonly { readonly fields: Fields }[] = [
  ...Object.values(caseEvents),
  ...Object.values(messages),
];

const value = fc.oneof(
  fc.string(),
  fc.constantFrom('1990-05-12', { text: 'မမ', script: 'my' }, [{ text: 'สมชาย' }], {
    level: 'high',
    why: 'x',
  }),
  fc.record({ country: fc.constant('MM'), province: fc.string(), village: fc.string() }),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.integer(),
);

const recordOf = (fields: Fields): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(Object.keys(fields).map((name) => [name, value])), { requiredKeys: [] });

const record = fc
  .constantFrom(...definitions)
  .chain((definition) => recordOf(definition.fields).map((data) => ({ definition, data })));

describe('what a viewer sees of a record', () => {
  it('is never more than the record holds, and never an undeclared field', () => {
    fc.assert(
      fc.property(
        record,
        fc.constantFrom(...viewers),
        fc.boolean(),
        ({ definition, data }, viewer, consent) => {
          const { data: shown } = show(definition, { ...data, undeclared: 'x' }, viewer, {
            consented: () => consent,
          });
          for (const name of Object.keys(shown)) expect(Object.keys(data)).toContain(name);
        },
      ),
    );
  });

  it('is nothing of P2 and above once the message that brought it may not be used', () => {
    fc.assert(
      fc.property(record, fc.constantFrom(...viewers), ({ definition, data }, viewer) => {
        const all = show(definition, data, viewer, { consented: () => true });
        const stopped = show(definition, data, viewer, { consented: () => true, stopped: true });
        expect(stopped.sensitive).toEqual([]);
        expect(all.data).toMatchObject(stopped.data);
        expect(Object.keys(stopped.data)).toHaveLength(Object.keys(all.data).length - all.sensitive.length);
      }),
    );
  });

  it('is without a role only what is shown to every viewer, and nothing of P2 and above', () => {
    fc.assert(
      fc.property(record, fc.constantFrom(...viewers), ({ definition, data }, viewer) => {
        const seen = show(definition, data, viewer, { consented: () => true }).data;
        const guest = show(definition, data, viewer, { consented: () => true, withoutRole: true });
        expect(guest.sensitive).toEqual([]);
        expect(seen).toMatchObject(guest.data);
        for (const other of viewers)
          expect(show(definition, data, other, { consented: () => true }).data).toMatchObject(guest.data);
      }),
    );
  });

  it('is for the auditor P0 and P1 only', () => {
    fc.assert(
      fc.property(record, ({ definition, data }) => {
        const { data: shown, sensitive } = show(definition, data, 'AU', { consented: () => true });
        expect(sensitive).toEqual([]);
        for (const name of Object.keys(shown))
          expect(isSealed(definition.fields[name]!.dataClass)).toBe(false);
      }),
    );
  });

  it('does not grow when sight shrinks: N within R within C within Y', () => {
    const rank = { N: 0, R: 1, C: 1, Y: 2 };
    fc.assert(
      fc.property(
        record,
        fc.constantFrom(...viewers),
        fc.constantFrom(...viewers),
        ({ definition, data }, a, b) => {
          const lessForA = Object.values(definition.fields).every(
            (field) =>
              sightOf(field, a) === sightOf(field, b) || rank[sightOf(field, a)] < rank[sightOf(field, b)],
          );
          fc.pre(lessForA);
          const seenByB = show(definition, data, b).data;
          for (const name of Object.keys(show(definition, data, a).data))
            if (sightOf(definition.fields[name]!, b) !== 'C') expect(Object.keys(seenByB)).toContain(name);
        },
      ),
    );
  });

  it('does not grow when a consent is taken away', () => {
    fc.assert(
      fc.property(
        record,
        fc.constantFrom(...viewers),
        fc.subarray([...fieldGroups]),
        ({ definition, data }, viewer, left) => {
          const all = show(definition, data, viewer, { consented: () => true }).data;
          const some = show(definition, data, viewer, { consented: (group) => left.includes(group) }).data;
          expect(all).toMatchObject(some);
        },
      ),
    );
  });

  it('is for the focal point never more than for the case owner, and nothing of health and experience', () => {
    fc.assert(
      fc.property(record, ({ definition, data }) => {
        const owner = show(definition, data, 'SW').data;
        const focal = show(definition, data, 'FP').data;
        expect(owner).toMatchObject(focal);
        for (const name of Object.keys(focal))
          expect(['health', 'experience']).not.toContain(
            definition.fields[name]!.entry && definition.fields[name]!.group,
          );
      }),
    );
  });

  it('names every field of P2 and above for the access log, reduced ones too', () => {
    fc.assert(
      fc.property(record, fc.constantFrom(...viewers), ({ definition, data }, viewer) => {
        const { data: shown, sensitive } = show(definition, data, viewer, { consented: () => true });
        const expected = Object.keys(shown).filter((name) => isSealed(definition.fields[name]!.dataClass));
        expect(sensitive.map(({ field }) => field)).toEqual(expected);
      }),
    );
  });

  it('is a reduction only where one is written', () => {
    const names = {
      names: {
        schema: caseEvents.CaseOpened.schema,
        dataClass: 'P2',
        entry: 'names',
        group: 'identity',
        subject: 'person',
      },
    } as const;
    expect(show({ fields: names }, { names: [{ text: 'Aye Aye' }] }, 'LO').data).toEqual({ names: ['A.'] });
    expect(show({ fields: names }, { names: [{ text: 'Aye Aye' }] }, 'ST').data).toEqual({});
    const health = { health: { ...names.names, entry: 'health', dataClass: 'P3', group: 'health' } } as const;
    expect('reduce' in dictionary.health).toBe(false);
    expect(show({ fields: health }, { health: 'x' }, 'SW').data).toEqual({});
  });
});

describe('who knows that an event happened', () => {
  it('follows its audience, for the focal point too; the auditor alone knows of all', () => {
    expect(seesEvent({ audience: 'involved' }, 'TR')).toBe(true);
    expect(seesEvent({ audience: ['SW'] }, 'PO')).toBe(false);
    expect(seesEvent({ audience: ['SW'] }, 'FP')).toBe(false);
    expect(seesEvent({ audience: ['SW'] }, 'AU')).toBe(true);
    expect(seesEvent({ audience: ['PO'] }, 'FP')).toBe(false);
    expect(seesEvent({ audience: ['FP', 'AU'] }, 'FP')).toBe(true);
    for (const definition of Object.values(caseEvents)) expect(seesEvent(definition, 'AU')).toBe(true);
  });
});
