/** The group in which every process of a node reads what others sent. */
export const inboundGroup = 'inbound';

/** The same as a broker knows it: one group for each topic, so that the members of one never wait for another's. */
export const groupOf = (topic: string, group: string): string => `${topic}.${group}`;
