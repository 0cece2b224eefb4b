import { consentsInForce } from '../../consent/questions/in-force.js';
import { isExcludedAbroad } from '../../coordination/questions/dealt-with.js';
import { contactBarred } from '../../protection/questions/barred.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { FieldGroup } from '../../words/dictionary.js';
import type { State } from '../../words/states.js';
import { today } from '../../words/today.js';

/** What a mission is told by hand. */
export interface ToldByHand {
  readonly of: State;
  readonly mission: string;
  readonly groups: readonly FieldGroup[];
}

/** Whether the person's consents in force cover what a mission is told. */
export const isConsented = (
  { of, mission, groups }: ToldByHand,
  file: CaseFile,
  context: Context,
): boolean => {
  const asked = { purpose: 'nationality_confirmation', country: of } as const;
  const covered = consentsInForce(file, asked, context.facts(context.country), today(context))
    .filter(({ recipient: { agency } }) => agency === undefined || agency === mission)
    .flatMap((consent) => consent.groups);
  return groups.every((group) => covered.includes(group));
};

/** What missions were asked by hand, and were not to be told to forget since. */
export const askedByHand = ({
  nationality,
}: Pick<CaseFile, 'nationality'>): readonly (ToldByHand & { readonly requestId: string })[] =>
  nationality.requests.flatMap(({ requestId, with: of, mission, groups, use }) =>
    mission === undefined || groups === undefined || use !== undefined
      ? []
      : [{ requestId, of, mission, groups }],
  );

/** What missions were told that they may use no more: it rests on no consent, on a stop, or on an office kept out. */
export const restingOnNothing = (file: CaseFile, context: Context): ReturnType<typeof askedByHand> =>
  askedByHand(file).filter(
    (told) =>
      contactBarred(file, told.of) ||
      isExcludedAbroad(told.of, told.mission, file) ||
      !isConsented(told, file, context),
  );
