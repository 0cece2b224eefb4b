import { describe, it } from '@jest/globals';
import { given } from './spec/given.js';
import { identityKnown, linkedWithMyanmar, untoldInMyanmar } from './spec/histories.js';
import { screened } from './spec/identifying.js';
import { sentMessage } from './spec/sent.js';
import { id } from './spec/sample.js';

const before = [...untoldInMyanmar, screened, ...identityKnown];
const sends = [
  ['SendCaseForm', { to: 'MM' }],
  ['RequestNationalityConfirmation', { of: 'MM' }],
  ['RequestFamilyTracing', { of: 'MM', coverStory: 'She is well.' }],
] as const;

describe('what is sent to a country that was not told of the person', () => {
  it('is refused where it is decided, with what to do first, and can be sent after the notice', () => {
    for (const [type, body] of sends) {
      given(...before)
        .when(type, body)
        .thenRefuses('wrong_state', 'DisclosureDenied');
      const told = given(...before).when('NotifyCountry', { country: 'MM', locationType: 'shelter' });
      const { decision } = told.when(type, body);
      if (decision.refusal) throw new Error(decision.refusal.sentence);
    }
  });

  it('goes to one that is linked with us, and not to one that refused the notice', () => {
    for (const [type, body] of sends) {
      const { decision } = given(...before, linkedWithMyanmar).when(type, body);
      if (decision.refusal) throw new Error(decision.refusal.sentence);
      given(...before, ...sentMessage('CaseNotified', { released: 1 }))
        .when('RecordReceipt', { messageId: id('CaseNotified'), from: 'MM', outcome: 'refused' })
        .when(type, body)
        .thenRefuses('wrong_state', 'DisclosureDenied');
    }
  });
});
