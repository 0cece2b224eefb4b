import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BodyOf, CaseCommand, CommandType } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { profileFields } from '../coordination/profile.js';
import { saysNoMoreThan, type LearnedIdentity } from '../identity/questions/learned.js';
import { allClaims } from '../identity/state.js';
import { bare } from '../words/person.js';
import { screened } from '../spec/identifying.js';
import { untoldThere } from '../spec/histories.js';
import { sampleContext, sampleFacts } from '../spec/sample.js';
import { twoNodes, type TwoNodes } from '../spec/two-nodes.js';
import { correctableFields } from '../words/correctable.js';
import { mendable } from '../crossing/correction.js';
import { broughtBy } from '../identity/questions/tellable.js';
import { correctionsOwed } from '../owed/state.js';
import { tellsNow } from '../crossing/telling.js';
import { correctableOf } from '../records/kinds.js';
import { Fourth, Here, There } from '../spec/lands.js';

const name = (text: string, romanisation?: string) => ({
  text,
  script: 'Latn' as const,
  kind: 'legal' as const,
  ...(romanisation ? { romanisation } : {}),
});
const claimed = { source: 'person', confidence: 'medium' } as const;

/** Facts that an office can record of the person, a few values of each kind. */
const facts: readonly CaseCommand[] = [
  ...['Ma A', 'Ma B', 'Ma C'].map((text) => command('RecordName', { ...claimed, name: name(text) })),
  command('RecordName', { ...claimed, name: name('Ma A', 'Ma Eh') }),
  ...['1990-01-02', '1991-03-04', '1992'].map((date) =>
    command('RecordBirthDate', { ...claimed, calendar: 'gregorian', date }),
  ),
  ...['Kyar Inn', 'Thay Baw Boe'].flatMap((village) => [
    command('RecordOrigin', { ...claimed, origin: { country: There, village } }),
    command('RecordOrigin', { ...claimed, origin: { country: There, village, houseNumber: '77' } }),
  ]),
  ...([There, Fourth] as const).map((country) =>
    command('RecordNationalityClaim', { ...claimed, nationality: { country } }),
  ),
  ...['1', '2'].map((number) =>
    command('RecordDocument', { ...claimed, document: { kind: 'household_list', number } }),
  ),
  ...['Daw Hla', 'Daw Mya'].flatMap((text) => [
    command('RecordRelative', { relation: 'mother', source: 'person', name: name(text) }),
    command('RecordRelative', {
      ...({ relation: 'mother', source: 'person' } as const),
      ...{ name: name(text), details: { phone: `09 ${text.length}` } },
    }),
    command('RecordRelative', { relation: 'sibling', source: 'person', name: name(`Ko ${text}`) }),
  ]),
  ...['1', '2'].map((reference) => command('RecordPhotograph', { reference })),
];

function command<K extends CommandType>(type: K, body: BodyOf<K>): CaseCommand {
  return { type, body } as CaseCommand;
}

const told = ['CaseFormSent', 'NationalityConfirmationRequested', 'FamilyTracingRequested'] as const;

const sends: Readonly<Record<(typeof told)[number], CaseCommand>> = {
  CaseFormSent: command('SendCaseForm', { to: There }),
  NationalityConfirmationRequested: command('RequestNationalityConfirmation', { of: There }),
  FamilyTracingRequested: command('RequestFamilyTracing', { of: There, coverStory: 'She is well.' }),
};

type Step =
  | { readonly do: 'record'; readonly fact: CaseCommand }
  | { readonly do: 'correct'; readonly pick: number; readonly replace: boolean }
  | { readonly do: 'send'; readonly kind: (typeof told)[number] }
  | { readonly do: 'tell' }
  | { readonly do: 'recall' };

const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('record'), fact: fc.constantFrom(...facts) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('correct'), pick: fc.nat(), replace: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send'), kind: fc.constantFrom(...told) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tell') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('recall') }) },
);

const overHere = (nodes: TwoNodes, given: CaseCommand) =>
  nodes.give({ country: Here, agency: 'focal', command: given });

const tellings = ({ disclosure }: CaseFile) =>
  disclosure.own.filter(({ kind, receipt }) => correctableOf(kind).length > 0 && receipt === 'received');

/** Corrects every message that told something, in each field that it could tell. */
const tellAll = (nodes: TwoNodes): void => {
  for (const message of tellings(nodes.file(Here)))
    overHere(
      nodes,
      command('SendCorrection', { messageId: message.messageId, fields: [...mendable(message)] }),
    );
  nodes.settle();
};

const take = (nodes: TwoNodes, step: Step): void => {
  switch (step.do) {
    case 'record':
      overHere(nodes, step.fact);
      break;
    case 'correct': {
      const standing = allClaims(nodes.file(Here).identity).filter(({ corrected }) => !corrected);
      const claimId = standing[step.pick % Math.max(1, standing.length)]?.claimId;
      const replacedBy = step.replace
        ? standing.find((other) => other.claimId !== claimId)?.claimId
        : undefined;
      if (claimId)
        overHere(
          nodes,
          command('CorrectClaim', { claimId, reason: 'mistaken', ...(replacedBy ? { replacedBy } : {}) }),
        );
      break;
    }
    case 'send':
      overHere(nodes, sends[step.kind]);
      nodes.settle();
      break;
    case 'tell':
      tellAll(nodes);
      break;
    case 'recall': {
      const correction = nodes
        .file(Here)
        .disclosure.own.findLast(({ kind, status }) => kind === 'CorrectionSent' && status === 'released');
      if (correction)
        overHere(nodes, command('RecallMessage', { messageId: correction.messageId, action: 'stop_use' }));
      nodes.settle();
    }
  }
};

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

type ClaimField = keyof LearnedIdentity;
const noClaims = ['specialNeeds', 'ageBand', ...profileFields, 'claimedNationality', 'locationType'];
const claimFields = correctableFields.filter((field): field is ClaimField => !noClaims.includes(field));

/** What is told of a person without a name, as an office can set it right. */
const profiles: readonly CaseCommand[] = [
  ...(['male', 'unknown', 'female'] as const).map((sex) => command('CorrectProfile', { sex })),
  ...['ksw', 'und', 'my'].map((mainLanguage) => command('CorrectProfile', { mainLanguage })),
  command('CorrectProfile', { urgency: 'urgent' }),
  command('CorrectProfile', { locationType: 'hospital', urgency: 'normal' }),
];

/** What some values say together: without those that say no more than another of them does. */
const saying = (field: ClaimField, values: readonly unknown[]): readonly string[] =>
  [...new Set(values.map((value) => JSON.stringify(value, sorted)))]
    .filter(
      (text, _index, all) =>
        !all.some((other) => other !== text && saysNoMoreThan(field, JSON.parse(text), JSON.parse(other))),
    )
    .toSorted();

/** What Here tells now in all messages that reached There, by field. */
const toldNow = (file: CaseFile, field: ClaimField): readonly unknown[] =>
  tellings(file)
    .filter((message) => mendable(message).includes(field))
    .flatMap(({ kind }): readonly unknown[] => {
      const now: unknown = tellsNow(kind, There, file, sampleContext())[field];
      const values =
        now === undefined ? [] : Array.isArray(now) ? (now as readonly object[]) : [now as object];
      return values.map((value) => bare(value));
    });

/** What There holds as told by Here and standing, by field. */
const heldNow = (file: CaseFile, field: ClaimField): readonly unknown[] => {
  const brought = broughtBy(file);
  const standing = <C extends { readonly eventId: string; readonly corrected?: unknown }>(
    all: readonly C[],
  ) => all.filter(({ eventId, corrected }) => corrected === undefined && brought.get(eventId)?.from === Here);
  const { names, birthDates, origins, nationalities, documents, relatives, photographs } = file.identity;
  const values = (all: readonly { readonly eventId: string; readonly value?: unknown }[]) =>
    standing(all).map(({ value }) => value);
  switch (field) {
    case 'names':
      return values(names);
    case 'birthDate':
      return values(birthDates);
    case 'origin':
      return values(origins);
    case 'nationalities':
      return values(nationalities);
    case 'documents':
      return values(documents);
    case 'photograph':
      return values(photographs);
    case 'relatives':
      return standing(relatives).map(({ relation, name: called, details }) => ({
        relation,
        ...(called ? { name: called } : {}),
        ...(details ? { details } : {}),
      }));
  }
};

describe('what was corrected', () => {
  it('is corrected on the other side: what it holds as told is what would be told now, for every kind of fact', () => {
    fc.assert(
      fc.property(fc.array(aStep, { minLength: 4, maxLength: 14 }), (steps) => {
        const nodes = twoNodes([...untoldThere, screened], sampleFacts);
        overHere(nodes, command('NotifyCountry', { country: There, locationType: 'shelter' }));
        nodes.settle();
        for (const step of steps) take(nodes, step);
        tellAll(nodes);
        tellAll(nodes);
        expect(correctionsOwed(nodes.file(Here).owed)).toEqual([]);
        for (const field of claimFields)
          expect([field, saying(field, heldNow(nodes.file(There), field))]).toEqual([
            field,
            saying(field, toldNow(nodes.file(Here), field)),
          ]);
      }),
      { numRuns: 150 },
    );
  });

  it('of a person without a name too: sex, language, urgency and the rest are there as they are here, or unknown', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...profiles), { minLength: 1, maxLength: 6 }), (said) => {
        const nodes = twoNodes([...untoldThere, screened], sampleFacts);
        overHere(nodes, command('NotifyCountry', { country: There, locationType: 'shelter' }));
        nodes.settle();
        for (const each of said) overHere(nodes, each);
        tellAll(nodes);
        expect(correctionsOwed(nodes.file(Here).owed)).toEqual([]);
        const [here, there] = [nodes.file(Here).coordination, nodes.file(There).coordination];
        for (const field of profileFields) expect([field, there[field]]).toEqual([field, here[field]]);
        const before = nodes.history(There).length;
        tellAll(nodes);
        expect(
          nodes
            .history(There)
            .slice(before)
            .map(({ type }) => type),
        ).not.toContain('ProfileCorrected');
      }),
      { numRuns: 40 },
    );
  });

  it('is owed as soon as it was set right here, and does not overwrite what was found there', () => {
    const nodes = twoNodes([...untoldThere, screened], sampleFacts);
    const overThere = (given: CaseCommand) => nodes.give({ country: There, agency: 'focal', command: given });
    overHere(nodes, command('NotifyCountry', { country: There, locationType: 'shelter' }));
    nodes.settle();
    overHere(nodes, command('CorrectProfile', { sex: 'male', urgency: 'urgent' }));
    expect(correctionsOwed(nodes.file(Here).owed)).toMatchObject([{ to: There, fields: ['sex', 'urgency'] }]);
    overThere(command('CorrectProfile', { sex: 'other' }));
    tellAll(nodes);
    expect(nodes.file(There).coordination).toMatchObject({ sex: 'other', urgency: 'urgent' });
  });

  it('stands no more where the correction itself was called back, and is owed again', () => {
    const nodes = twoNodes([...untoldThere, screened], sampleFacts);
    overHere(nodes, command('NotifyCountry', { country: There, locationType: 'shelter' }));
    nodes.settle();
    overHere(nodes, command('CorrectProfile', { sex: 'male' }));
    tellAll(nodes);
    const { messageId } = nodes.file(Here).disclosure.own.findLast(({ kind }) => kind === 'CorrectionSent')!;
    overHere(nodes, command('RecallMessage', { messageId, action: 'stop_use' }));
    nodes.settle();
    expect(nodes.file(There).coordination.sex).toBe('female');
    expect(correctionsOwed(nodes.file(Here).owed)).toMatchObject([{ to: There }]);
    tellAll(nodes);
    expect(nodes.file(There).coordination.sex).toBe('male');
  });
});
