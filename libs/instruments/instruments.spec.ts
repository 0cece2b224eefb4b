import { describe, expect, it } from '@jest/globals';
import { inForceOn, messages, type FieldGroup, type MessageDefinition, type MessageKind } from '#casework';
import { instruments } from './index.js';

const every = instruments.flatMap((instrument) =>
  instrument.clauses.map((clause) => ({ instrument, clause })),
);
const clausesFor = (kind: MessageKind) => every.filter(({ clause }) => clause.kind === kind);
const carriedBy = (kind: MessageKind): Set<FieldGroup> =>
  new Set(clausesFor(kind).flatMap(({ clause }) => clause.carries));
const inForce = (day: string) =>
  instruments
    .filter((instrument) => inForceOn(instrument, day))
    .map(({ code, version }) => `${code} ${version}`);

describe('instruments between Thailand and Myanmar', () => {
  it('hold on the days on which they held', () => {
    expect(inForce('2009-04-29')).toEqual([]);
    expect(inForce('2012-11-16')).toEqual(['th-mm-mou 2009']);
    expect(inForce('2013-03-31')).toEqual(['th-mm-mou 2009', 'th-mm-sop 2013']);
    expect(inForce('2016-09-12')).toEqual(['th-mm-mou 2009', 'th-mm-sop 2013']);
    expect(inForce('2016-09-13')).toEqual(['th-mm-mou 2009', 'th-mm-sop 2016']);
  });

  it('never let a draft take effect', () => {
    expect(inForce('2026-01-01')).toEqual(['th-mm-mou 2009', 'th-mm-sop 2016']);
  });

  it('are each known by code and version, and their clauses by a number', () => {
    const names = instruments.map(({ code, version }) => `${code} ${version}`);
    expect(names).toEqual([...new Set(names)]);
    for (const { clauses } of instruments) {
      const ids = clauses.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)]);
    }
  });

  it('each name their exchange in a word that a settings file can hold, and all of one code the same', () => {
    const byCode = new Map(instruments.map(({ code, exchange }) => [code, exchange]));
    for (const { code, exchange } of instruments) {
      expect(exchange).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(exchange).toBe(byCode.get(code));
    }
  });

  it('bind only their parties, never a country with itself alone', () => {
    for (const { instrument, clause } of every) {
      expect(instrument.parties.length).toBeGreaterThan(1);
      for (const country of [...clause.from, ...clause.to]) expect(instrument.parties).toContain(country);
    }
  });

  it('have one clause at most for a kind and a direction on a day; of corrections one for each purpose', () => {
    for (const day of ['2010-01-01', '2014-08-04', '2017-07-24', '2026-11-23'])
      for (const from of ['TH', 'MM'] as const)
        for (const { clause } of every) {
          const same = every.filter(
            (other) =>
              inForceOn(other.instrument, day) &&
              other.clause.kind === clause.kind &&
              (clause.kind !== 'CorrectionSent' || other.clause.purpose === clause.purpose) &&
              other.clause.from.includes(from),
          );
          expect(same.length).toBeLessThan(2);
        }
  });

  it('carry every kind of message that the two countries have, by the annexes at the latest', () => {
    const carried = new Set(every.map(({ clause }) => clause.kind));
    expect(Object.keys(messages).filter((kind) => !carried.has(kind as MessageKind))).toEqual([]);
  });

  it('say where each clause and each clock comes from', () => {
    for (const { clause } of every) {
      expect(clause.source).not.toBe('');
      if (clause.answerWithin) expect(clause.answerWithin.source).not.toBe('');
    }
  });
});

describe('what a message may carry (domain.md 4.5)', () => {
  it.each(['experience', 'health', 'shelter'] as const)('%s goes under no clause', (group) => {
    expect(every.filter(({ clause }) => clause.carries.includes(group))).toEqual([]);
  });

  it('a first notice carries no identity: references and a profile', () => {
    expect([...carriedBy('CaseNotified')].sort()).toEqual(['profile', 'reference']);
  });

  it.each(['CaseFormSent', 'NationalityConfirmationRequested'] as const)(
    '%s carries who and from where, not what happened',
    (kind) => {
      expect([...carriedBy(kind)].sort()).toEqual([
        'documents',
        'family',
        'identity',
        'nationality',
        'origin',
        'reference',
      ]);
    },
  );

  it('a request to trace carries the family block and where it lives', () => {
    expect([...carriedBy('FamilyTracingRequested')].sort()).toEqual(['family', 'origin', 'reference']);
  });

  it('risk goes only in the exchange of risk, and in a warning', () => {
    const kinds = every
      .filter(({ clause }) => clause.carries.includes('risk'))
      .map(({ clause }) => clause.kind);
    expect(new Set(kinds)).toEqual(new Set(['RiskAssessmentShared', 'SafetyAlert']));
  });

  it('a transit state gets manifest fields', () => {
    expect([...carriedBy('TransitNotified')].sort()).toEqual([
      'documents',
      'identity',
      'journey',
      'reference',
    ]);
  });

  it('feedback carries outcome codes', () => {
    expect([...carriedBy('FollowUpFeedbackSent')].sort()).toEqual(['outcome', 'reference']);
  });

  it('what stops or undoes carries references only', () => {
    const stopping = every.filter(({ clause }) => messages[clause.kind].stops);
    expect(stopping.length).toBeGreaterThan(5);
    for (const { clause } of stopping) expect(clause.carries).toEqual(['reference']);
  });

  it('lets every field go without which its message makes no sense', () => {
    for (const { clause } of every) {
      const { fields }: MessageDefinition = messages[clause.kind];
      for (const [name, field] of Object.entries(fields))
        if (!field.schema.safeParse(undefined).success)
          expect({ kind: clause.kind, name, goes: clause.carries.includes(field.group) }).toEqual({
            kind: clause.kind,
            name,
            goes: true,
          });
    }
  });

  it('answers under the purpose of what they answer, so that the consent which was told covers them', () => {
    const purpose = (kind: MessageKind) => new Set(clausesFor(kind).map(({ clause }) => clause.purpose));
    const answers: readonly (readonly [MessageKind, MessageKind])[] = [
      ['CaseNotified', 'CaseAcknowledged'],
      ['NationalityConfirmationRequested', 'NationalityResultSent'],
      ['NationalityConfirmationRequested', 'TravelDocumentIssued'],
      ['FamilyTracingRequested', 'FamilyAssessmentSent'],
      ['NeedsAndPlanShared', 'PlanAccepted'],
      ['RepatriationProposed', 'RepatriationAgreed'],
      ['DepartureNotified', 'ReceptionConfirmed'],
      ['DepartureNotified', 'ArrivalReported'],
      ['CourtOutcomeNotified', 'DeliveryConfirmed'],
    ];
    for (const [asked, answer] of answers) expect(purpose(answer)).toEqual(purpose(asked));
  });
});
