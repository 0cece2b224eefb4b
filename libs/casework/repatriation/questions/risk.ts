import type { NewCaseEvent } from '../../records/catalogue.js';
import { isExcluded } from '../../coordination/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { State } from '../../words/states.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import { signedByTwo, stillStands } from '../../records/signatures.js';
import { unavailable } from '../../tracing/state.js';
import type { RiskOfReturn } from '../progress.js';
import type { SharedRisk } from '../values.js';

const assessed: ReadonlySet<string> = new Set(['RiskAssessed', 'RiskLearned']);
const answered: ReadonlySet<string> = new Set(['FamilyAnswerLearned', 'TracingConcluded']);

/** The country to which the person would go: the node's own where somebody is sent home to it. */
const homeFor = ({ repatriation }: Pick<CaseFile, 'repatriation'>, to: State, context: Context): State =>
  repatriation.side === 'receiving' ? context.country : to;

/** Where the last word about something stands in the file. */
const revisionOf = (id: string, { history }: Pick<CaseFile, 'history'>): number | undefined =>
  history.findLast(
    ({ type, data }) =>
      (assessed.has(type) && 'assessmentId' in data && data.assessmentId === id) ||
      (answered.has(type) && 'requestId' in data && data.requestId === id),
  )?.meta.revision;

/**
 * Whether an assessment is older than the last answer about the family, and that was no place to go to: then it says
 * nothing of what was found since. Why the family is none does not matter, so that it shows nowhere.
 */
const isOutdated = (
  { assessmentId, assessedAt }: RiskOfReturn,
  file: Pick<CaseFile, 'history' | 'tracing'>,
  home: State,
): boolean => {
  const answer = unavailable(file.tracing, home);
  if (answer?.answeredAt === undefined) return false;
  const before = (revisionOf(assessmentId, file) ?? 0) < (revisionOf(answer.requestId, file) ?? 0);
  return before || Date.parse(assessedAt) < Date.parse(answer.answeredAt);
};

/** The level that counts; high where it cannot be read, and where the family was found no place to go to since. */
const countingLevel = (
  risk: RiskOfReturn,
  file: Pick<CaseFile, 'history' | 'tracing'>,
  home: State,
): SharedRisk['level'] => (isOutdated(risk, file, home) ? 'high' : (risk.assessment?.level ?? 'high'));

const measuresFor = ({ assessmentId }: RiskOfReturn, { repatriation }: Pick<CaseFile, 'repatriation'>) =>
  repatriation.measures.filter((signature) => signature.assessmentId === assessmentId);

/** A risk that is not high, or whose measures two persons of two agencies found in place, for this assessment alone. */
const isBorne = (risk: RiskOfReturn, file: CaseFile, home: State, context: Context): boolean =>
  countingLevel(risk, file, home) !== 'high' ||
  (!isOutdated(risk, file, home) && signedByTwo(measuresFor(risk, file), file, context));

/** Whether a high risk stands in the way. Who sends answers for both assessments, who receives for its own. */
export const highRiskStands = (file: CaseFile, to: State, context: Context): boolean => {
  const home = homeFor(file, to, context);
  const sides = file.repatriation.side === 'receiving' ? [context.country] : [context.country, to];
  return file.repatriation.risks.some(
    (risk) => sides.includes(risk.by) && !isBorne(risk, file, home, context),
  );
};

/** Both countries looked, of a return by hand this one alone, and nowhere does a high risk stand in the way. */
export const riskIsBorne = (file: CaseFile, to: State, context: Context): boolean =>
  (file.repatriation.proposal?.byHand ? [context.country] : [context.country, to]).every((side) =>
    file.repatriation.risks.some(({ by }) => by === side),
  ) && !highRiskStands(file, to, context);

/** The own assessment as it may be told: with the level that counts. */
export const ownRiskToTell = (
  file: Pick<CaseFile, 'history' | 'repatriation' | 'tracing'>,
  to: State,
  context: Context,
): { readonly assessmentId: string; readonly assessment: SharedRisk } | undefined => {
  const own = file.repatriation.risks.find(({ by }) => by === context.country);
  if (!own?.assessment) return undefined;
  const { threats, mitigations, reviewOn } = own.assessment;
  const level = countingLevel(own, file, homeFor(file, to, context));
  return { assessmentId: own.assessmentId, assessment: { level, threats, mitigations, reviewOn } };
};

/** Four eyes: two persons of two agencies, each while the assessment is the one that counts. */
export const confirmMeasures = (
  assessmentId: string,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { id, agency } = context.actor;
  const risk = file.repatriation.risks.find((known) => known.assessmentId === assessmentId);
  if (!risk) return refuse('unknown_reference', 'No assessment with that id counts now; look up the latest.');
  if (isExcluded(file.coordination, { agency, officialId: id }))
    return refuse('excluded_party', 'This office or person is excluded; another agency must sign.', 'P4');
  const home = homeFor(
    file,
    risk.by === context.country ? (file.repatriation.partner ?? risk.by) : risk.by,
    context,
  );
  if (isOutdated(risk, file, home))
    return refuse('condition_missing', 'More is known since that assessment: assess the risk anew.', 'P4');
  if (countingLevel(risk, file, home) !== 'high')
    return refuse('wrong_state', 'Only measures against a high risk are confirmed.', 'P4');
  if (!risk.assessment || risk.assessment.mitigations.length === 0)
    return refuse(
      'condition_missing',
      'The assessment names no measures: assess the risk anew and name them.',
      'P4',
    );
  const signatures = measuresFor(risk, file);
  if (signedByTwo(signatures, file, context))
    return refuse(
      'already_exists',
      'Two persons of two agencies found these measures in place already.',
      'P4',
    );
  const standing = signatures.filter((signature) => stillStands(signature, file, context));
  if (standing.some((signature) => signature.actor === id || signature.agency === agency))
    return refuse('same_person', 'The second signature must come from another person of another agency.');
  return accept({ type: 'RiskMeasuresConfirmed', data: { assessmentId } });
};
