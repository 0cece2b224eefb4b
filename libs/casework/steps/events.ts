import { onlyOffices, type Audience } from '../words/audience.js';
import { event } from '../words/event.js';
import { everyone, naming, operational } from '../words/field.js';
import { Code, Id } from '../words/values.js';

/** The two offices: what kind of step it is may be nobody else's to know. */
const theTwo = ({ to }: Readonly<Record<string, unknown>>): Audience => onlyOffices([to]);

const passing = { stepId: operational(Id, everyone), to: naming(operational(Code, everyone)) };

export const stepsEvents = {
  StepOffered: event('StepOffered', theTwo, passing),
  StepPassed: event('StepPassed', theTwo, passing),
};
