import { z } from 'zod';
import { fieldGroups } from '../dictionary.js';
import { consentPurposes } from '../consent/purpose.js';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Code, Day, Id, Instant } from '../kernel/values.js';

/** A kind of message by name. */
export const Kind = z.string().regex(/^[A-Z][A-Za-z]+$/);
const Payload = z.record(z.string(), z.unknown());

/** The instrument, version and clause under which a message goes. */
const basis = {
  instrument: operational(Code),
  instrumentVersion: operational(z.string()),
  clause: operational(z.string()),
  purpose: operational(z.enum(consentPurposes)),
};

export const disclosureEvents = {
  MessageApproved: event('MessageApproved', {
    messageId: operational(Id),
    kind: operational(Kind),
    to: operational(Country),
    ...basis,
    /** The consents that cover it; none for a stop message, or an answer that the asking country's consent covers. */
    consents: operational(z.array(Id)),
    groups: operational(z.array(z.enum(fieldGroups))),
    fields: operational(z.array(z.string())),
    answers: operational(Id.optional()),
    answerDue: operational(Day.optional()),
    /** Messages of ours that it takes back: no answer to them is waited for. */
    stops: operational(z.array(Id).optional()),
    payload: personal('payload', Payload),
  }),
  DisclosureDenied: event(
    'DisclosureDenied',
    { kind: operational(Kind), to: operational(Country), reason: personal('denial', z.string()) },
    { audience: ['SW'] },
  ),
  MessageReleased: event('MessageReleased', {
    messageId: operational(Id),
    kind: operational(Kind),
    to: operational(Country),
    sequence: operational(z.int().positive()),
  }),
  MessageWithheld: event(
    'MessageWithheld',
    {
      messageId: operational(Id),
      kind: operational(Kind),
      to: operational(Country),
      reason: personal('denial', z.string()),
    },
    { audience: ['SW'] },
  ),
  MessageReceived: event('MessageReceived', {
    messageId: operational(Id),
    kind: operational(Kind),
    from: operational(Country),
    sequence: operational(z.int().positive()),
    sentAt: operational(Instant),
    ...basis,
    groups: operational(z.array(z.enum(fieldGroups))),
    answers: operational(Id.optional()),
    answerDue: operational(Day.optional()),
    outcome: operational(z.enum(['effective', 'refused'])),
    reason: operational(Code.optional()),
    payload: personal('payload', Payload),
  }),
  MessageReceipted: event('MessageReceipted', {
    messageId: operational(Id),
    kind: operational(Kind),
    from: operational(Country),
    outcome: operational(z.enum(['received', 'refused'])),
    reason: operational(Code.optional()),
  }),
  MessageUseStopped: event('MessageUseStopped', {
    from: operational(Country),
    messageIds: operational(z.array(Id)),
    because: operational(z.enum(['consent_withdrawn', 'recalled', 'contact_stopped'])),
    /** What was withdrawn while a consent to the rest of the purpose holds. */
    withdrawn: operational(
      z.strictObject({ purpose: z.enum(consentPurposes), groups: z.array(z.enum(fieldGroups)) }).optional(),
    ),
  }),
};
