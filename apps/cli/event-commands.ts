import { randomBytes } from 'node:crypto';
import { StampKeys } from '../node/stamp-keys.js';
import type { Command } from './command.js';
import { bindEvents, checkEvents, makeOperator } from './earlier-events.js';
import { makeInstrumentKey, signInstrumentKeys, signPaper } from './instrument-keys.js';
import { replay } from './replay.js';
import { idOf, needed, upTo } from './words.js';

/** A file of stamp keys, whole. */
const newStampKeys = (id: string): string => {
  const current = { id, secret: randomBytes(32).toString('hex') };
  return JSON.stringify(StampKeys.parse({ current }));
};

/** Commands that read the event store alone, and those that make the keys by which it is checked. */
export const eventCommands: Readonly<Record<string, Command>> = {
  replay: {
    takes: 'CASE [--revision N]',
    words: 1,
    options: ['revision'],
    does: 'the history of a case up to a revision, open fields only, one JSON object a line',
    needs: 'event_store',
    run: ([given], { revision }) => {
      const until = upTo(revision);
      return replay(idOf(needed(given, 'the case'), 'a case has one like 6f1c2d3e-…'), until);
    },
  },
  'check-events': {
    takes: '',
    words: 0,
    does: 'events that stand in the store and that this node did not write, one JSON object a line',
    needs: 'event_store',
    nothing: 'This node wrote every event of its store.',
    run: checkEvents,
  },
  'bind-events': {
    takes: 'KEY-FILE',
    words: 1,
    does: 'bind the events from before stamps with your key: two operators must',
    needs: 'event_store',
    changes: true,
    run: ([file]) => bindEvents(needed(file, 'the file of your private key')),
  },
  'new-operator': {
    takes: 'KEY-FILE',
    words: 1,
    does: 'a key pair for an operator, who binds events and vouches for the keys of parties',
    needs: 'no_node',
    run: ([given]) => {
      const file = needed(given, 'the file of the private key');
      return () => makeOperator(file);
    },
  },
  'new-stamp-key': {
    takes: 'ID',
    words: 1,
    does: 'a STAMP_KEYS_FILE with a new key, under which a node stamps its events',
    needs: 'no_node',
    run: ([id]) => {
      const named = needed(id, 'its id');
      return () => [newStampKeys(named)];
    },
  },
};

const now = (): string => new Date().toISOString();

/** Commands around the keys with which the parties of instruments sign. */
export const instrumentKeyCommands: Readonly<Record<string, Command>> = {
  'new-instrument-key': {
    takes: 'KEY-FILE',
    words: 1,
    does: 'a key pair with which a party signs instruments, and notices about them',
    needs: 'no_node',
    run: ([given]) => {
      const file = needed(given, 'the file of the private key');
      return () => makeInstrumentKey(file, now());
    },
  },
  'sign-instrument-keys': {
    takes: 'KEY-FILE',
    words: 1,
    does: 'sign the next list of the keys of parties, INSTRUMENT_KEYS_FILE.next, with your key: two operators must',
    needs: 'operators',
    changes: true,
    run: ([file]) => signInstrumentKeys(needed(file, 'the file of your private key')),
  },
  'sign-paper': {
    takes: 'KEY-FILE --paper FILE',
    words: 1,
    options: ['paper'],
    does: 'sign a text or a notice as a party: {"text": …} or {"notice": …}',
    needs: 'no_node',
    run: ([given], { paper }) => {
      const file = needed(given, 'the file of the private key');
      return signPaper(file, needed(paper, '--paper and the file of the text or notice'), now());
    },
  },
};
