/**
 * What a person may do in an office, each with all before it: a reader reads, a clerk records what happened, an officer
 * decides and takes what needs judgement, an approver signs what a second person must sign or nothing brings back. What
 * the agency is charged with is asked beside it.
 */
export const roles = ['reader', 'clerk', 'officer', 'approver'] as const;

export type Role = (typeof roles)[number];

const isRole = (name: string): name is Role => (roles as readonly string[]).includes(name);

/** What a name in a token counts as: a role itself, or what the country's facts say of it. Any other counts for nothing. */
const counted = (named: Readonly<Record<string, Role>>, name: string): Role | undefined => {
  if (isRole(name)) return name;
  return Object.hasOwn(named, name) ? named[name] : undefined;
};

/** Whether the roles of a token let its holder do what asks for a role; `named` are the names that the country gives roles. */
export const goesAsFar = (
  { roles: held }: { readonly roles: readonly string[] },
  role: Role,
  named: Readonly<Record<string, Role>>,
): boolean =>
  held.some((name) => {
    const found = counted(named, name);
    return found !== undefined && roles.indexOf(found) >= roles.indexOf(role);
  });
