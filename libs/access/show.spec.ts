import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  audienceOf,
  caseEvents,
  dictionary,
  everyoneInvolved,
  fieldGroups,
  isSealed,
  knownTo,
  messages,
  only,
  tableViewers,
  type Audience,
  type Fields,
  type Viewer,
} from '#casework';
import { seesEvent, seesType, show, sightOf } from './show.js';

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

  it('is under a consent of origin and family the village and the parents’ names alone', () => {
    const consented = () => true;
    const name = { text: 'Ma Myint', script: 'Latn', kind: 'legal' };
    const details = { phone: '0995511' };
    const relative = (relation: string) =>
      show(caseEvents.RelativeRecorded, { relation, name, details }, 'CO', { consented }).data;
    expect(relative('mother')).toMatchObject({ name });
    for (const relation of ['mother', 'sibling']) expect(relative(relation)).not.toHaveProperty('details');
    expect(relative('sibling')).not.toHaveProperty('name');
    const origin = { country: 'MM', village: 'Kyar Inn', landmark: 'pagoda', houseNumber: '7' };
    expect(show(caseEvents.OriginClaimed, { origin }, 'CO', { consented }).data['origin']).toEqual({
      ...{ country: 'MM', village: 'Kyar Inn' },
    });
  });

  it('is for a registry of what another country told no more of a family than the parents’ names', () => {
    const name = { text: 'Ma Myint', script: 'Latn', kind: 'legal' };
    const relative = (relation: string, received: boolean) =>
      show(caseEvents.RelativeRecorded, { relation, name, details: { phone: '0995511' } }, 'IM', { received })
        .data;
    expect(relative('mother', true)).toEqual({ relation: 'mother', name });
    expect(relative('sibling', true)).toEqual({});
    expect(relative('sibling', false)).toMatchObject({ name, details: { phone: '0995511' } });
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
    const items = { items: { ...names.names, entry: 'handoverItems', group: 'journey' } } as const;
    expect(show({ fields: items }, { items: ['money'] }, 'NG').data).toEqual({});
  });
});

describe('who knows that an event happened', () => {
  const offices = { known: (code: string) => code === 'plain', discreet: (code: string) => code === 'kept' };
  const office = (viewer: Viewer, agency = 'another') => ({ viewer, agency, offices });
  const by = 'its-own-office';
  const sees = (audience: Audience, fields: Fields, viewer: Viewer, agency?: string): boolean =>
    seesEvent({ audience, fields }, { audience, agency: by }, office(viewer, agency));

  it('follows its audience, for the focal point too; the auditor alone knows of all', () => {
    expect(sees(everyoneInvolved, {}, 'TR')).toBe(true);
    expect(sees(only('SW'), {}, 'PO')).toBe(false);
    expect(sees(only('SW'), {}, 'FP')).toBe(false);
    expect(sees(only('SW'), {}, 'AU')).toBe(true);
    expect(sees(knownTo('PO'), {}, 'FP')).toBe(false);
    expect(sees(knownTo('FP'), {}, 'FP')).toBe(true);
    for (const definition of Object.values(caseEvents)) expect(seesType(definition, 'AU')).toBe(true);
  });

  it('is of an office’s part whoever may know that office, and who brought it in unless it is discreet', () => {
    const part = (code: string): Audience => audienceOf(caseEvents.AgencyInvolved, { agency: code });
    for (const viewer of viewers.filter((each) => each !== 'AU')) {
      expect([viewer, sees(part('plain'), {}, viewer)]).toEqual([viewer, true]);
      expect([viewer, sees(part('other'), {}, viewer)]).toEqual([viewer, false]);
      expect([viewer, sees(part('other'), {}, viewer, by)]).toEqual([viewer, true]);
      expect([viewer, sees(part('kept'), {}, viewer, by)]).toEqual([viewer, false]);
    }
  });

  it('is the office that recorded it, unless the occurrence itself is above P1', () => {
    expect(sees(knownTo('SW'), {}, 'PO', by)).toBe(true);
    expect(sees(knownTo('SW'), {}, 'PO')).toBe(false);
    expect(sees(only('SW'), {}, 'PO', by)).toBe(false);
  });

  it('is whoever sees a field of it, and not who sees none', () => {
    const { fields } = caseEvents.CompensationOrdered;
    for (const viewer of viewers) {
      const entry = dictionary.compensation.viewers;
      const seen = viewer === 'AU' || viewer === 'FP' || entry[viewer] !== 'N';
      expect([viewer, sees(knownTo(), fields, viewer)]).toEqual([viewer, seen]);
    }
  });

  it('is stated by every type, and is everyone in the case only where the occurrence is P1 and harmless', () => {
    const told = Object.values(caseEvents)
      .filter(({ audience }) => audience === everyoneInvolved)
      .map(({ type }) => type);
    expect(told.toSorted()).toEqual([
      'AgeBandSet',
      'AgePresumedMinor',
      'AgeVerified',
      'CaseClosed',
      'CaseOpened',
      'CaseReopened',
      'ClaimCorrected',
      'PartnerLinked',
      'PersonDied',
      'PersonErased',
    ]);
  });

  it('never depends on a field that is not a code in clear', () => {
    const breach = (rule: string): Audience => audienceOf(caseEvents.IrregularityRaised, { rule });
    expect(breach('handover_after_stop')).toEqual(only('FP'));
    expect(breach('screening_not_in_private')).toEqual(only('SW'));
  });
});
