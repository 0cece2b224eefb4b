import {
  messages,
  type Country,
  type FieldGroup,
  type Instrument,
  type MessageDefinition,
  type MessageKind,
  type NewCaseEvent,
} from '#casework';
import { consentedIn, type World } from './world.js';

export type Approval = Extract<NewCaseEvent, { type: 'MessageApproved' }>['data'];

const holdsOn = (
  { status, from, until }: Pick<Instrument, 'status' | 'from' | 'until'>,
  day: string,
): boolean => {
  if (day < from) return false;
  switch (status) {
    case 'draft':
    case 'in_process':
    case 'unconfirmed':
    case 'suspended':
      return false;
    case 'in_force':
    case 'superseded':
      return until === undefined || day < until;
    case 'ended':
      return until !== undefined && day < until;
  }
};

/** What of a world is between its country and another. */
const between = ({ sent, received }: World, to: Country) => ({
  sent: sent.filter((message) => message.with === to),
  received: received.filter(({ message }) => message.with === to),
});

/** Whether the other country spoke of the person before this one spoke to it. */
const begunByThem = (world: World, to: Country): boolean => {
  const { sent, received } = between(world, to);
  return received.some(({ effective }) => effective) && (world.theirsFirst || sent.length === 0);
};

/** Groups that the consent behind the other country's own messages covers: where it began, and nobody was asked here. */
const broughtIn = (
  world: World,
  to: Country,
  { purpose, carries }: Instrument['clauses'][number],
): Set<FieldGroup> | undefined => {
  const asked =
    world.refused.some((refusal) => refusal.purpose === purpose && refusal.country === to) ||
    world.consents.some((consent) => consent.purpose === purpose && consent.country === to);
  const brought = between(world, to).received.some(
    ({ effective, stopped, message }) =>
      effective && !stopped && message.purpose === purpose && !messages[message.kind].stops,
  );
  return begunByThem(world, to) && !asked && brought ? new Set(carries) : undefined;
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

  const instrument = world.instruments.find(
    ({ code, version, clauses }) =>
      code === approval.instrument &&
      version === approval.instrumentVersion &&
      clauses.some(({ id, kind: named }) => id === approval.clause && named === kind),
  );
  const clause = instrument?.clauses.find(({ id }) => id === approval.clause);
  if (!instrument || !clause) return 'no such clause';
  if (to === world.here) return 'to itself';
  if (world.notTaken?.some((each) => each === kind)) return 'not taken there';
  if (!instrument.parties.includes(world.here) || !instrument.parties.includes(to)) return 'not a party';
  if (!clause.from.includes(world.here) || !clause.to.includes(to)) return 'wrong direction';
  if (clause.purpose !== approval.purpose) return 'another purpose';
  if (approval.instrumentHash !== instrument.hash) return 'another text';
  const { sent, received } = between(world, to);
  const crossed = [...sent, ...received.flatMap(({ effective, message }) => (effective ? [message] : []))];
  const begun = crossed.some(
    ({ under }) => world.instruments[under % world.instruments.length] === instrument,
  );
  const held =
    !['draft', 'in_process', 'unconfirmed'].includes(instrument.status) && instrument.from <= world.day;
  const crossedAtAll = sent.length > 0 || received.length > 0;
  const finishing =
    held && (definition.stops || definition.warns ? crossedAtAll : definition.finishes && begun);
  const disputed = world.disputed && to === world.to;
  if ((disputed || !holdsOn(instrument, world.day)) && !finishing) return 'no instrument in force';
  const haveTheirOwn = world.instruments.some(
    ({ kind: sort, parties, clauses, ...dated }) =>
      sort !== 'multilateral' &&
      clauses.length > 0 &&
      [world.here, to].every((party) => parties.includes(party)) &&
      (holdsOn(dated, world.day) || (dated.status === 'suspended' && dated.from <= world.day)),
  );
  if (instrument.kind === 'multilateral' && haveTheirOwn && !finishing) return 'they have one of their own';

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

  if (definition.stops && (sent.length > 0 || received.length > 0)) return undefined;
  if (world.channel === 'none') return 'nothing carries it';
  const screening = world.screenings.find(({ about }) => about === to);
  const barred =
    screening?.result === undefined
      ? !begunByThem(world, to)
      : screening.result !== 'no_fear' || !screening.inPrivate;
  if (barred) return 'barred';
  const { excluded } = world;
  if (excluded?.agency === 'focal' && (excluded.country ?? to) === to) return 'excluded';
  const consented = consentedIn(world, clause.purpose, to) ?? broughtIn(world, to, clause);
  if (!consented) return 'no consent';
  const beyond = groups.find((group) => !consented.has(group));
  return beyond === undefined ? undefined : `${beyond} outside the consent`;
};
