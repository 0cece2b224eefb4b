import { bestNames } from '../../identity/questions/current.js';
import { tellable } from '../../identity/questions/tellable.js';
import type { PayloadOf } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { isCountry, type Country } from '../../words/country.js';
import { today } from '../../words/today.js';
import { papersTold } from './papers.js';

type Line = Pick<PayloadOf<'TransitNotified'>, 'names' | 'documents' | 'specialNeeds'>;

/** Of a line of the manifest what can be told otherwise later: day, point and papers are notified anew. */
export const personOnLine = (
  file: Pick<CaseFile, 'history' | 'identity'>,
  context: Context,
  to: Country,
): Pick<Line, 'names' | 'specialNeeds'> => {
  const { specialNeeds = [] } = file.identity;
  return {
    names: bestNames(tellable(file, context, to)),
    ...(specialNeeds.length > 0 ? { specialNeeds: [...specialNeeds] } : {}),
  };
};

/** The line of a manifest as far as it is about the person, with the papers that are good on a day: those of the way home. */
export const lineToSend = (
  file: Pick<CaseFile, 'history' | 'identity' | 'nationality' | 'repatriation'>,
  context: Context,
  { to, on }: { readonly to: Country; readonly on: string },
): Line => {
  const { side, partner } = file.repatriation;
  const home = side === 'receiving' ? context.country : partner;
  const documents = home !== undefined && isCountry(home) ? papersTold(file, context, { home, to, on }) : [];
  return { ...personOnLine(file, context, to), ...(documents.length > 0 ? { documents } : {}) };
};

/** The day for which papers must be good where no step names one yet: the planned one, or today. */
export const plannedDay = ({ repatriation }: Pick<CaseFile, 'repatriation'>, context: Context): string =>
  repatriation.proposal?.plannedOn ?? today(context);
