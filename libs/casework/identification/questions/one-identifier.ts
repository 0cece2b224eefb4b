import type { Context } from '../../words/context.js';

/** Whether the law of the country knows one office that identifies: then two persons of it deny. */
export const hasOneIdentifier = ({ country, facts }: Pick<Context, 'country' | 'facts'>): boolean =>
  facts(country).lacks.some(({ what }) => what === 'a second office for identify');
