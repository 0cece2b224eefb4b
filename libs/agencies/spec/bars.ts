import { happened, id } from './happened.js';

/** What no list may let anyone guess: a witness hold, and a fear told in a screening. */
export const hold = happened('HoldPlaced', {
  holdId: id('hold'),
  hold: {
    authority: 'Court',
    until: '2014-12-01',
    reviewOn: '2014-10-01',
    personsView: 'wants to go',
    advanceTestimony: 'tried',
    because: 'witness',
  },
});
export const screened = happened('ProtectionScreened', {
  screeningId: id('screening'),
  about: 'MM',
  language: 'my',
  inPrivate: true,
  result: 'fears_state',
});
