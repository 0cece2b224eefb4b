/** What a process of a node does: answer agencies, keep views, carry messages and follow-ups. */
export const roles = ['api', 'projector', 'bridge'] as const;
export type Role = (typeof roles)[number];

/** The roles of a process by its configuration: all where it names none. */
export const rolesIn = (config: { readonly roles?: readonly Role[] | undefined }): ReadonlySet<Role> =>
  new Set(config.roles ?? roles);
