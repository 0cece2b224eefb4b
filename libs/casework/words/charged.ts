import { holdsMandate, holdsRole, type CountryFacts } from './facts.js';
import type { Charge } from './mandate.js';
import type { CommandDefinition } from './command.js';
import type { Context } from './context.js';
import { refuse, type Decision } from './decision.js';

/** So few offices with a mandate are named. */
const fewNamed = 2;

/** Who holds a mandate, where it is few whom everybody may know. */
const heldBy = (facts: CountryFacts, mandate: Charge): string => {
  const holders = facts.agencies.filter(({ id }) => holdsMandate(facts, id, mandate));
  const named = holders.every(({ discreet }) => discreet === undefined) && holders.length <= fewNamed;
  return named && holders.length > 0
    ? `, which here is given to: ${holders.map(({ name }) => name).join('; ')}`
    : '';
};

/**
 * Why the actor may not give a command: the agency is not charged with it, or the person's roles do not go so far. What
 * the node gives itself is nobody's mandate, and no person stands behind it.
 */
export const notCharged = (
  { mandate, role }: Pick<CommandDefinition, 'mandate' | 'role'>,
  { actor, country, facts }: Context,
  /** It stands in for those who are. */
  standsIn = false,
): Decision<never> | undefined => {
  if (mandate === 'system') return undefined;
  const own = facts(country);
  if (!standsIn && !holdsMandate(own, actor.agency, mandate))
    return refuse(
      'no_mandate',
      `Your agency is not charged with this step; it needs the mandate "${mandate}"${heldBy(own, mandate)}.`,
    );
  if (!holdsRole(own, actor, role))
    return refuse(
      'no_role',
      `Your roles do not go so far; ask somebody of your agency with the role "${role}".`,
    );
  return undefined;
};
