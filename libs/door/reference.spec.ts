import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  codeLists,
  countries,
  knowsOffice,
  listed,
  strangeCode,
  type Context,
  type Country,
  type CountryFacts,
} from '#casework';
import { factsOf } from '#countries';
import { commandAddresses } from './addresses.js';
import { commandFields } from './fields-of.js';
import { referenceRead } from './reference-read.js';

interface Reading {
  readonly facts: CountryFacts;
  readonly agency: string;
  readonly roles: readonly string[];
}

const readers: readonly Reading[] = countries
  .map(factsOf)
  .flatMap((facts) =>
    facts.agencies.flatMap(({ id: agency }) =>
      [['approver'], ['guest']].map((roles) => ({ facts, agency, roles })),
    ),
  );
const guestOf = (facts: CountryFacts): Reading => ({ facts, agency: facts.focalPoint, roles: ['guest'] });
const anyReader = fc.constantFrom(...readers);
const actorOf = ({ facts, agency, roles }: Reading) => ({
  id: `${agency}-person`,
  country: facts.country,
  agency,
  roles,
});
const reads = new Map<Reading, ReturnType<typeof referenceRead>>();
const readBy = (reader: Reading) => {
  const others = countries.filter((country) => country !== reader.facts.country).map(factsOf);
  const read = reads.get(reader) ?? referenceRead(reader.facts, others, actorOf(reader));
  reads.set(reader, read);
  return read;
};
const mayKnow = ({ facts, agency, roles }: Reading, office: string): boolean =>
  office === agency || (!roles.includes('guest') && knowsOffice(facts, agency, office));

const contextOf = (reader: Reading): Context =>
  ({ actor: actorOf(reader), country: reader.facts.country, facts: factsOf }) as unknown as Context;

/** Every code in a reference, of whatever list. */
const codesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(codesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'code' ? [String(inner)] : codesIn(inner),
  );
};

/** The codes that a refusal lists. */
const listedIn = (reason: string): readonly string[] =>
  (/^is (?:one of|such as) (.+?)(?:;|$)/.exec(reason)?.[1] ?? '').split(', ').filter((code) => code !== '');

const taking = commandAddresses.filter(({ type }) =>
  commandFields.some(({ name, schema }) => name.startsWith(`${type}.`) && listed.get(schema) !== undefined),
);

const setIn = (held: unknown, [name, ...rest]: readonly string[], value: unknown): unknown => {
  if (name === undefined) return value;
  const object = typeof held === 'object' && held !== null ? held : {};
  return { ...object, [name]: setIn(Reflect.get(object, name), rest, value) };
};

const aField = fc
  .constantFrom(...taking)
  .chain((address) =>
    fc
      .constantFrom(
        ...commandFields.filter(
          ({ name, schema }) => name.startsWith(`${address.type}.`) && listed.get(schema),
        ),
      )
      .map(({ name, schema }) => ({ address, schema, path: name.split('.').slice(1) })),
  );

/** How a body with one code in a field is answered, as far as codes go. */
const answered = (
  reader: Reading,
  { address: { definition }, path }: { address: (typeof taking)[number]; path: readonly string[] },
  code: string,
) => {
  const body = [code, [code]]
    .map((value) => definition.body.safeParse(setIn(definition.example, path, value)))
    .find(({ success }) => success)?.data;
  return strangeCode(definition, body, contextOf(reader))?.refusal;
};

describe('the reference', () => {
  it('names no discreet office and no shelter that its reader may not know', () => {
    for (const reader of readers) {
      const read = readBy(reader);
      const [codes, text] = [new Set(codesIn(read)), JSON.stringify(read)];
      const { agencies, shelters } = reader.facts;
      const hidden = agencies.filter(({ id, discreet }) => discreet && !mayKnow(reader, id));
      const hiddenCodes = hidden.flatMap(({ id }) => [
        id,
        ...shelters.filter(({ agency }) => agency === id).map(({ code }) => code),
      ]);
      expect(hiddenCodes.filter((code) => codes.has(code))).toEqual([]);
      expect(hidden.filter(({ name }) => text.includes(`"${name}"`))).toEqual([]);
      expect(shelters.filter(({ name }) => text.includes(name))).toEqual([]);
      for (const abroad of read.countries) {
        const told = new Set(codesIn(abroad));
        const kept = factsOf(abroad.code as Country).agencies.filter(({ discreet }) => discreet);
        expect(kept.filter(({ id }) => told.has(id))).toEqual([]);
      }
    }
  });

  it('shows what a case owner, a shelter, an auditor and a guest may know, and the same points to all', () => {
    const facts = factsOf('TH');
    const read = (agency: string, roles = ['approver']) => readBy({ facts, agency, roles });
    expect(read('msdhs-tak').shelters.map(({ code }) => code)).toEqual(
      facts.shelters.map(({ code }) => code),
    );
    expect(read('shelter-k7').shelters.map(({ code }) => code)).toEqual(['k7']);
    expect(read('atpd').shelters).toEqual([]);
    expect(read('state-audit').shelters).toEqual([]);
    expect(read('datip').shelters).toHaveLength(facts.shelters.length);
    expect(read('state-audit', ['guest']).shelters).toEqual([]);
    expect(codesIn(read('datip').agencies)).not.toContain('witness-protection');
    expect(read('atpd').handoverPoints).toEqual(read('state-audit', ['guest']).handoverPoints);
    expect(read('atpd').languages).toContainEqual(
      expect.objectContaining({ code: 'my', names: expect.objectContaining({ en: 'Burmese', th: 'พม่า' }) }),
    );
  });

  it('shows codes that every field takes where such a code is asked', () => {
    const takes = (name: string, code: string): boolean =>
      commandFields.some((field) => field.name === name && z.safeParse(field.schema, code).success);
    for (const { values } of countries.map((country) => readBy(guestOf(factsOf(country)))))
      for (const { fields, codes } of values)
        for (const name of fields)
          for (const { code } of codes) expect([name, code, takes(name, code)]).toEqual([name, code, true]);
    const shown = new Set<string>();
    for (const reader of readers) {
      const read = readBy(reader);
      for (const list of codeLists)
        for (const name of read.fields[list] ?? [])
          for (const { code } of read[list]) shown.add(`${name} ${code}`);
    }
    for (const one of shown) {
      const [name = '', code = ''] = one.split(' ');
      expect([one, takes(name, code)]).toEqual([one, true]);
    }
  });

  it('holds whatever a refusal of a code lists, for the same reader', () => {
    const anyCode = fc.oneof(
      fc.stringMatching(/^[a-z0-9][a-z0-9_.-]{0,20}$/),
      fc.constantFrom(...countries.flatMap((country) => factsOf(country).agencies.map(({ id }) => id))),
      fc.constantFrom(...countries.flatMap((country) => factsOf(country).shelters.map(({ code }) => code))),
    );
    fc.assert(
      fc.property(anyReader, aField, anyCode, (reader, field, code) => {
        const refusal = answered(reader, field, code);
        const known = new Set(codesIn(readBy(reader)));
        for (const { reason } of refusal?.fields ?? [])
          for (const one of listedIn(reason)) expect([reason, known.has(one)]).toEqual([reason, true]);
        if (refusal?.code === 'unknown_reference') expect(refusal.fields).not.toHaveLength(0);
      }),
      { numRuns: 400 },
    );
  });

  it('takes what it shows, wherever a permission asks for an office, and answers an unknown discreet one like none', () => {
    const asking = taking.filter(({ definition }) => definition.kind === 'permission');
    fc.assert(
      fc.property(
        anyReader.filter(({ facts }) => facts.agencies.some(({ discreet }) => discreet)),
        aField.filter(
          ({ address, schema }) => asking.includes(address) && listed.get(schema)?.list === 'agencies',
        ),
        fc.nat(),
        (reader, field, pick) => {
          const offices = reader.facts.agencies;
          const { id } = offices[pick % offices.length] ?? { id: '' };
          const listing = listed.get(field.schema);
          fc.pre(listing?.of === undefined && listing?.mandate === undefined);
          const shown = codesIn(readBy(reader).agencies).includes(id);
          const refusal = answered(reader, field, id);
          expect(refusal === undefined).toBe(shown);
          if (!shown) {
            const none = answered(reader, field, 'no-such-office');
            expect([refusal?.code, refusal?.sentence]).toEqual([none?.code, none?.sentence]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('refuses no fact for the place where it happened', () => {
    const places = taking.flatMap((address) =>
      commandFields
        .filter(
          ({ name, schema }) =>
            address.definition.kind === 'fact' &&
            name.startsWith(`${address.type}.`) &&
            listed.get(schema)?.list === 'handoverPoints',
        )
        .map(({ name }) => ({ address, path: name.split('.').slice(1) })),
    );
    expect(places.map(({ address: { type } }) => type).toSorted()).toEqual([
      'RefuseHandover',
      'SignHandover',
      'SignReception',
    ]);
    for (const field of places)
      for (const reader of readers) expect(answered(reader, field, 'a-ford-upstream')).toBeUndefined();
  });

  it('has every code of a command, but those of which there is no list', () => {
    /** Words of the field work: no country has written down all that there are. */
    const withoutList = [
      /^(ReferToAgency|AssignAgency|ReopenCase|TransferToShelter)\.reason$/,
      /^Record\w+\.authority$/,
      /^RecordDocument\.document\.kind$/,
      /^RecordBackground\.background\.languages(Spoken|Read)$/,
      /^CompleteScreening\.(indicators|urgentNeeds)$/,
      /^RequestAgeVerification\.method$/,
      /^RecordIdentificationInterview\.suspects\.role$/,
      /^(DecideNationality|RecordMissionAnswer|GrantLocalStay)\.basis$/,
      /^(HandOverSafetyAlert\.mission|RecordMissionDocument\.kind)$/,
      /^(ArrangeReturn|ExpectReturn)\.point$/,
      /^NotifyTransit\.(entry|exit|contact\.office)$/,
      /^RecordHealthCheck\.flags$/,
      // Processes are the tags of /docs.
      /^Delegate\.processes$/,
      /^AssessRisk\.assessment\.threats$/,
      /^IssueHigherAuthorityLetter\.(authority|reference)$/,
      /^RecordArrival\.place$/,
      /^RecordDeath\.notified$/,
      /^RecordErasureAnswer\.certificate$/,
      /^(HandOverLetter\.office|RecordLetterReceipt\.reason|RecordLetter\.number)$/,
      /^(RecordPayment\.path|NotifyCourtOutcome\.award\.bankPath|PayGrant\.grant\.kind)$/,
      /^PlaceLegalHold\.authority$/,
      /^Plan(Journey|Legs)\.legs\.(from|to)$/,
      // A text of any parties, with points and kinds of messages that the rules know.
      /^ProposeInstrument\.text\.(handoverPoints|clauses\.(id|kind))$/,
    ];
    const isCode = (schema: z.core.$ZodType): boolean =>
      z.safeParse(schema, 'any-code.1').success && !z.safeParse(schema, 'two words').success;
    const free = commandFields
      .filter(({ schema }) => isCode(schema) && listed.get(schema) === undefined)
      .filter(({ name }) => !/\.(officialId|interpreter|officer|escorts|focalPerson)$/.test(name))
      .map(({ name }) => name);
    expect(free.filter((name) => !withoutList.some((form) => form.test(name)))).toEqual([]);
  });
});
