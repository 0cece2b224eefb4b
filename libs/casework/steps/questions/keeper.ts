import type { BodyOf, CaseCommand, CommandType } from '../../records/catalogue.js';
import { isExcluded, isInvolved, isOwner } from '../../coordination/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { refuse, type Decision } from '../../words/decision.js';
import { beginningByType, type Beginning } from './beginnings.js';

export interface KeptStep extends Beginning {
  readonly stepId: string;
  /** The office that answers for it now: the one that began it, or took it over. */
  readonly keeper: string;
}

/** A step of a case by its id; undefined where nothing with that id was begun that one office keeps. */
export const stepOf = (file: Pick<CaseFile, 'history' | 'steps'>, stepId: string): KeptStep | undefined => {
  for (const { type, data, meta } of file.history) {
    const beginning = beginningByType.get(type);
    const fields: Readonly<Record<string, unknown>> = data;
    if (beginning && fields[beginning.by] === stepId)
      return { ...beginning, stepId, keeper: file.steps.passed.get(stepId) ?? meta.agency };
  }
  return undefined;
};

/** Steps of an office that have not ended. */
export const stepsKeptBy = (agency: string, file: CaseFile): readonly KeptStep[] =>
  file.history.flatMap(({ type, data }) => {
    const beginning = beginningByType.get(type);
    const fields: Readonly<Record<string, unknown>> = data;
    const stepId = beginning && fields[beginning.by];
    const step = typeof stepId === 'string' ? stepOf(file, stepId) : undefined;
    return step?.keeper === agency && step.stands(step.stepId, file) ? [step] : [];
  });

/** Whether an office may go on with a step. */
const isYours = (
  { keeper, endsWithItsOffice }: KeptStep,
  agency: string,
  file: Pick<CaseFile, 'coordination'>,
): boolean => keeper === agency || (endsWithItsOffice === true && !isInvolved(file.coordination, keeper));

/** Whether an office may offer a step: its keeper, and the owner of the case where the keeper is excluded from it. */
export const mayOffer = (
  { keeper }: KeptStep,
  agency: string,
  file: Pick<CaseFile, 'coordination'>,
): boolean =>
  keeper === agency ||
  (isExcluded(file.coordination, { agency: keeper }) && isOwner(file.coordination, agency));

type GoesOn = { readonly [K in CommandType]?: (body: BodyOf<K>, file: CaseFile) => string | undefined };

/** Which step of the case a command ends, reviews or changes. What is not named here begins something of its own. */
const goesOn: GoesOn = {
  LiftLegalHold: ({ holdId }) => holdId,
  ReviewHold: ({ holdId }) => holdId,
  EndHold: ({ holdId }) => holdId,
  EndGuardianship: ({ guardianId }) => guardianId,
  WithdrawNationalityResult: ({ decisionId }) => decisionId,
  CompleteService: ({ serviceId }) => serviceId,
  AgreePlan: (_body, { reintegration }) => reintegration.agreed?.planId,
};

/** Commands that go on with a step that another command began. */
export const goingOn: ReadonlySet<string> = new Set(Object.keys(goesOn));

const stepIdOf = <K extends CommandType>(
  { type, body }: { readonly type: K; readonly body: BodyOf<K> },
  file: CaseFile,
): string | undefined => goesOn[type]?.(body, file);

/** Why an office may not give a command: it would end, review or change what another office keeps. */
export const notYours = (
  command: CaseCommand,
  file: CaseFile,
  { actor }: Context,
): Decision<never> | undefined => {
  const stepId = stepIdOf(command, file);
  const step = stepId === undefined ? undefined : stepOf(file, stepId);
  return step === undefined || isYours(step, actor.agency, file) ? undefined : refuseStep();
};

export const refuseStep = (): Decision<never> =>
  refuse(
    'not_yours',
    'The office that took this step ends or changes it, or offers it to yours, where a second person takes it over.',
  );
