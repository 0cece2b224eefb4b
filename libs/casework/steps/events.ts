import { onlyOffices, type Audience } from '../kernel/audience.js';
import { event } from '../kernel/event.js';
import { everyone, naming, operational } from '../kernel/field.js';
import { Code, Id } from '../kernel/values.js';

/** The two offices: what kind of step it is may be nobody else's to know. */
const theTwo = ({ to }: Readonly<Record<string, unknown>>): Audience => onlyOffices([to]);

const passing = { stepId: operational(Id, everyone), to: naming(operational(Code, everyone)) };

export const stepsEvents = {
  StepOffered: event('StepOffered', theTwo, passing),
  StepPassed: event('StepPassed', theTwo, passing),
};
