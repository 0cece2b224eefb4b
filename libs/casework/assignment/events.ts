import { onlyOffices, type Audience } from '../words/audience.js';
import { event } from '../words/event.js';
import { everyone, naming, operational } from '../words/field.js';
import { Login } from '../words/login.js';
import { Code } from '../words/values.js';

/** Who of an office works on a case is that office's alone to know. */
const ownOffice = ({ agency }: Readonly<Record<string, unknown>>): Audience => onlyOffices([agency]);

const whom = {
  person: operational(Login, everyone),
  agency: naming(operational(Code, everyone)),
};

export const assignmentEvents = {
  /** Until the person accepts, whoever had the case has it. */
  CaseAssigned: event('CaseAssigned', ownOffice, whom),
  CaseAccepted: event('CaseAccepted', ownOffice, whom),
};
