import type { NewCaseEvent } from '../records/catalogue.js';
import { isChild } from '../identity/questions/childhood.js';
import { today } from '../words/today.js';
import { decidedSince } from '../repatriation/offers/decided-since.js';
import { disclose } from '../crossing/disclose.js';
import type { CaseFile } from '../records/file.js';
import { isUnderWay } from '../repatriation/state.js';
import { releasedTo } from '../disclosure/state.js';
import { onJourney } from '../repatriation/offers/stop.js';
import { isAhead, notAfter } from '../words/ahead.js';
import type { Country } from '../words/country.js';
import { accept, refuse } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import { isChildBand, unknownAgeBand } from '../words/age-band.js';
import { exclusionReceivers } from './decide/exclusion.js';
import type { coordinationMessages } from './messages.js';
import { ownBand } from './questions/own-band.js';

/** A return that crossed the news of a death stays ended when the death is taken back: no permission revives. */
const returnEnds = (file: CaseFile, by: Country): NewCaseEvent[] =>
  isUnderWay(file.repatriation)
    ? [{ type: 'RepatriationCancelled', data: { by, reason: 'circumstances', ...onJourney(file) } }]
    : [];

export const coordinationReceivers: Receivers<keyof typeof coordinationMessages> = {
  ...exclusionReceivers,

  /** Opens the receiving country's own case, or links one that it holds already. */
  CaseNotified: (payload, file, context, { from, theirReference, messageId }) => {
    const { sex, mainLanguage, urgency } = payload;
    const link: NewCaseEvent = {
      type: 'PartnerLinked',
      data: { country: from, theirReference, notice: messageId },
    };
    if (file.coordination.opened) return accept(link);
    const agency = context.facts(context.country).focalPoint;
    const opening: NewCaseEvent = {
      type: 'CaseOpened',
      data: {
        side: 'receiving',
        channel: 'partner_state',
        sex,
        ageBand: ownBand(payload.ageBand, from, context),
        mainLanguage,
        urgency,
        foundIn: from,
        owner: agency,
      },
    };
    return accept<NewCaseEvent>(opening, link, {
      type: 'AgencyInvolved',
      data: { agency, reason: 'focal_point' },
    });
  },

  /** Beside what is known here: the one answer to an age weighs it with the rest. */
  TreatAsChild: ({ ageBand }, file, context, { from }) => {
    if (!file.coordination.opened)
      return refuse('unknown_reference', 'No case of ours was notified under this reference.');
    const own = context.facts(context.country);
    const told = ownBand(ageBand, from, context);
    const band = isChildBand(own, told) ? told : unknownAgeBand;
    return isChild(file, own, today(context))
      ? accept()
      : accept<NewCaseEvent>({
          type: 'AgeBandSet',
          data: { ageBand: band, jurisdiction: context.country, source: 'partner_state' },
        });
  },

  CaseAcknowledged: ({ focalPerson }, file, _context, { from, theirReference }) =>
    file.coordination.opened
      ? accept({ type: 'PartnerLinked', data: { country: from, theirReference, focalPerson } })
      : refuse('unknown_reference', 'No case of ours was notified under this reference.'),

  /** A death that this country knows of already is acknowledged all the same. */
  DeathNotified: ({ diedAt: told }, file, context, { from, messageId }) => {
    if (isAhead(told, context.now)) return refuse('impossible_date', 'diedAt lies in the future.');
    const diedAt = notAfter(told, context.now);
    const reply = disclose(file, context, {
      kind: 'DeathAcknowledged',
      to: from,
      payload: {},
      answers: messageId,
    });
    return file.repatriation.diedAt === undefined
      ? accept<NewCaseEvent>(
          ...returnEnds(file, from),
          { type: 'PersonDied', data: { notified: [], ...onJourney(file) }, occurredAt: diedAt },
          ...decidedSince(diedAt, file),
          reply.event,
        )
      : accept<NewCaseEvent>(reply.event);
  },

  DeathAcknowledged: () => accept(),

  /** Also of a country that never acknowledged the case: it says that nobody there will answer. */
  CaseClosedNotice: (notice, file, _context, { from }) =>
    file.coordination.partners.has(from) || releasedTo(file.disclosure, from).length > 0
      ? accept({ type: 'PartnerClosedCase', data: { country: from, ...notice } })
      : refuse('unknown_reference', 'That country has no part in the case.'),
};
