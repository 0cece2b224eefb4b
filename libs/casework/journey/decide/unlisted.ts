import type { CaseFile } from '../../records/file.js';
import { refuse, type Decision } from '../../words/decision.js';
import { at } from '../../repatriation/offers/stop.js';
import type { Journey, NewJourneyEvent } from '../state.js';
import { wayOf } from './way.js';

/** Whom a record names and no list: they travelled or stood there all the same, and come on the list now. */
export const unlisted = (
  named: readonly string[],
  journey: Journey,
  occurredAt: string | undefined,
): NewJourneyEvent[] =>
  [...new Set(named)]
    .filter((caseId) => !journey.travellers.includes(caseId))
    .map((caseId) => ({
      type: 'TravellerAdded',
      data: { caseId, unlisted: true, ...wayOf(journey) },
      ...at(occurredAt),
    }));

/** A record can name only people of whom this node has a file. An erased file takes no fact. */
export const withoutFile = (
  named: readonly string[],
  journey: Journey,
  files: ReadonlyMap<string, CaseFile>,
): Decision<never> | undefined =>
  named.every((caseId) => {
    const file = files.get(caseId);
    return (
      journey.travellers.includes(caseId) ||
      (file !== undefined && file.revision >= 0 && !file.erasure.erased)
    );
  })
    ? undefined
    : refuse('unknown_reference', 'travellers names a person of whom there is no case here.');
