import type { NewCaseEvent } from '../../records/catalogue.js';
import { agencyOf } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { isCountry } from '../../words/country.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import type { Decisions, Receivers } from '../../records/rules.js';
import { codeKey } from '../../words/same-code.js';
import { stillStands } from '../../records/signatures.js';
import { stepOf } from '../../steps/questions/keeper.js';
import type { coordinationCommands } from '../commands.js';
import { excluding } from './excluding.js';
import { irregularity } from '../offers/irregularity.js';
import { nextOwner } from '../questions/owner.js';
import { maySecond } from '../questions/second-of-lift.js';
import { isOwner } from '../state.js';
import { toldOf, toldOfEnd, type Party } from '../questions/known-exclusion.js';
import { tellOfExclusions } from './told-exclusions.js';

const isHeld = (exclusionId: string, { history }: CaseFile): boolean =>
  history.some((event) => event.type === 'PartyExcluded' && event.data.exclusionId === exclusionId);

const noExclusion = (): Decision<never> =>
  refuse('unknown_reference', 'This case holds no exclusion with that id.');

/** Who owns the case where its owner is excluded; undefined where the owner stays, `nobody` where no other office is there. */
const ownerWithout = (
  { country, agency, officialId }: Party,
  file: CaseFile,
  context: Context,
): string | undefined => {
  const loses = country === undefined && officialId === undefined && isOwner(file.coordination, agency ?? '');
  return loses ? (nextOwner(agency ?? '', file, context) ?? 'nobody') : undefined;
};

type ExclusionMessage = 'PartyExcluded' | 'ExclusionLifted';

/** What another country excluded from the case here: it binds whoever answers for the case, the focal point too. */
export const exclusionReceivers: Receivers<ExclusionMessage> = {
  PartyExcluded: ({ exclusionId, agency, officialId }, file, context, { from }) => {
    if (agency === undefined && officialId === undefined)
      return refuse('bad_payload', 'agency or officialId is needed.');
    if (agency !== undefined && !agencyOf(context.facts(context.country), agency))
      return refuse('unknown_reference', 'agency is no agency of this country: nobody would be excluded.');
    if (isHeld(exclusionId, file)) return accept();
    const party = { country: undefined, agency, officialId };
    const owner = ownerWithout(party, file, context);
    return accept<NewCaseEvent>(
      ...excluding({ ...party, exclusionId, from }, file, context, {
        owner: owner === 'nobody' ? undefined : owner,
      }),
      ...(owner === 'nobody' ? [irregularity('owner_excluded', agency)] : []),
    );
  },

  ExclusionLifted: ({ exclusionId }, file, context, { from }) => {
    const held = file.coordination.exclusions.find(
      (one) => one.exclusionId === exclusionId && one.from === from,
    );
    return held
      ? accept({ type: 'ExclusionLifted', data: { exclusionId, ...toldOf(held, file, context) } })
      : accept();
  },
};

type ExclusionCommand = 'ExcludeParty' | 'LiftExclusion' | 'ConfirmExclusionLift';

export const exclusionDecisions: Pick<Decisions<typeof coordinationCommands>, ExclusionCommand> = {
  ExcludeParty: ({ country: of, agency, officialId, reason, occurredAt }, file, context) => {
    const country = of === context.country ? undefined : of;
    const held = file.coordination.exclusions.some(
      (exclusion) =>
        exclusion.country === country &&
        exclusion.agency === agency &&
        codeKey(exclusion.officialId ?? '') === codeKey(officialId ?? '') &&
        stepOf(file, exclusion.exclusionId)?.keeper === context.actor.agency,
    );
    if (held) return accept(...(isCountry(country) ? tellOfExclusions(country, file, context) : []));
    const owner = ownerWithout({ country, agency, officialId }, file, context);
    if (owner === 'nobody')
      return refuse('wrong_state', 'No office would be left to own the case. Bring another one in first.');
    const party = { country, agency, officialId };
    return accept(...excluding({ ...party, reason }, file, context, { owner, occurredAt }));
  },

  /** Who is not the office that excluded learns nothing, not even that there is something to lift. */
  LiftExclusion: ({ exclusionId }, file, context) => {
    const exclusion = file.coordination.exclusions.find((held) => held.exclusionId === exclusionId);
    const { agency } = context.actor;
    if (!exclusion || stepOf(file, exclusionId)?.keeper !== agency) return noExclusion();
    const { liftProposed } = exclusion;
    return liftProposed && liftProposed.agency === agency && stillStands(liftProposed, file, context)
      ? refuse('already_exists', 'The end of this exclusion waits for a second person of another agency.')
      : accept({
          type: 'ExclusionLiftProposed',
          data: { exclusionId, ...toldOfEnd(exclusion, file, context) },
        });
  },

  ConfirmExclusionLift: ({ exclusionId }, file, context) => {
    const exclusion = file.coordination.exclusions.find((held) => held.exclusionId === exclusionId);
    const { agency, id } = context.actor;
    const proposed = exclusion?.liftProposed;
    if (!exclusion || !proposed || !maySecond(agency, exclusion, file, context)) return noExclusion();
    if (proposed.actor === id || proposed.agency === agency)
      return refuse('same_person', 'Another person of another agency must confirm that an exclusion ends.');
    if (!stillStands(proposed, file, context) || stepOf(file, exclusionId)?.keeper !== proposed.agency)
      return refuse('wrong_state', 'The proposal counts no more. It must be made anew.');
    return accept({
      type: 'ExclusionLifted',
      data: { exclusionId, excludedBy: proposed.agency, ...toldOfEnd(exclusion, file, context) },
    });
  },
};
