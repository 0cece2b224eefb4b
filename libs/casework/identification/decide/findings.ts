import { dayIn, instantAt } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { due, type Due } from '../../words/reckoned.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { CountryFacts } from '../../words/facts.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import type { identificationCommands } from '../commands.js';
import { reviewDue } from '../questions/review-due.js';
import { isChild } from '../../identity/questions/childhood.js';
import { interviewsThatCount } from './interview.js';
import { stillStands } from '../../records/signatures.js';
import { hasOneIdentifier } from '../questions/one-identifier.js';
import { isIdentified, type Finding } from '../state.js';

export const findingOf = (file: CaseFile, findingId: string): Finding | undefined =>
  file.identification.findings.find((finding) => finding.findingId === findingId);

export const noFinding = () => refuse('unknown_reference', 'This case holds no finding with that id.');
const noInterview = () => refuse('wrong_state', 'A finding needs an interview by a multi-disciplinary team.');

/** Until when the person can apply for support on the status, from the day of its certificate, where the law names a term. */
const applyUntil = (facts: CountryFacts, { now }: Context, issuedOn?: string): Partial<Due<'applyUntil'>> => {
  const term = facts.deadlines.support_application;
  const start = issuedOn === undefined ? now : instantAt(facts.timeZone, issuedOn, 0);
  return term ? due('applyUntil', start, term, facts) : {};
};

/** What one office denied alone, another looks at at once: nobody loses the status to one office. */
const reviewOf = (findingId: string, context: Context): NewCaseEvent => ({
  type: 'IdentificationReviewRequested',
  data: { findingId, requestedBy: 'authority', ...reviewDue(context) },
});

type FindingCommand =
  'IdentifyVictim' | 'ProposeDenial' | 'ConfirmDenial' | 'DeferIdentification' | 'RecogniseStatus';

/** Findings of one authority never undo another's: two that contradict each other stand side by side. */
export const findingDecisions: Pick<Decisions<typeof identificationCommands>, FindingCommand> = {
  IdentifyVictim: ({ legalBasis, certificateNumber, issuedOn }, file, context) => {
    const facts = context.facts(context.country);
    const authority = context.actor.agency;
    const agency = facts.agencies.find(({ id }) => id === authority);
    const { sex } = file.coordination;
    const child = isChild(file, facts, dayIn(facts.timeZone, context.now));
    const lack = agency && context.policy.findingLacks({ legalBasis, agency, sex, child });
    if (lack !== undefined) return refuse('no_mandate', lack);
    if (context.policy.needsInterview(legalBasis) && interviewsThatCount(file).length === 0)
      return noInterview();
    if (issuedOn !== undefined && issuedOn > dayIn(facts.timeZone, context.now))
      return refuse('impossible_date', 'issuedOn lies in the future.');
    if (
      file.identification.findings.some((held) => held.authority === authority && held.outcome === 'victim')
    )
      return refuse('already_exists', 'Your authority has identified the person already.');
    const certificate = certificateNumber
      ? { certificate: { number: certificateNumber, ...(issuedOn ? { issuedOn } : {}) } }
      : {};
    return accept({
      type: 'VictimIdentified',
      data: {
        findingId: context.idFor('finding'),
        authority,
        legalBasis,
        ...certificate,
        ...applyUntil(facts, context, issuedOn),
      },
    });
  },

  ProposeDenial: ({ reason }, file, context) => {
    const authority = context.actor.agency;
    if (interviewsThatCount(file).length === 0) return noInterview();
    if (reason === undefined) return refuse('reason_missing', 'A denial needs its reason.');
    const open = file.identification.findings.some(
      ({ authority: by, outcome, proposedBy }) =>
        by === authority &&
        outcome === 'denial_proposed' &&
        proposedBy !== undefined &&
        stillStands(proposedBy, file, context),
    );
    if (open) return refuse('already_exists', 'A proposal of your authority waits for its second person.');
    return accept({
      type: 'VictimStatusDenialProposed',
      data: { findingId: context.idFor('finding'), authority, reason },
    });
  },

  ConfirmDenial: ({ findingId, referral, toldIn }, file, context) => {
    const finding = findingOf(file, findingId);
    if (!finding) return noFinding();
    if (finding.outcome !== 'denial_proposed')
      return refuse('wrong_state', 'No proposal to deny waits under this id.');
    const { proposedBy } = finding;
    if (proposedBy && !stillStands(proposedBy, file, context))
      return refuse('wrong_state', 'The proposal counts no more. It must be made anew.');
    const alone = hasOneIdentifier(context);
    if (!proposedBy || proposedBy.actor === context.actor.id)
      return refuse('same_person', 'Another person of another agency must confirm a denial.');
    if (proposedBy.agency === context.actor.agency && !alone)
      return refuse('same_person', 'Another person of another agency must confirm a denial.');
    return accept<NewCaseEvent>(
      { type: 'VictimStatusDenied', data: { findingId, authority: finding.authority, referral, toldIn } },
      ...(proposedBy.agency === context.actor.agency ? [reviewOf(findingId, context)] : []),
    );
  },

  DeferIdentification: ({ reason }, file) =>
    isIdentified(file.identification)
      ? refuse('wrong_state', 'The person has been identified already.')
      : accept({ type: 'IdentificationDeferred', data: { reason } }),

  RecogniseStatus: ({ country, legalBasis, issuedOn }, file, context) => {
    const facts = context.facts(context.country);
    if (country === context.country)
      return refuse('wrong_state', 'A status of this country needs no recognition.');
    if (file.identification.recognisedBy.some((held) => held.country === country))
      return refuse('already_exists', 'The status given there is recognised already.');
    if (!context.policy.recognises({ country, legalBasis }))
      return refuse('wrong_state', 'A status given there on that basis does not count here. Find out here.');
    if (issuedOn !== undefined && issuedOn > dayIn(facts.timeZone, context.now))
      return refuse('impossible_date', 'issuedOn lies in the future.');
    return accept({
      type: 'StatusRecognisedAbroad',
      data: {
        country,
        authority: context.actor.agency,
        ...(legalBasis ? { legalBasis } : {}),
        ...(issuedOn ? { certificate: { issuedOn } } : {}),
        ...applyUntil(facts, context, issuedOn),
      },
    });
  },
};
