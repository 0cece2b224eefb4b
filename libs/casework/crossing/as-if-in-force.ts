import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import type { Instrument } from '../words/instrument.js';
import { today } from '../words/today.js';

/**
 * The instruments as they would be if one of the two countries were in force from today, in place of others of its code. What the
 * other takes under a text of which it says nothing yet is taken to be what it would take of any node.
 */
export const asIfInForce = (
  { instruments, ...context }: Context,
  to: Country,
  code: string,
  version: string,
): Context | undefined => {
  const from = today({ ...context, instruments });
  const draft = instruments.find(
    (each) =>
      each.code === code &&
      each.version === version &&
      each.parties.includes(context.country) &&
      each.parties.includes(to),
  );
  if (!draft) return undefined;
  const { until: _until, ...kept } = draft;
  const inForce: Instrument = { ...kept, status: 'in_force', from };
  const { announced } = context;
  const isHere = (each: Pick<Instrument, 'code' | 'version'>): boolean =>
    each.code === code && each.version === version;
  return {
    ...context,
    announced: (country) => {
      const said = announced?.(country);
      return said?.instruments.some(isHere) ? said : undefined;
    },
    instruments: [
      ...instruments.filter((each) => each.code !== code || (each.until !== undefined && each.until <= from)),
      inForce,
    ],
  };
};
