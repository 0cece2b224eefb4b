import { describe, expect, it } from '@jest/globals';
import { given } from '../spec/given.js';
import { openToThere } from '../spec/histories.js';
import { closingReasons } from './events.js';
import { There } from '../spec/lands.js';

type Reason = (typeof closingReasons)[number];
const told = [
  ...(['purpose', 'uses', 'research_use', 'right_to_see'] as const),
  ...(['how_long_kept', 'how_to_withdraw'] as const),
];

/** What the person agreed to so far: that There knows of her, and no more. */
const toProfileAlone = openToThere.map((event) =>
  event.type === 'ConsentGiven' ? { ...event, data: { ...event.data, groups: ['profile' as const] } } : event,
);

const toldOf = (reason: Reason, toOutcomes = false): unknown => {
  const linked = given(...toProfileAlone, {
    type: 'PartnerLinked',
    data: { country: There, theirReference: 'ref-1' },
  });
  const asked = toOutcomes
    ? linked.when('GiveConsent', {
        ...{ purpose: 'follow_up', recipient: { country: There }, groups: ['outcome'] },
        ...{ givenBy: 'person', told, language: 'my' },
      })
    : linked;
  const { decision } = asked.when('CloseCase', { reason, tell: [There] });
  return decision.events.flatMap((event) =>
    event.type === 'MessageApproved' ? [event.data.payload?.['reason']] : [],
  )[0];
};

describe('the reason for which a case is closed', () => {
  it('is told as it is where it says nothing of the person, and what became of her only with a consent to outcomes', () => {
    const ofHer: readonly Reason[] = ['local_stay', 'third_country', 'declined', 'not_a_victim'];
    for (const reason of closingReasons)
      expect(toldOf(reason)).toBe(ofHer.includes(reason) ? 'other' : reason);
    for (const reason of closingReasons) expect(toldOf(reason, true)).toBe(reason);
  });
});
