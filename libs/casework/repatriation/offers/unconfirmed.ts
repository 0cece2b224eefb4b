import { irregularity } from '../../coordination/offers/irregularity.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { noticeLack, type Crossing } from '../questions/confirmed.js';

/** Goes beside a fact that rests on no confirmed notice, and says what of it lacks. */
export const unconfirmed = (file: CaseFile, crossing: Crossing, context: Context): NewCaseEvent[] => {
  const lack = noticeLack(file, crossing, context);
  return lack === undefined ? [] : [irregularity('travel_without_confirmed_notice', lack)];
};
