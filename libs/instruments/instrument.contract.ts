import { describe, expect, it } from '@jest/globals';
import {
  countries,
  inForceOn,
  messages,
  type FieldGroup,
  type Instrument,
  type MessageDefinition,
  type MessageKind,
} from '#casework';

/** Days on which something of the texts changes, and the day before each. */
const daysOf = (instruments: readonly Instrument[]): readonly string[] => [
  ...new Set([...instruments.flatMap(({ from, until }) => (until ? [from, until] : [from])), '2026-11-23']),
];

/** What must hold of any texts between any parties, two or many. */
export const instrumentContract = (title: string, instruments: readonly Instrument<MessageKind>[]): void => {
  const every = instruments.flatMap((instrument) =>
    instrument.clauses.map((clause) => ({ instrument, clause })),
  );
  const clausesFor = (kind: MessageKind) => every.filter(({ clause }) => clause.kind === kind);
  const carriedBy = (kind: MessageKind): Set<FieldGroup> =>
    new Set(clausesFor(kind).flatMap(({ clause }) => clause.carries));

  describe(title, () => {
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
        expect(countries).toEqual(expect.arrayContaining([...instrument.parties]));
        for (const country of [...clause.from, ...clause.to]) expect(instrument.parties).toContain(country);
      }
    });

    it('have one clause at most for a kind and a direction on a day; of corrections one for each purpose', () => {
      for (const day of daysOf(instruments)) {
        const inForce = every.filter(({ instrument }) => inForceOn(instrument, day));
        const ways = inForce.flatMap(({ clause: { kind, purpose, from, to } }) =>
          from.flatMap((one) =>
            to
              .filter((other) => other !== one)
              .map((other) => `${one} ${other} ${kind} ${kind === 'CorrectionSent' ? purpose : ''}`),
          ),
        );
        expect(ways).toEqual([...new Set(ways)]);
      }
    });

    it('say where each clause and each clock comes from', () => {
      for (const { clause } of every) {
        expect(clause.source).not.toBe('');
        if (clause.answerWithin) expect(clause.answerWithin.source).not.toBe('');
      }
    });
  });

  describe(`what a message may carry under ${title} (domain.md 4.5)`, () => {
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
};
