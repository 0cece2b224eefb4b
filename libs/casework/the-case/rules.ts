import { alertsRules } from '../alerts/rules.js';
import { assignmentRules } from '../assignment/rules.js';
import { consentRules } from '../consent/rules.js';
import { contactRules } from '../contact/rules.js';
import { coordinationRules } from '../coordination/rules.js';
import { disclosureRules } from '../disclosure/rules.js';
import { entriesRules } from '../entries/rules.js';
import { erasureRules } from '../erasure/rules.js';
import { identificationRules } from '../identification/rules.js';
import { identityRules } from '../identity/rules.js';
import { nationalityRules } from '../nationality/rules.js';
import { proceedingsRules } from '../proceedings/rules.js';
import { protectionRules } from '../protection/rules.js';
import { relayRules } from '../relay/rules.js';
import { reintegrationRules } from '../reintegration/rules.js';
import { repatriationRules } from '../repatriation/rules.js';
import { shelterRules } from '../shelter/rules.js';
import { stepsRules } from '../steps/rules.js';
import { tracingRules } from '../tracing/rules.js';
import type { MessageKind } from '../records/catalogue.js';
import type { ProcessName, Records } from '../records/records.js';
import type { Receivers, RulesOf } from '../records/rules.js';

/**
 * Processes of which something can be asked, or to which a message can speak; the others only read. A letter is any message:
 * it is decided where what each kind does is known (letters.ts).
 */
type Acting = {
  [Name in ProcessName]: [keyof Records[Name]['commands'], keyof Records[Name]['messages']] extends [
    never,
    never,
  ]
    ? never
    : Name;
}[Exclude<ProcessName, 'letters'>];

/** The rules of each process; one that is forgotten does not compile. */
export const processes: { readonly [Name in Acting]: RulesOf<Records[Name]> } = {
  coordination: coordinationRules,
  assignment: assignmentRules,
  identity: identityRules,
  protection: protectionRules,
  contact: contactRules,
  identification: identificationRules,
  consent: consentRules,
  nationality: nationalityRules,
  tracing: tracingRules,
  shelter: shelterRules,
  repatriation: repatriationRules,
  proceedings: proceedingsRules,
  reintegration: reintegrationRules,
  disclosure: disclosureRules,
  relay: relayRules,
  erasure: erasureRules,
  entries: entriesRules,
  steps: stepsRules,
  alerts: alertsRules,
};

/** What each kind of message does here. */
export const receivers = Object.assign(
  {},
  ...Object.values(processes).map(({ receive }) => receive),
) as Receivers<MessageKind>;
