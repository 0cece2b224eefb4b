import type { NewCaseEvent } from '../../records/catalogue.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { actedThough } from '../../coordination/questions/known-exclusion.js';
import { disclose } from '../../crossing/disclose.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { accept } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import type { repatriationSystemCommands } from '../commands.js';
import { conditionsOfReturn } from '../questions/conditions.js';
import { dayOfCrossing } from '../questions/confirmed.js';
import { unconfirmed } from '../offers/unconfirmed.js';
import { decidedStage, isUnderWay, travelledOn } from '../state.js';
import { at, offReplacedJourney, suspend } from '../offers/stop.js';
import { hasSigned } from '../way.js';

/**
 * Irregularities of a step that was taken although something was missing (domain.md 2.8): one for each condition. What
 * must not be told apart has the same code as any step taken too early.
 */
const brokenConditions = (file: CaseFile, context: Context): NewCaseEvent[] => {
  const { side, partner, stage } = file.repatriation;
  const decided = decidedStage(file.repatriation);
  if (side !== 'sending' || !partner)
    return ['cancelled', 'refused', 'ended'].includes(stage) ? [irregularity('travel_after_stop')] : [];
  return [
    ...(decided !== 'scheduled' ? [irregularity('travel_not_authorised')] : []),
    ...conditionsOfReturn(file, partner, context).map((condition) =>
      condition === 'not_possible_now'
        ? irregularity('travel_not_permitted')
        : irregularity('travel_condition_missing', condition),
    ),
  ];
};

/** Steps of a journey in the case of one traveller: facts, each recorded once, whatever is wrong with it. */
export const repatriationSystemDecisions: Decisions<typeof repatriationSystemCommands> = {
  JoinJourney: ({ journeyId, unlisted, occurredAt }, file) =>
    file.repatriation.journeyId === journeyId
      ? accept()
      : accept<NewCaseEvent>(
          ...offReplacedJourney(file, journeyId),
          { type: 'JourneyJoined', data: { journeyId }, ...at(occurredAt) },
          ...(unlisted ? [irregularity('traveller_not_listed', journeyId)] : []),
        ),

  LeaveJourney: ({ journeyId, occurredAt }, file) =>
    file.repatriation.journeyId === journeyId
      ? accept({ type: 'JourneyLeft', data: { journeyId }, ...at(occurredAt) })
      : accept(),

  RecordLegStarted: ({ journeyId, leg, legs = leg + 1, point, occurredAt }, file, context) => {
    const { side, stage } = file.repatriation;
    const { leg: lastLeg, departedAt } = travelledOn(file.repatriation, journeyId);
    if (lastLeg !== undefined && leg <= lastLeg) return accept();
    const setsOut = departedAt === undefined || (isUnderWay(file.repatriation) && stage !== 'in_transit');
    const step = { journeyId, ...(point ? { point } : {}), at: occurredAt ?? context.now };
    const before = context.policy.leadOf(legs);
    return accept<NewCaseEvent>(
      ...(side === 'sending' && setsOut
        ? [{ type: 'DepartureRecorded' as const, data: { journeyId }, ...at(occurredAt) }]
        : []),
      { type: 'TransitLegStarted', data: { journeyId, leg }, ...at(occurredAt) },
      ...brokenConditions(file, context),
      ...(side === 'receiving' ? [] : unconfirmed(file, { ...step, before }, context)),
    );
  },

  RecordLegCompleted: ({ journeyId, leg, occurredAt }, file) => {
    const { legCompleted } = travelledOn(file.repatriation, journeyId);
    return legCompleted !== undefined && leg <= legCompleted
      ? accept()
      : accept({ type: 'TransitLegCompleted', data: { journeyId, leg }, ...at(occurredAt) });
  },

  RecordHandover: ({ journeyId, with: other, occurredAt, ...record }, file, context) => {
    const { side, point, officer } = record;
    const { notices, partner, departedAt } = file.repatriation;
    if (hasSigned(file.repatriation, side, journeyId)) return accept();
    const signedAt = occurredAt ?? context.now;
    const signedOn = dayOfCrossing(file, context, signedAt);
    const payload = { ...record, group: journeyId, signedOn };
    const told = other ?? partner;
    return accept<NewCaseEvent>(
      { type: 'HandoverSigned', data: { ...record, journeyId }, ...at(occurredAt) },
      ...(told ? [disclose(file, context, { kind: 'HandoverRecordSigned', to: told, payload }).event] : []),
      ...(point === notices.at(-1)?.point ? [] : [irregularity('handover_at_other_point', point)]),
      ...(side === 'sending' && departedAt === undefined ? [irregularity('handover_before_departure')] : []),
      ...actedThough(officer, file, context),
      ...brokenConditions(file, context),
      ...unconfirmed(file, { journeyId, at: signedAt }, context),
    );
  },

  RecordHandoverRefused: ({ side, point, reason, occurredAt }, file, context) => {
    if (file.repatriation.suspendedBy.includes(context.country)) return accept();
    return accept(
      { type: 'HandoverRefused', data: { side, point, reason }, ...at(occurredAt) },
      ...suspend(file, context, { reason }),
    );
  },
};
