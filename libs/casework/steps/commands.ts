import { z } from 'zod';
import { permission, alsoOnClosedCase } from '../words/command.js';
import { AgencyCode } from '../words/listed.js';
import { Id } from '../words/values.js';

const someStep = '8c3f7c1e-7f0e-4b6c-9a53-1b4f0f3f6d11';

export const stepsCommands = {
  OfferStep: alsoOnClosedCase(
    permission(
      'take_part',
      'keeper',
      'Offer what your office began and answers for to another office that takes part: a hold, a guardianship, a finding, a service, a plan, an exclusion, or the case itself under its own id. It lapses, and is taken back with TakeBackEntry.',
      z.strictObject({ stepId: Id, to: AgencyCode }),
      { stepId: someStep, to: 'msdhs-tak' },
    ),
  ),
  TakeOverStep: alsoOnClosedCase(
    permission(
      'take_part',
      'second',
      'Take over, as the second person, what another office offered to yours.',
      z.strictObject({ stepId: Id }),
      { stepId: someStep },
    ),
  ),
};
