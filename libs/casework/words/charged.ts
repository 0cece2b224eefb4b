import { holdsMandate, holdsRole } from './facts.js';
import type { CommandDefinition } from './command.js';
import type { Context } from './context.js';
import { refuse, type Decision } from './decision.js';

/**
 * Why the actor may not give a command: the agency is not charged with it, or the person's roles do not go so far. What
 * the node gives itself is nobody's mandate, and no person stands behind it.
 */
export const notCharged = (
  { mandate, role }: Pick<CommandDefinition, 'mandate' | 'role'>,
  { actor, country, facts }: Context,
): Decision<never> | undefined => {
  if (mandate === 'system') return undefined;
  const own = facts(country);
  if (!holdsMandate(own, actor.agency, mandate))
    return refuse(
      'no_mandate',
      `Your agency is not charged with this step; it needs the mandate "${mandate}".`,
    );
  if (!holdsRole(own, actor, role))
    return refuse(
      'no_role',
      `Your roles do not go so far; ask somebody of your agency with the role "${role}".`,
    );
  return undefined;
};
