import type { NewCaseEvent } from '../../records/catalogue.js';
import { disclose, type Disclosure } from '../../crossing/disclose.js';
import { hasCrossed, sentTo } from '../../disclosure/state.js';
import { fileAfter } from '../../records/file-after.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { isCountry, type Country } from '../../words/country.js';
import type { Decision } from '../../words/decision.js';
import { contactBarred } from '../../protection/questions/barred.js';
import { counts, exclusionsOf, toldOf } from '../questions/exclusions-abroad.js';

/** Exclusions that were told to a country and stand no more. */
const endedFor = (file: CaseFile, country: Country): readonly string[] => {
  const standing = new Set(exclusionsOf(file, country).map(({ exclusionId }) => exclusionId));
  const ids = sentTo(file.disclosure, country)
    .filter((message) => message.kind === 'PartyExcluded' && counts(message))
    .flatMap(({ payload }) => (typeof payload?.['exclusionId'] === 'string' ? [payload['exclusionId']] : []));
  return [...new Set(ids)].filter((exclusionId) => !standing.has(exclusionId));
};

/** What a country is to be told now: which office or official, or that it is one no more, and never why. */
export const tellOfExclusions = (
  country: Country,
  file: CaseFile,
  context: Context,
): readonly NewCaseEvent[] => {
  if (!hasCrossed(file.disclosure, country) || contactBarred(file, country)) return [];
  return untold(country, file, context).flatMap(({ approved, event }) => (approved ? [event] : []));
};

const untold = (country: Country, file: CaseFile, context: Context): readonly Disclosure[] => [
  ...exclusionsOf(file, country)
    .filter(({ exclusionId }) => toldOf(file, exclusionId, 'PartyExcluded').length === 0)
    .map(({ exclusionId, agency, officialId }) =>
      disclose(file, context, {
        kind: 'PartyExcluded',
        to: country,
        payload: { exclusionId, agency, officialId },
        key: exclusionId,
      }),
    ),
  ...endedFor(file, country)
    .filter((exclusionId) => toldOf(file, exclusionId, 'ExclusionLifted').length === 0)
    .map((exclusionId) =>
      disclose(file, context, {
        kind: 'ExclusionLifted',
        to: country,
        payload: { exclusionId },
        key: exclusionId,
      }),
    ),
];

const goesTo =
  (country: Country) =>
  (event: NewCaseEvent): boolean =>
    event.type === 'MessageApproved' && event.data.to === country;

/** Before what goes to that country with the same step; after what speaks to it of the person for the first time. */
const placed = (
  events: readonly NewCaseEvent[],
  tells: readonly NewCaseEvent[],
  country: Country,
  file: CaseFile,
): readonly NewCaseEvent[] => {
  const first = events.findIndex(goesTo(country));
  if (first < 0) return [...events, ...tells];
  const place = hasCrossed(file.disclosure, country) ? first : first + 1;
  return [...events.slice(0, place), ...tells, ...events.slice(place)];
};

/** Countries about whose offices something was decided here. */
const concerned = (file: CaseFile): ReadonlySet<Country> =>
  new Set([
    ...file.coordination.exclusions.flatMap(({ country }) => (isCountry(country) ? [country] : [])),
    ...file.disclosure.own.flatMap(({ kind, to }) => (kind === 'PartyExcluded' ? [to] : [])),
  ]);

const mayTell: ReadonlySet<string> = new Set<NewCaseEvent['type']>([
  'PartyExcluded',
  'ExclusionLifted',
  'ContactResumed',
  'MessageApproved',
]);

/**
 * An exclusion of another country's office or official binds there too: that country is told as soon as it knows of the
 * person, ahead of whatever else goes, and told when it ends. While contact is stopped or barred nothing goes, and
 * nothing once the person is erased.
 */
export const withToldExclusions = (
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { events, refusal } = decision;
  if (refusal || !events.some(({ type }) => mayTell.has(type))) return decision;
  const now = fileAfter(events, file, context);
  if (now.erasure.erased) return decision;
  const all = [...concerned(now)].reduce(
    (before, country) => placed(before, tellOfExclusions(country, now, context), country, file),
    events,
  );
  return all.length === events.length ? decision : { events: all };
};
