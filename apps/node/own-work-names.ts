/**
 * What a node does by itself, one process at a time of all that have the role bridge: sending, trying again what of
 * others is parked, saying to partners what it takes, follow-ups (journeys and cases, keys of who was erased), and what falls
 * due. Names of leases.
 */
export const ownWorkNames = ['outbound', 'parked messages', 'announcements', 'follow-ups', 'clocks'] as const;
export type OwnWork = (typeof ownWorkNames)[number];
