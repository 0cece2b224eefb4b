import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given, type Outcome } from '../spec/given.js';
import { identityKnown, openToThere } from '../spec/histories.js';
import { There } from '../spec/lands.js';

const approved = (events: readonly NewCaseEvent[]) =>
  events.flatMap((event) => (event.type === 'MessageApproved' ? [event.data] : []));

/** A request for the nationality that has reached There, and its id. */
const asked = (): { readonly after: Outcome; readonly messageId: string } => {
  const request = given(...openToThere, ...identityKnown).when('RequestNationalityConfirmation', {
    of: There,
  });
  const messageId = approved(request.decision.events)[0]?.messageId ?? 'none';
  return { after: request.when('ReleaseMessage', { messageId }), messageId };
};

describe('taking back what went', () => {
  it('says in the clear which message a recall takes back', () => {
    const { after, messageId } = asked();
    const { decision } = after.when('RecallMessage', { messageId, action: 'stop_use' });
    expect(approved(decision.events)).toMatchObject([{ kind: 'MessageRecalled', stops: [messageId] }]);
  });

  it('takes back with a withdrawn consent what went under it', () => {
    const { after, messageId } = asked();
    const [consentId = 'none'] = after.file.disclosure.own[0]?.consents ?? [];
    const { decision } = after.when('WithdrawConsent', { consentId });
    expect(approved(decision.events)).toMatchObject([{ kind: 'ConsentWithdrawn', stops: [messageId] }]);
  });
});
