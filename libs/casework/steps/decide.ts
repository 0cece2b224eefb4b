import { isOwner } from '../coordination/state.js';
import { holdsMandate } from '../words/facts.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { accept, notPossibleNow, refuse, type Decision } from '../words/decision.js';
import type { Decisions } from '../records/rules.js';
import { knowsOffice } from '../words/office.js';
import { stillStands } from '../records/signatures.js';
import type { stepsCommands } from './commands.js';
import { mayOffer, refuseStep, stepOf } from './questions/keeper.js';

interface Passable {
  readonly stands: boolean;
  readonly mayOffer: (agency: string) => boolean;
  readonly mayTake: (agency: string) => boolean;
}

/** What can be passed on under an id: a step that has an office of its own, or the case itself. */
const passable = (stepId: string, file: CaseFile, context: Context): Passable | undefined => {
  const facts = context.facts(context.country);
  if (stepId === file.caseId)
    return {
      stands: file.coordination.opened,
      mayOffer: (agency) => isOwner(file.coordination, agency),
      mayTake: (agency) => agency === facts.focalPoint || holdsMandate(facts, agency, 'case_work'),
    };
  const step = stepOf(file, stepId);
  return (
    step && {
      stands: step.stands(stepId, file),
      mayOffer: (agency) => mayOffer(step, agency, file),
      mayTake: (agency) => holdsMandate(facts, agency, step.charge),
    }
  );
};

const nothing = (): Decision<never> =>
  refuse('unknown_reference', 'This case holds nothing with that id that could be passed on.');

export const stepsDecisions: Decisions<typeof stepsCommands> = {
  OfferStep: ({ stepId, to }, file, context) => {
    const step = passable(stepId, file, context);
    if (!step) return nothing();
    const { agency } = context.actor;
    if (!step.mayOffer(agency)) return refuseStep();
    if (!step.stands) return refuse('wrong_state', 'It has ended; there is nothing to pass on.');
    if (to === agency) return refuse('wrong_state', 'It is yours already.');
    if (!knowsOffice(context.facts(context.country), agency, to)) return notPossibleNow();
    // An offer to who is excluded stands as any other and is taken by nobody: asking tells nothing of it.
    if (!file.coordination.involved.has(to))
      return refuse('unknown_reference', 'That office takes no part in the case; bring it in first.');
    if (!step.mayTake(to))
      return refuse('no_mandate', 'That office is not charged with steps of this kind; name another.');
    return file.steps.offers.some(
      (offer) =>
        offer.stepId === stepId &&
        offer.to === to &&
        offer.agency === agency &&
        stillStands(offer, file, context),
    )
      ? accept()
      : accept({ type: 'StepOffered', data: { stepId, to } });
  },

  TakeOverStep: ({ stepId }, file, context) => {
    const step = passable(stepId, file, context);
    const { agency, id } = context.actor;
    const offer = file.steps.offers.find((held) => held.stepId === stepId && held.to === agency);
    if (!step || !offer) return nothing();
    if (!step.stands || !step.mayOffer(offer.agency) || !stillStands(offer, file, context))
      return refuse('wrong_state', 'The offer counts no more. Ask the other office to offer it anew.');
    if (offer.actor === id || offer.agency === agency)
      return refuse('same_person', 'Another person of another agency must take it over.');
    return step.mayTake(agency)
      ? accept(
          stepId === file.caseId
            ? { type: 'OwnershipPassed', data: { to: agency } }
            : { type: 'StepPassed', data: { stepId, to: agency } },
        )
      : refuse('no_mandate', 'Your agency is not charged with steps of this kind.');
  },
};
