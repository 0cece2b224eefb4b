import { describe, expect, it } from '@jest/globals';
import {
  binds,
  countingOn,
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
  /** Where a kind may go at all, it carries these groups, and so it does everywhere. */
  const expectCarried = (kind: MessageKind, groups: readonly FieldGroup[]): void => {
    if (clausesFor(kind).length > 0) expect([...carriedBy(kind)].sort()).toEqual(groups);
  };

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
      for (const { parties, furtherParties = [] } of instruments) {
        const all = [...parties, ...furtherParties];
        expect(all).toEqual([...new Set(all)]);
        expect(all.length).toBeGreaterThan(1);
        expect(countries).toEqual(expect.arrayContaining([...parties]));
        for (const further of furtherParties) expect(countries).not.toContain(further);
      }
      for (const { instrument, clause } of every) {
        for (const country of [...clause.from, ...clause.to]) expect(instrument.parties).toContain(country);
      }
    });

    it('have one clause at most for a kind and a direction on a day; of corrections one for each purpose', () => {
      for (const day of daysOf(instruments)) {
        const ways = countries.flatMap((one) =>
          countries.flatMap((other) =>
            countingOn(instruments, one, other, day)
              .filter((instrument) => one !== other && inForceOn(instrument, day))
              .flatMap(({ clauses }) => clauses)
              .filter(({ from, to }) => from.includes(one) && to.includes(other))
              .map(
                ({ kind, purpose }) => `${one} ${other} ${kind} ${kind === 'CorrectionSent' ? purpose : ''}`,
              ),
          ),
        );
        expect(ways).toEqual([...new Set(ways)]);
      }
    });

    it('let nothing pass under what is a draft, in process, or not confirmed', () => {
      for (const instrument of instruments)
        if (!binds(instrument)) expect({ ...instrument, clauses: [] }).toEqual(instrument);
    });

    it('end only after they began, and hold no more once they are superseded', () => {
      for (const { from, until = '9999-12-31', status } of instruments) {
        expect(from < until).toBe(true);
        if (status === 'superseded') expect(until).not.toBe('9999-12-31');
      }
    });

    it('say where each text, clause, clock and channel comes from', () => {
      for (const { source, channels = [] } of instruments)
        for (const said of [source, ...channels.map((channel) => channel.source)]) expect(said).not.toBe('');
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
      expectCarried('CaseNotified', ['profile', 'reference']);
    });

    it.each(['CaseFormSent', 'NationalityConfirmationRequested'] as const)(
      '%s carries who and from where, not what happened',
      (kind) => {
        expectCarried(kind, ['documents', 'family', 'identity', 'nationality', 'origin', 'reference']);
      },
    );

    it('a request to trace carries the family block and where it lives', () => {
      expectCarried('FamilyTracingRequested', ['family', 'origin', 'reference']);
    });

    it('risk goes only in the exchange of risk, and in a warning', () => {
      const kinds = every
        .filter(({ clause }) => clause.carries.includes('risk'))
        .map(({ clause }) => clause.kind);
      for (const kind of kinds) expect(['RiskAssessmentShared', 'SafetyAlert']).toContain(kind);
    });

    it('a transit state gets manifest fields', () => {
      expectCarried('TransitNotified', ['documents', 'identity', 'journey', 'reference']);
    });

    it('feedback carries outcome codes', () => {
      expectCarried('FollowUpFeedbackSent', ['outcome', 'reference']);
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
