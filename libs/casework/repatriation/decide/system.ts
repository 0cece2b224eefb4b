import type { NewCaseEvent } from '../../records/catalogue.js';
import { dayIn } from '../../words/calendar.js';
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
import { unpermitted, withdrawTransits } from '../offers/transit.js';
import type { Leg } from '../values.js';
import { hasSigned } from '../way.js';

/**
 * Irregularities of a step that was taken although something was missing (domain.md 2.8): one for each condition. What
 * must not be told apart has the same code as any step taken too early.
 */
export const brokenConditions = (file: CaseFile, context: Context): NewCaseEvent[] => {
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

const isSameWay = (legs: readonly Leg[], before: readonly Leg[] = []): boolean =>
  legs.length === before.length &&
  legs.every(
    ({ from, to, mode, in: country }, place) =>
      before[place]?.from === from &&
      before[place].to === to &&
      before[place].mode === mode &&
      before[place].in === country,
  );

/** Steps of a journey in the case of one traveller: facts, each recorded once, whatever is wrong with it. */
export const repatriationSystemDecisions: Decisions<typeof repatriationSystemCommands> = {
  JoinJourney: ({ journeyId, unlisted, legs, occurredAt }, file) => {
    const joins = file.repatriation.journeyId !== journeyId;
    if (!joins && (legs === undefined || isSameWay(legs, file.repatriation.legs))) return accept();
    return accept<NewCaseEvent>(
      ...offReplacedJourney(file, journeyId),
      { type: 'JourneyJoined', data: { journeyId, ...(legs ? { legs } : {}) }, ...at(occurredAt) },
      ...(joins && unlisted ? [irregularity('traveller_not_listed', journeyId)] : []),
    );
  },

  LeaveJourney: ({ journeyId, occurredAt }, file, context) =>
    file.repatriation.journeyId === journeyId
      ? accept<NewCaseEvent>(
          { type: 'JourneyLeft', data: { journeyId }, ...at(occurredAt) },
          ...withdrawTransits(file, context, journeyId),
        )
      : accept(),

  RecordLegStarted: ({ journeyId, leg, legs = leg + 1, point, in: country, occurredAt }, file, context) => {
    const { side, stage } = file.repatriation;
    const { leg: lastLeg, departedAt } = travelledOn(file.repatriation, journeyId);
    if (lastLeg !== undefined && leg <= lastLeg) return accept();
    const setsOut = departedAt === undefined || (isUnderWay(file.repatriation) && stage !== 'in_transit');
    const step = { journeyId, ...(point ? { point } : {}), at: occurredAt ?? context.now };
    const before = context.policy.leadOf(legs);
    const { timeZone } = context.facts(context.country);
    return accept<NewCaseEvent>(
      ...(side === 'sending' && setsOut
        ? [{ type: 'DepartureRecorded' as const, data: { journeyId }, ...at(occurredAt) }]
        : []),
      { type: 'TransitLegStarted', data: { journeyId, leg }, ...at(occurredAt) },
      ...brokenConditions(file, context),
      ...(side === 'receiving' ? [] : unconfirmed(file, { ...step, before }, context)),
      ...unpermitted(file, { journeyId, on: dayIn(timeZone, step.at), in: country }, context),
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
