import type { NewCaseEvent } from '../catalogue.js';
import { unknownAgeBand } from '../coordination/events.js';
import { disclose } from '../disclosure/disclose.js';
import type { OwnMessage } from '../disclosure/state.js';
import { fileAfter } from '../file-after.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import type { Decision } from '../kernel/decision.js';
import { contactBarred } from '../protection/state.js';
import { today } from '../today.js';
import { bandUnder } from './age.js';
import { isAgeEvent } from './age-evidence.js';
import { ageOf } from './childhood.js';

/** A message of ours that told a band, and the band. */
interface Told {
  readonly message: OwnMessage;
  readonly band: string;
}

/** What each country was told last of the age and may still believe. */
const lastTold = ({ disclosure }: CaseFile): ReadonlyMap<Country, Told> =>
  new Map(
    disclosure.own
      .filter(
        ({ kind, status, receipt }) =>
          (kind === 'CaseNotified' || kind === 'TreatAsChild') &&
          status !== 'withheld' &&
          receipt !== 'refused',
      )
      .flatMap((message): [Country, Told][] => {
        const band = message.payload?.['ageBand'];
        return typeof band === 'string' ? [[message.to, { message, band }]] : [];
      }),
  );

/** That a person of whom a country was told an adult's age is a child, for every such country that may be told anything. */
const childNow = (file: CaseFile, context: Context): NewCaseEvent[] => {
  const age = ageOf(file, context.facts(context.country), today(context));
  if (!age.child || file.repatriation.diedAt !== undefined) return [];
  return [...lastTold(file)].flatMap(([to, { message, band }]) => {
    const theirs = context.facts(to);
    const knows = band === unknownAgeBand || theirs.childBands.includes(band);
    if (knows || contactBarred(file, to)) return [];
    const payload = { corrected: message.messageId, ageBand: bandUnder(age, theirs) };
    return [disclose(file, context, { kind: 'TreatAsChild', to, payload, key: message.messageId }).event];
  });
};

/**
 * Whatever makes a child of whom a country was told an adult, a verification, a document, a finding taken back, a date
 * corrected: that country learns it at once, without waiting for a consent that her own no longer is (domain.md 3.1, no. 26).
 */
export const withToldAge = (
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { events, refusal } = decision;
  const changes = events.some((event) => isAgeEvent(event) && event.type !== 'MessageReceived');
  if (refusal || !changes || lastTold(file).size === 0) return decision;
  const told = childNow(fileAfter(events, file, context), context);
  return told.length === 0 ? decision : { events: [...events, ...told] };
};
