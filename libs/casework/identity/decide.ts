import { ageOn, dayIn } from '../words/calendar.js';
import { isInvolved, isOwner } from '../coordination/state.js';
import { bandOf } from '../words/age-band.js';
import { agencyOf } from '../words/facts.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { accept, refuse } from '../words/decision.js';
import type { Decisions } from '../records/rules.js';
import type { identityCommands } from './commands.js';
import { readDate } from '../words/birth-dates.js';
import { allClaims } from './state.js';

const oldestAge = 130;

interface Claimed<S, C> {
  readonly source: S;
  readonly authority?: string | undefined;
  readonly confidence: C;
}

const claimOf = <S, C>({ source, authority, confidence }: Claimed<S, C>, context: Context) => ({
  claimId: context.idFor('claim'),
  source,
  confidence,
  ...(authority ? { authority } : {}),
});

/** The office that entered a claim, the owner of the case, or any where no office of this country that takes part did. */
const mayCorrect = (eventId: string, file: CaseFile, { actor, country, facts }: Context): boolean => {
  const entered = file.history.find(({ meta }) => meta.eventId === eventId)?.meta.agency;
  return (
    entered === undefined ||
    entered === actor.agency ||
    isOwner(file.coordination, actor.agency) ||
    !agencyOf(facts(country), entered) ||
    !isInvolved(file.coordination, entered)
  );
};

export const identityDecisions: Decisions<typeof identityCommands> = {
  RecordName: ({ name, occurredAt, ...claimed }, _file, context) =>
    accept({ type: 'NameClaimed', data: { ...claimOf(claimed, context), name }, occurredAt }),

  RecordBirthDate: ({ calendar, date, asWritten, occurredAt, ...claimed }, _file, context) => {
    const facts = context.facts(context.country);
    const today = dayIn(facts.timeZone, context.now);
    const birthDate = readDate(date, calendar, asWritten);
    if (!birthDate)
      return refuse(
        'impossible_date',
        'date is no day of that calendar, or of no life of today; check both.',
      );
    const { value, earliest = value } = birthDate;
    if (earliest > today.slice(0, earliest.length))
      return refuse('impossible_date', 'date lies in the future; check the calendar it was told in.');
    const age = ageOn(value, today);
    if (age > oldestAge)
      return refuse('impossible_date', 'date lies too far back; check the calendar it was told in.');
    return accept({
      type: 'BirthDateClaimed',
      data: {
        ...claimOf(claimed, context),
        birthDate,
        ageBand: bandOf(facts, Math.max(0, age)),
        jurisdiction: context.country,
      },
      occurredAt,
    });
  },

  RecordOrigin: ({ origin, occurredAt, ...claimed }, _file, context) =>
    accept({ type: 'OriginClaimed', data: { ...claimOf(claimed, context), origin }, occurredAt }),

  RecordNationalityClaim: ({ nationality, occurredAt, ...claimed }, _file, context) =>
    accept({ type: 'NationalityClaimed', data: { ...claimOf(claimed, context), nationality }, occurredAt }),

  RecordRelative: ({ occurredAt, ...relative }, _file, context) =>
    accept({
      type: 'RelativeRecorded',
      data: { relativeId: context.idFor('relative'), ...relative },
      occurredAt,
    }),

  RecordDocument: ({ document, occurredAt, ...claimed }, _file, context) => {
    const { issuedOn, validUntil } = document;
    if (issuedOn && issuedOn > dayIn(context.facts(context.country).timeZone, context.now))
      return refuse('impossible_date', 'document.issuedOn lies in the future.');
    if (issuedOn && validUntil && validUntil < issuedOn)
      return refuse('impossible_date', 'document.validUntil lies before document.issuedOn.');
    return accept({ type: 'DocumentRecorded', data: { ...claimOf(claimed, context), document }, occurredAt });
  },

  RecordPhotograph: ({ occurredAt, ...photograph }, _file, context) =>
    accept({
      type: 'PhotographReferenced',
      data: { photographId: context.idFor('photograph'), photograph },
      occurredAt,
    }),

  RecordSpecialNeeds: ({ needs, occurredAt }) =>
    accept({ type: 'SpecialNeedsRecorded', data: { needs }, occurredAt }),

  RecordBackground: ({ background, occurredAt }) =>
    accept({ type: 'BackgroundRecorded', data: { background }, occurredAt }),

  SetAgeBand: ({ ageBand, source, occurredAt }, _file, context) =>
    accept({ type: 'AgeBandSet', data: { ageBand, jurisdiction: context.country, source }, occurredAt }),

  CorrectClaim: ({ claimId, reason, replacedBy, occurredAt }, file, context) => {
    const claims = allClaims(file.identity);
    const claim = claims.find((held) => held.claimId === claimId);
    if (!claim) return refuse('unknown_reference', 'This case holds no claim with that id.');
    if (!mayCorrect(claim.eventId, file, context))
      return refuse(
        'not_yours',
        'Only the office that entered this claim or the owner of the case marks it as corrected; ask it.',
      );
    if (claim.corrected) return refuse('already_exists', 'The claim was corrected already.');
    const replacement = claims.find((held) => held.claimId === replacedBy);
    if (replacedBy !== undefined && (!replacement || replacement === claim || replacement.corrected))
      return refuse('unknown_reference', 'replacedBy names no other claim of this case that stands.');
    return accept({
      type: 'ClaimCorrected',
      data: { claimId, reason, ...(replacedBy ? { replacedBy } : {}) },
      corrects: claim.eventId,
      occurredAt,
    });
  },
};
