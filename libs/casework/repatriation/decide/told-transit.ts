import type { NewCaseEvent } from '../../records/catalogue.js';
import { unknownProfile } from '../../coordination/profile.js';
import type { CaseFile } from '../../records/file.js';
import { unknownAgeBand } from '../../words/age-band.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import type { Inbound, Receivers } from '../../records/rules.js';
import { isAnswerTo, transitOf } from '../transit.js';
import { answerDueAs } from '../../words/reckoned.js';

/**
 * A file of who passes: it knows of the person what the manifest says, and belongs to the focal point. Where the person was
 * found is not told; the country that asks stands in its place.
 */
const transitFile = (
  { coordination }: CaseFile,
  { country, facts }: Context,
  { from, theirReference, messageId }: Inbound,
): NewCaseEvent[] => {
  if (coordination.opened) return [];
  const agency = facts(country).focalPoint;
  const { sex, mainLanguage } = unknownProfile;
  return [
    {
      type: 'CaseOpened',
      data: {
        ...{ side: 'transit', channel: 'partner_state', urgency: 'normal', foundIn: from, owner: agency },
        ...{ sex, mainLanguage, ageBand: unknownAgeBand },
      },
    },
    { type: 'PartnerLinked', data: { country: from, theirReference, notice: messageId } },
    { type: 'AgencyInvolved', data: { agency, reason: 'focal_point' } },
  ];
};

/** Why an answer counts for nothing; undefined where it names what was asked of that country. */
const answersNothing = (
  { repatriation }: CaseFile,
  from: Country,
  answer: { readonly on: string; readonly answers?: string | undefined },
): Decision<never> | undefined => {
  const asked = transitOf(repatriation.transit, 'us', from);
  if (!asked) return refuse('unknown_reference', 'No transit was asked of this country.');
  if (asked.standing === 'withdrawn')
    return refuse('wrong_state', 'The transit that was asked of this country was taken back.');
  return isAnswerTo(asked, answer)
    ? undefined
    : refuse('unknown_reference', 'The answer is for another journey or another day than was asked.');
};

export const transitReceivers: Receivers<'TransitNotified' | 'TransitPermitted' | 'TransitRefused'> = {
  TransitNotified: (transit, file, context, inbound) => {
    const { from, messageId } = inbound;
    return accept<NewCaseEvent>(...transitFile(file, context, inbound), {
      type: 'TransitRequestReceived',
      data: { ...transit, from, messageId, ...answerDueAs('answerDue', inbound) },
    });
  },

  TransitPermitted: ({ on }, file, { country: to }, { from: by, messageId, answers }) =>
    answersNothing(file, by, { on, answers }) ??
    accept({
      type: 'TransitPermitted',
      data: { by, to, on, messageId, ...(answers ? { answers } : {}) },
    }),

  TransitRefused: ({ on, reason }, file, { country: to }, { from: by, messageId, answers }) =>
    answersNothing(file, by, { on, answers }) ??
    accept({
      type: 'TransitRefused',
      data: { by, to, on, reason, messageId, ...(answers ? { answers } : {}) },
    }),
};
