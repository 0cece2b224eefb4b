import { dayIn } from '../../words/calendar.js';
import { consentsInForce } from '../../consent/questions/in-force.js';
import type { CaseFile } from '../../records/file.js';
import { officesFor } from '../../coordination/questions/offices.js';
import { isExcluded } from '../../coordination/state.js';
import { isChild } from '../../identity/questions/childhood.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import type { identificationCommands } from '../commands.js';
import { guardianInOffice } from '../questions/guardian.js';

/**
 * Interviews on which a finding can stand: not one that was entered with an office or interpreter excluded then, while one of
 * them still is. What was entered before stands.
 */
export const interviewsThatCount = ({ coordination, identification }: CaseFile) =>
  identification.interviews.filter(({ interviewId, agencies, interpreter }) => {
    const parties = [
      ...agencies.map((agency) => ({ agency })),
      ...(interpreter === undefined ? [] : [{ officialId: interpreter }]),
    ];
    const marked = coordination.irregularities.some(
      ({ rule, about }) => rule === 'excluded_party' && about === interviewId,
    );
    return !marked || !parties.some((party) => isExcluded(coordination, party));
  });

/** An interview that broke one of these rules does not count as the one on which a finding can stand (domain.md 2.1). */
export const interviewDecisions: Pick<
  Decisions<typeof identificationCommands>,
  'RecordIdentificationInterview'
> = {
  RecordIdentificationInterview: ({ occurredAt, agencies, disciplines, ...interview }, file, context) => {
    const facts = context.facts(context.country);
    const today = dayIn(facts.timeZone, context.now);
    if (file.identification.screening === undefined) return refuse('wrong_state', 'Screen the person first.');
    const identify = officesFor('identify', file, context);
    const team = facts.agencies
      .filter(({ id }) => agencies.includes(id))
      .map((agency) =>
        identify.includes(agency.id) && !agency.mandates.includes('identify')
          ? { ...agency, mandates: [...agency.mandates, 'identify' as const] }
          : agency,
      );
    if (isChild(file, facts, today) && !guardianInOffice(file))
      return refuse(
        'guardian_missing',
        'Appoint a guardian who is not implicated before a child is interviewed.',
      );
    const consents = consentsInForce(file, { purpose: 'interview', country: context.country }, facts, today);
    if (consents.length === 0)
      return refuse('consent_missing', 'The person has not consented to the interview.');
    const brought = new Set(
      disciplines.filter((one) => team.some((agency) => agency.disciplines?.includes(one))),
    );
    const lack = context.policy.teamLacks({ disciplines: [...brought], agencies: team });
    if (lack !== undefined) return refuse('too_few_disciplines', lack);
    if (interview.language !== file.coordination.mainLanguage && interview.interpreter === undefined)
      return refuse(
        'no_interpreter',
        'Name the interpreter, or interview in the main language of the person.',
      );
    return accept({
      type: 'IdentificationInterviewHeld',
      data: {
        interviewId: context.idFor('interview'),
        agencies: [...new Set(agencies)],
        disciplines: [...brought],
        ...interview,
      },
      occurredAt,
    });
  },
};
