import { involve } from '../coordination/offers/involving.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import { isStop, isWarning, onlyConfirms } from '../records/kinds.js';
import { messageOf, relayedThrough, wayThrough } from '../relay/questions/through.js';
import type { ways } from '../relay/events.js';
import { whoseTurn, type Relay } from '../relay/state.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import type { Decision } from '../words/decision.js';
import { due } from '../words/reckoned.js';

/** What goes straight and is told to the offices after: it stops, warns, or ends everything. */
const isUrgent = (kind: string): boolean => isStop(kind) || isWarning(kind) || kind === 'DeathNotified';

/** Kinds that no office of a relay hears of: it could be the one that they are about. */
const aboutOffices: readonly string[] = ['PartyExcluded', 'ExclusionLifted'];

/** What is passed on to nobody: it is about an office, or says only that something of theirs is known or done. */
const isKeptBack = (kind: string): boolean => aboutOffices.includes(kind) || onlyConfirms(kind);

interface Passing {
  readonly messageId: string;
  readonly kind: string;
  readonly with: Country;
  readonly way: (typeof ways)[number];
}

/** What goes or comes with a step, and had effect. */
const passing = (event: NewCaseEvent): readonly Passing[] => {
  if (event.type === 'MessageReleased') {
    const { messageId, kind, to } = event.data;
    return [{ messageId, kind, with: to, way: 'out' }];
  }
  if (event.type !== 'MessageReceived' || event.data.outcome !== 'effective') return [];
  const { messageId, kind, from } = event.data;
  return [{ messageId, kind, with: from, way: 'in' }];
};

/** Who is charged with a relay now: of what is urgent all that have not reported, else the next of them. */
const charged = (
  relay: Pick<Relay, 'relayId' | 'offices' | 'reported' | 'urgent' | 'ended'>,
  file: CaseFile,
): NewCaseEvent[] =>
  whoseTurn(relay).flatMap((office) => involve(office, { reason: 'relay', about: relay.relayId }, file));

/** A relay through the offices that a message leads through, in the order of its way. */
const begun = ({ kind, way, ...message }: Passing, file: CaseFile, context: Context): NewCaseEvent[] => {
  const known = messageOf(message.messageId, file);
  const through = known && relayedThrough(known, message.with, context);
  if (!through || isKeptBack(kind) || !file.coordination.opened) return [];
  const outward = wayThrough(through, file, context);
  const offices = way === 'out' ? outward : outward.toReversed();
  if (offices.length === 0) return [];
  const relayId = context.idFor(`relay ${way} ${message.messageId}`);
  const relay = { relayId, way, offices, urgent: isUrgent(kind) };
  const waits = due('dueOn', context.now, through.hop, context.facts(context.country));
  return [
    { type: 'RelayBegun', data: { ...message, ...relay, offices: [...offices], ...waits } },
    ...charged({ ...relay, reported: [], ended: false }, file),
  ];
};

/** The same relay another way, where an office that is still to pass it on may not any more. */
const rerouted = (relay: Relay, file: CaseFile, context: Context): NewCaseEvent[] => {
  if (relay.ended) return [];
  const { relayId, reported } = relay;
  const known = messageOf(relay.messageId, file);
  const through = known && relayedThrough(known, relay.with, context);
  const offices = wayThrough({ ...through, offices: relay.offices }, file, context, reported);
  if (offices.join() === relay.offices.join()) return [];
  const after = { ...relay, offices };
  const other = whoseTurn(after).some((office) => !whoseTurn(relay).includes(office));
  const waits =
    other && through ? due('dueOn', context.now, through.hop, context.facts(context.country)) : {};
  return [
    { type: 'RelayRerouted', data: { relayId, offices: [...offices], ...waits } },
    ...charged(after, file),
  ];
};

/**
 * Whatever goes or comes under a channel of several offices is passed on by them, one after the other; and none waits for ever
 * for one that was kept out of the case since.
 */
export const withRelays = (
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const messages = decision.events.flatMap(passing);
  if (decision.events.length === 0 || (messages.length === 0 && file.relay.relays.length === 0))
    return decision;
  const now = fileAfter(decision.events, file, context);
  const relays = [
    ...messages.flatMap((message) => begun(message, now, context)),
    ...now.relay.relays.flatMap((relay) => rerouted(relay, now, context)),
  ];
  return relays.length === 0 ? decision : { ...decision, events: [...decision.events, ...relays] };
};
