import { involveAll, type OfficeWork } from '../../coordination/offers/involving.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { FoundIn } from '../../words/states.js';
import { agencyOf } from '../../words/facts.js';
import { lastWord } from '../questions/national-answer.js';

/**
 * Brings into the case who looks whether the person is a national: where one office has the last word, it and the mission
 * where the person is, and it hands the check on to whom it needs; else every office charged.
 */
export const involveCheckers = (
  work: OfficeWork,
  file: CaseFile,
  context: Context,
  at: FoundIn,
): NewCaseEvent[] => {
  const facts = context.facts(context.country);
  const last = lastWord(file, facts);
  return involveAll('confirm_nationality', work, file, context, at).filter(
    (event) =>
      event.type !== 'AgencyInvolved' ||
      last === undefined ||
      event.data.agency === last ||
      agencyOf(facts, event.data.agency)?.abroad !== undefined,
  );
};
