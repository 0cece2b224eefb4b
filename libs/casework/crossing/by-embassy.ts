import { claimedNationalities } from '../identity/questions/current.js';
import { isConsented, type ToldByHand } from '../nationality/questions/told-by-hand.js';
import { contactBarred } from '../protection/questions/barred.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { bar, type Decision, type Refusal } from '../words/decision.js';
import type { FieldGroup } from '../words/dictionary.js';
import { channelByHand } from '../words/sharing.js';

/** Of the person an embassy hears who she is and of her papers (domain.md 3.2, 1.10 (A)): less than under any instrument. */
const carriedByHand: readonly FieldGroup[] = ['identity', 'documents'];

const p1 = (code: Refusal['code'], sentence: string): Refusal => ({ code, dataClass: 'P1', sentence });

/** Why an embassy may not be told something of a person whom no instrument lets its country be told of by message. */
const whyNot = (
  told: ToldByHand,
  file: CaseFile,
  context: Context,
): { readonly reason: string; readonly refusal: Refusal } | undefined => {
  const { of, groups } = told;
  if (contactBarred(file, of)) return { reason: 'contact_barred', refusal: bar };
  if (!claimedNationalities(file.identity).includes(of))
    return {
      reason: 'third_party',
      refusal: p1(
        'wrong_state',
        'The person does not say that she is of that country: its embassy is told nothing.',
      ),
    };
  if (groups.some((group) => !carriedByHand.includes(group)))
    return {
      reason: 'no_clause',
      refusal: p1(
        'outside_clause',
        'Without an instrument an embassy is told who the person is and of papers, no more.',
      ),
    };
  return isConsented(told, file, context)
    ? undefined
    : {
        reason: 'consent_missing',
        refusal: p1(
          'consent_missing',
          'Ask the person first: she did not ask for that embassy to be told all of this.',
        ),
      };
};

/**
 * The one rule of the way without an instrument: only at the person's request, only identity and documents, only to the
 * embassy of a country that she says is hers, never to one that she fears. What is asked beyond it is refused, and the denial
 * is recorded with the channel.
 */
export const deniedToEmbassy = (
  told: ToldByHand,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> | undefined => {
  const not = whyNot(told, file, context);
  if (!not) return undefined;
  const data = {
    ...{ kind: 'NationalityConfirmationRequested', to: told.of, reason: not.reason },
    channel: channelByHand(told.of, context),
  };
  return { events: [{ type: 'DisclosureDenied', data }], refusal: not.refusal };
};
