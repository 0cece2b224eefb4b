/** What a process of a node does: answer agencies, keep views, carry messages and follow-ups. */
export const roles = ['api', 'projector', 'bridge'] as const;
export type Role = (typeof roles)[number];
