import type { State } from '../words/states.js';
import type { contactEvents } from './events.js';
import type { RecordedEventOf } from '../words/event.js';

type ContactEvent = RecordedEventOf<typeof contactEvents>;

export interface ContactState {
  /** States towards which everything stopped after something had gone or come. */
  readonly stopped: readonly State[];
  /** States towards which the focal point's decision stands. */
  readonly decided: readonly State[];
}

export const noContact: ContactState = { stopped: [], decided: [] };

const without = (countries: readonly State[], country: State): readonly State[] =>
  countries.filter((other) => other !== country);

const including = (countries: readonly State[], country: State): readonly State[] => [
  ...without(countries, country),
  country,
];

export const evolveContact = (state: ContactState, event: ContactEvent): ContactState => {
  const country = event.data.with;
  switch (event.type) {
    case 'ContactStopped':
      return { ...state, stopped: including(state.stopped, country) };
    case 'ContactResumed':
      return { ...state, stopped: without(state.stopped, country) };
    case 'ContactStopDecided':
      return { ...state, decided: including(state.decided, country) };
    case 'ContactStopLifted':
      return { ...state, decided: without(state.decided, country) };
  }
};
