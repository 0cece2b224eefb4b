import type { NewCaseEvent } from '../catalogue.js';
import { irregularity } from '../coordination/irregularity.js';
import { isExcluded } from '../coordination/state.js';
import { disclose } from '../disclosure/disclose.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import { accept } from '../kernel/decision.js';
import type { Decisions } from '../kernel/rules.js';
import type { repatriationSystemCommands } from './commands.js';
import { conditionsOfReturn } from './conditions.js';
import { travelledOn } from './state.js';
import { at, suspend } from './stop.js';

/**
 * Irregularities of a step that was taken although something was missing (domain.md 2.8): one for each condition. What
 * must not be told apart has the same code as any step taken too early.
 */
const brokenConditions = (file: CaseFile, context: Context): NewCaseEvent[] => {
  const { side, partner, stage } = file.repatriation;
  if (side !== 'sending' || !partner)
    return ['cancelled', 'refused', 'ended'].includes(stage) ? [irregularity('travel_after_stop')] : [];
  const unauthorised = !['scheduled', 'in_transit'].includes(stage);
  return [
    ...(unauthorised ? [irregularity('travel_not_authorised')] : []),
    ...conditionsOfReturn(file, partner, context).map((condition) =>
      condition === 'not_possible_now'
        ? irregularity('travel_not_permitted')
        : irregularity('travel_condition_missing', condition),
    ),
  ];
};

/** Steps of a journey in the case of one traveller: facts, each recorded once, whatever is wrong with it. */
export const repatriationSystemDecisions: Decisions<typeof repatriationSystemCommands> = {
  JoinJourney: ({ journeyId, occurredAt }, file) =>
    file.repatriation.journeyId === journeyId
      ? accept()
      : accept({ type: 'JourneyJoined', data: { journeyId }, ...at(occurredAt) }),

  LeaveJourney: ({ journeyId, occurredAt }, file) =>
    file.repatriation.journeyId === journeyId
      ? accept({ type: 'JourneyLeft', data: { journeyId }, ...at(occurredAt) })
      : accept(),

  RecordLegStarted: ({ journeyId, leg, occurredAt }, file, context) => {
    const { side } = file.repatriation;
    const { leg: lastLeg, departedAt } = travelledOn(file.repatriation, journeyId);
    if (lastLeg !== undefined && leg <= lastLeg) return accept();
    return accept(
      ...(side === 'sending' && departedAt === undefined
        ? [{ type: 'DepartureRecorded' as const, data: { journeyId }, ...at(occurredAt) }]
        : []),
      { type: 'TransitLegStarted', data: { journeyId, leg }, ...at(occurredAt) },
      ...brokenConditions(file, context),
    );
  },

  RecordLegCompleted: ({ journeyId, leg, occurredAt }, file) => {
    const { legCompleted } = travelledOn(file.repatriation, journeyId);
    return legCompleted !== undefined && leg <= legCompleted
      ? accept()
      : accept({ type: 'TransitLegCompleted', data: { journeyId, leg }, ...at(occurredAt) });
  },

  RecordHandover: ({ side, point, officer, items, discrepancies, occurredAt }, file, context) => {
    const { signed, notified, partner, departedAt } = file.repatriation;
    if (signed.includes(side)) return accept();
    const record = { side, officer, point, items, discrepancies };
    return accept(
      { type: 'HandoverSigned', data: record, ...at(occurredAt) },
      ...(partner
        ? [disclose(file, context, { kind: 'HandoverRecordSigned', to: partner, payload: record }).event]
        : []),
      ...(point === notified?.point ? [] : [irregularity('handover_at_other_point', point)]),
      ...(side === 'sending' && departedAt === undefined ? [irregularity('handover_before_departure')] : []),
      ...(isExcluded(file.coordination, { officialId: officer }) ? [irregularity('excluded_party')] : []),
      ...brokenConditions(file, context),
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
