import type { Channel } from '../channel.js';

/**
 * The channel to a country that is written to on paper. Nothing is published and nothing comes back by itself: the letter is made
 * of the released message whenever somebody fetches it, and what became of it is recorded by hand.
 */
export const paperChannel: Channel = { answersByItself: false, send: () => Promise.resolve() };
