import { involve } from '../coordination/offers/involving.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import type { Decisions } from '../records/rules.js';
import { accept, refuse } from '../words/decision.js';
import { due } from '../words/reckoned.js';
import type { relayCommands } from './commands.js';
import { messageOf, relayedThrough } from './questions/through.js';
import { whoseTurn } from './state.js';

export const relayDecisions: Decisions<typeof relayCommands> = {
  /** One that skips an office is none: the turn goes from one to the next. */
  ReportRelayHop: ({ relayId }, file, context) => {
    const office = context.actor.agency;
    const relay = file.relay.relays.find((known) => known.relayId === relayId);
    if (!relay?.offices.includes(office))
      return refuse('unknown_reference', 'Nothing is relayed through this office under that id.');
    if (relay.reported.includes(office))
      return refuse('already_exists', 'This office has reported that it passed it on.');
    if (relay.ended) return refuse('wrong_state', 'It was taken back: nobody passes it on any more.');
    const turn = whoseTurn(relay);
    if (!turn.includes(office))
      return refuse('wrong_state', `It is the turn of ${turn.join(', ')}: no office of a relay is skipped.`);
    const [next] = relay.urgent ? [] : relay.offices.slice(relay.offices.indexOf(office) + 1);
    const message = messageOf(relay.messageId, file);
    const hop = message && relayedThrough(message, relay.with, context)?.hop;
    const waits = next && hop ? due('dueOn', context.now, hop, context.facts(context.country)) : {};
    return accept<NewCaseEvent>(
      { type: 'RelayHopReported', data: { relayId, office, ...(next ? { next } : {}), ...waits } },
      ...(next ? involve(next, { reason: 'relay', about: relayId }, file) : []),
    );
  },
};
