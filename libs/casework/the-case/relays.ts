import { involve } from '../coordination/offers/involving.js';
import { isExcluded } from '../coordination/state.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import { isStop, isWarning } from '../records/kinds.js';
import { messageOf, relayedThrough } from '../relay/questions/through.js';
import type { ways } from '../relay/events.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import type { Decision } from '../words/decision.js';
import { due } from '../words/reckoned.js';

/** What goes straight and is told to the offices after: it stops, warns, or ends everything. */
const isUrgent = (kind: string): boolean => isStop(kind) || isWarning(kind) || kind === 'DeathNotified';

/** Kinds that no office of a relay hears of: it could be the one that they are about. */
const keptBack: readonly string[] = ['PartyExcluded', 'ExclusionLifted'];

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

/** The offices that a message leads through, in the order of its way, without those kept out of the case. */
const begun = ({ kind, way, ...message }: Passing, file: CaseFile, context: Context): NewCaseEvent[] => {
  const known = messageOf(message.messageId, file);
  const through = known && relayedThrough(known, context);
  if (!through || keptBack.includes(kind) || !file.coordination.opened) return [];
  const outward = through.offices.filter((agency) => !isExcluded(file.coordination, { agency }));
  const offices = way === 'out' ? outward : outward.toReversed();
  if (offices.length === 0) return [];
  const urgent = isUrgent(kind);
  const relayId = context.idFor(`relay ${way} ${message.messageId}`);
  const waits = due('dueOn', context.now, through.hop, context.facts(context.country));
  return [
    { type: 'RelayBegun', data: { ...message, relayId, way, offices, urgent, ...waits } },
    ...(urgent ? offices : offices.slice(0, 1)).flatMap((office) =>
      involve(office, { reason: 'relay', about: relayId }, file),
    ),
  ];
};

/** Whatever goes or comes under a channel of several offices is passed on by them, one after the other. */
export const withRelays = (
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const messages = decision.events.flatMap(passing);
  if (messages.length === 0) return decision;
  const now = fileAfter(decision.events, file, context);
  const relays = messages.flatMap((message) => begun(message, now, context));
  return relays.length === 0 ? decision : { ...decision, events: [...decision.events, ...relays] };
};
