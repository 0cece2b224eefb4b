/**
 * What carries words between this node and a country, as the node's settings say: the node of that country, paper, or nothing
 * yet. What an instrument lets pass goes by it; without one the two deal by hand.
 */
export type ChannelKind = 'node' | 'paper' | 'none';
