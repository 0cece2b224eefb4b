import {
  messages,
  type FieldGroup,
  type Instrument,
  type MessageDefinition,
  type MessageKind,
  type NewCaseEvent,
} from '#casework';
import { consentedIn, type World } from './world.js';

export type Approval = Extract<NewCaseEvent, { type: 'MessageApproved' }>['data'];

const holdsOn = ({ status, from, until }: Instrument, day: string): boolean => {
  if (day < from) return false;
  switch (status) {
    case 'draft':
    case 'in_process':
      return false;
    case 'in_force':
    case 'superseded':
      return until === undefined || day < until;
    case 'ended':
      return until !== undefined && day < until;
  }
};

/** Whether Myanmar spoke of the person before Thailand did. */
const begunByThem = ({ theirsFirst, sent, received }: World): boolean =>
  received.some(({ effective }) => effective) && (theirsFirst || sent.length === 0);

/** Groups that the consent behind Myanmar's own messages covers: where it began, and nobody was asked here. */
const broughtIn = (
  world: World,
  { purpose, carries }: Instrument['clauses'][number],
): Set<FieldGroup> | undefined => {
  const asked =
    world.refused.includes(purpose) ||
    world.consents.some((consent) => consent.purpose === purpose && consent.country === 'MM');
  const brought = world.received.some(
    ({ effective, stopped, message }) =>
      effective && !stopped && message.purpose === purpose && !messages[message.kind].stops,
  );
  return begunByThem(world) && !asked && brought ? new Set(carries) : undefined;
};

/**
 * Why an approval should never have been, told from the world alone and not by the rule that made it; undefined where all
 * is as it must be.
 */
export const faultOf = (approval: Approval, world: World): string | undefined => {
  const { kind, to, groups, fields } = approval;
  const payload = approval.references ?? approval.payload ?? {};
  if (!Object.hasOwn(messages, kind)) return 'unknown kind';
  const definition: MessageDefinition = messages[kind as MessageKind];
  if (to !== 'MM') return 'to a country without an instrument';

  const instrument = world.instruments.find(
    ({ code, version, clauses }) =>
      code === approval.instrument &&
      version === approval.instrumentVersion &&
      clauses.some(({ id, kind: named }) => id === approval.clause && named === kind),
  );
  const clause = instrument?.clauses.find(({ id }) => id === approval.clause);
  if (!instrument || !clause) return 'no such clause';
  if (!instrument.parties.includes('TH') || !instrument.parties.includes('MM')) return 'not a party';
  if (!clause.from.includes('TH') || !clause.to.includes('MM')) return 'wrong direction';
  if (clause.purpose !== approval.purpose) return 'another purpose';
  const crossed = [
    ...world.sent,
    ...world.received.flatMap(({ effective, message }) => (effective ? [message] : [])),
  ];
  const begun = crossed.some(
    ({ under }) => world.instruments[under % world.instruments.length] === instrument,
  );
  const held = !['draft', 'in_process'].includes(instrument.status) && instrument.from <= world.day;
  if (!holdsOn(instrument, world.day) && !(definition.finishes && begun && held))
    return 'no instrument in force';

  const carried = Object.keys(payload);
  if (carried.join() !== fields.join()) return 'fields not told';
  for (const name of carried) {
    const field = definition.fields[name];
    if (!field) return `unknown field ${name}`;
    if (field.dataClass === 'P4') return `vital field ${name}`;
    if (!clause.carries.includes(field.group)) return `${name} outside the clause`;
    if (!groups.includes(field.group)) return `group of ${name} not told`;
  }
  if (!definition.schema.safeParse(payload).success) return 'not of the form of its kind';

  if (definition.stops && (world.sent.length > 0 || world.received.length > 0)) return undefined;
  const barred =
    world.screening === undefined ? !begunByThem(world) : world.screening !== 'no_fear' || !world.inPrivate;
  if (barred) return 'barred';
  if (world.excluded?.agency === 'focal') return 'excluded';
  const consented = consentedIn(world, clause.purpose) ?? broughtIn(world, clause);
  if (!consented) return 'no consent';
  const beyond = groups.find((group) => !consented.has(group));
  return beyond === undefined ? undefined : `${beyond} outside the consent`;
};
