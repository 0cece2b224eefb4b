import type { z } from 'zod';
import type { EventCatalogue, NewEventOf, RecordedEventOf } from '../words/event.js';
import type { CommandCatalogue } from '../words/command.js';
import type { Full } from '../words/field.js';
import type { MessageCatalogue } from '../words/message.js';
import { alertCommands } from '../alerts/commands.js';
import { alertEvents } from '../alerts/events.js';
import { alertMessages } from '../alerts/messages.js';
import { consentCommands } from '../consent/commands.js';
import { consentEvents } from '../consent/events.js';
import { contactCommands } from '../contact/commands.js';
import { contactEvents } from '../contact/events.js';
import { contactMessages } from '../contact/messages.js';
import { coordinationCommands } from '../coordination/commands.js';
import { coordinationEvents } from '../coordination/events.js';
import { coordinationMessages } from '../coordination/messages.js';
import { disclosureCommands, systemCommands } from '../disclosure/commands.js';
import { disclosureEvents } from '../disclosure/events.js';
import { disclosureMessages } from '../disclosure/messages.js';
import { entriesCommands } from '../entries/commands.js';
import { entriesEvents } from '../entries/events.js';
import { erasureCommands } from '../erasure/commands.js';
import { erasureEvents } from '../erasure/events.js';
import { erasureMessages } from '../erasure/messages.js';
import { identificationCommands } from '../identification/commands.js';
import { identificationEvents } from '../identification/events.js';
import { identityCommands } from '../identity/commands.js';
import { identityEvents } from '../identity/events.js';
import { nationalityCommands } from '../nationality/commands.js';
import { nationalityEvents } from '../nationality/events.js';
import { nationalityMessages } from '../nationality/messages.js';
import { proceedingsCommands } from '../proceedings/commands.js';
import { proceedingsEvents } from '../proceedings/events.js';
import { proceedingsMessages } from '../proceedings/messages.js';
import { protectionCommands } from '../protection/commands.js';
import { protectionEvents } from '../protection/events.js';
import { reintegrationCommands } from '../reintegration/commands.js';
import { reintegrationEvents } from '../reintegration/events.js';
import { reintegrationMessages } from '../reintegration/messages.js';
import { repatriationCommands } from '../repatriation/commands.js';
import { repatriationEvents } from '../repatriation/events.js';
import { repatriationMessages } from '../repatriation/messages.js';
import { shelterCommands } from '../shelter/commands.js';
import { shelterEvents } from '../shelter/events.js';
import { stepsCommands } from '../steps/commands.js';
import { stepsEvents } from '../steps/events.js';
import { tracingCommands } from '../tracing/commands.js';
import { tracingEvents } from '../tracing/events.js';
import { tracingMessages } from '../tracing/messages.js';

/** Every event type that a case file can hold, under its stored name. */
export const caseEvents = {
  ...coordinationEvents,
  ...identityEvents,
  ...protectionEvents,
  ...contactEvents,
  ...identificationEvents,
  ...consentEvents,
  ...nationalityEvents,
  ...tracingEvents,
  ...shelterEvents,
  ...repatriationEvents,
  ...proceedingsEvents,
  ...reintegrationEvents,
  ...disclosureEvents,
  ...erasureEvents,
  ...entriesEvents,
  ...stepsEvents,
  ...alertEvents,
} as const satisfies EventCatalogue;

export type CaseEventType = keyof typeof caseEvents;
export type NewCaseEvent = NewEventOf<typeof caseEvents>;
export type RecordedCaseEvent = RecordedEventOf<typeof caseEvents>;

/** Commands that an agency can give, by process: a process's name is part of its commands' address. */
export const commandsByProcess = {
  coordination: coordinationCommands,
  identity: identityCommands,
  protection: protectionCommands,
  contact: contactCommands,
  identification: identificationCommands,
  consent: consentCommands,
  nationality: nationalityCommands,
  tracing: tracingCommands,
  shelter: shelterCommands,
  repatriation: repatriationCommands,
  proceedings: proceedingsCommands,
  reintegration: reintegrationCommands,
  disclosure: disclosureCommands,
  erasure: erasureCommands,
  entries: entriesCommands,
  steps: stepsCommands,
  alerts: alertCommands,
} as const satisfies Record<string, CommandCatalogue>;

export type ProcessName = keyof typeof commandsByProcess;

/** Every command that an agency can give. */
export const publicCommands = {
  ...coordinationCommands,
  ...identityCommands,
  ...protectionCommands,
  ...contactCommands,
  ...identificationCommands,
  ...consentCommands,
  ...nationalityCommands,
  ...tracingCommands,
  ...shelterCommands,
  ...repatriationCommands,
  ...proceedingsCommands,
  ...reintegrationCommands,
  ...disclosureCommands,
  ...erasureCommands,
  ...entriesCommands,
  ...stepsCommands,
  ...alertCommands,
} as const satisfies CommandCatalogue;

/** With those that only the node itself gives: release, receive, receipts, steps of a journey. */
export const caseCommands = { ...publicCommands, ...systemCommands } as const satisfies CommandCatalogue;

export type PublicCommandType = keyof typeof publicCommands;
export type CommandType = keyof typeof caseCommands;
export type BodyOf<K extends CommandType> = z.output<(typeof caseCommands)[K]['body']>;
export type CaseCommand = { [K in CommandType]: { readonly type: K; readonly body: BodyOf<K> } }[CommandType];

/** Every kind of message that can cross a border. */
export const messages = {
  ...coordinationMessages,
  ...nationalityMessages,
  ...tracingMessages,
  ...repatriationMessages,
  ...proceedingsMessages,
  ...reintegrationMessages,
  ...disclosureMessages,
  ...contactMessages,
  ...erasureMessages,
  ...alertMessages,
} as const satisfies MessageCatalogue;

export type MessageKind = keyof typeof messages;
export type PayloadOf<K extends MessageKind> = Full<(typeof messages)[K]['fields']>;

export const isMessageKind = (kind: string): kind is MessageKind => Object.hasOwn(messages, kind);
