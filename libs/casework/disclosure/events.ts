import { z } from 'zod';
import { fieldGroups } from '../words/dictionary.js';
import { consentPurposes } from '../words/purpose.js';
import { Country } from '../words/country.js';
import { State } from '../words/states.js';
import { knownTo, only, onlyOffices, type Audience } from '../words/audience.js';
import { asBefore, event, withNewFields } from '../words/event.js';
import { everyone, operational, partly, personal } from '../words/field.js';
import { Reckoning } from '../words/reckoned.js';
import { LetterNumber } from '../words/letter-number.js';
import { Code, Day, Hash, Id, Instant } from '../words/values.js';
import type { Viewer } from '../words/viewer.js';
import { NotComing, Scope, told } from './values.js';

/** A kind of message by name. */
export const Kind = z.string().regex(/^[A-Z][A-Za-z]+$/);
const Payload = z.record(z.string(), z.unknown());

/** Numbers of messages count those about exclusions too, and a gap would tell of one: they are the auditor's alone. */
const auditorAlone: readonly Viewer[] = [];

/** What a message carries, without numbers of other messages. */
const withoutNumbers = (value: unknown): unknown => {
  const payload = Payload.safeParse(value);
  if (!payload.success) return value;
  const { notComing: _notComing, ...others } = payload.data;
  return others;
};

/**
 * What a message carries: sealed, or in clear where its kind outlives an erasure and has nothing above P1. None of a message
 * that was refused once the person had been erased.
 */
const content = {
  payload: personal('payload', Payload.optional()),
  references: partly(operational(Payload.optional(), everyone), withoutNumbers),
};

/** The instrument, version and clause under which a message goes. */
const basis = {
  instrument: operational(Code, everyone),
  instrumentVersion: operational(z.string(), everyone),
  clause: operational(z.string(), everyone),
  purpose: operational(z.enum(consentPurposes), everyone),
};

/** Kinds of which whoever is told against, and each colleague, could read what an exclusion keeps. */
const aboutExclusions: readonly unknown[] = ['PartyExcluded', 'ExclusionLifted'];

/** The owner and the focal point; of a message about an exclusion who sent it, and the focal point alone. */
export const messageIsKnownTo = ({ kind }: Readonly<Record<string, unknown>>): Audience =>
  aboutExclusions.includes(kind) ? onlyOffices([], 'FP') : knownTo('SW', 'FP');

/** Whoever works on what the corrected message asked for. */
const knownWithTheCorrected = ({ kind }: Readonly<Record<string, unknown>>): Audience =>
  kind === 'FamilyTracingRequested' ? knownTo('SW', 'LO', 'FP') : knownTo('SW', 'IM', 'CO', 'FP');

export const disclosureEvents = {
  MessageApproved: event(
    'MessageApproved',
    messageIsKnownTo,
    {
      messageId: operational(Id, everyone),
      kind: operational(Kind, everyone),
      to: operational(Country, everyone),
      ...basis,
      instrumentHash: operational(Hash.optional(), everyone),
      /** The consents that cover it; none for a stop message, or an answer that the asking country's consent covers. */
      consents: operational(z.array(Id), everyone),
      groups: operational(z.array(z.enum(fieldGroups)), everyone),
      fields: operational(z.array(z.string()), everyone),
      answers: operational(Id.optional(), everyone),
      answerDue: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
      scope: operational(Scope.optional(), ['SW', 'FP']),
      /** It goes at this instant, or later; at once where absent. */
      notBefore: personal('answerHour', Instant.optional()),
      /** Messages of ours that it takes back: no answer to them is waited for. */
      stops: operational(z.array(Id).optional(), everyone),
      /** The message of ours that it corrects, and in which fields. */
      corrects: operational(
        z.strictObject({ messageId: Id, fields: z.array(z.string()) }).optional(),
        everyone,
      ),
      /** Messages of other countries whose data it carries on: it ends with their use. */
      passesOn: operational(z.array(Id).optional(), ['SW', 'FP']),
      /** The consents of whose end it tells, as far as something went there under them. */
      withdrawn: operational(z.array(Id).optional(), ['SW', 'FP']),
      ...content,
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  DisclosureDenied: event(
    'DisclosureDenied',
    only('SW'),
    {
      kind: operational(Kind, everyone),
      /** A country without a node too: nothing was told it, and somebody may tell it by hand. */
      to: operational(State, everyone),
      reason: personal('denial', z.string()),
      /** The clause that it was judged by; none where no clause between the two ever named the message. */
      instrument: operational(Code.optional(), everyone),
      instrumentVersion: operational(z.string().optional(), everyone),
      instrumentHash: operational(Hash.optional(), everyone),
      clause: operational(z.string().optional(), everyone),
      /** Where no instrument lets anything go: the channel by which somebody would have told it. */
      channel: operational(Code.optional(), everyone),
    },
    { denies: true, version: 4, upcast: { 1: asBefore, 2: asBefore, 3: asBefore } },
  ),
  MessageReleased: event(
    'MessageReleased',
    messageIsKnownTo,
    {
      messageId: operational(Id, everyone),
      kind: operational(Kind, everyone),
      to: operational(Country, everyone),
      sequence: operational(z.int().positive(), auditorAlone),
      /** It goes on paper, under this number. */
      letter: operational(LetterNumber.optional(), everyone),
    },
    withNewFields,
  ),
  MessageWithheld: event(
    'MessageWithheld',
    only('SW'),
    {
      messageId: operational(Id, everyone),
      kind: operational(Kind, everyone),
      to: operational(Country, everyone),
      /** The clause under which it had been approved. */
      instrument: operational(Code.optional(), everyone),
      instrumentVersion: operational(z.string().optional(), everyone),
      instrumentHash: operational(Hash.optional(), everyone),
      clause: operational(z.string().optional(), everyone),
      /** None once the person was erased: nothing can be sealed any more. */
      reason: personal('denial', z.string().optional()),
    },
    withNewFields,
  ),
  MessageReceived: event(
    'MessageReceived',
    messageIsKnownTo,
    {
      messageId: operational(Id, everyone),
      kind: operational(Kind, everyone),
      from: operational(Country, everyone),
      sequence: operational(z.int().positive(), auditorAlone),
      sentAt: operational(Instant, everyone),
      ...basis,
      groups: operational(z.array(z.enum(fieldGroups)), everyone),
      answers: operational(Id.optional(), everyone),
      answerDue: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
      /** How far the consents behind it go, as its sender says. */
      scope: operational(Scope.optional(), ['SW', 'FP']),
      outcome: operational(z.enum(['effective', 'refused']), everyone),
      reason: operational(Code.optional(), everyone),
      /** Numbers of its sender's messages that nobody waits for. */
      notComing: operational(NotComing.optional(), auditorAlone),
      /** As its sender says, from version 2 of the wire on. */
      correlation: operational(told.correlation, everyone),
      language: operational(told.language, everyone),
      offices: operational(told.offices, ['SW', 'FP']),
      /** The sender's references of the consents behind it, or of those withdrawn. */
      consents: operational(told.consents, ['SW', 'FP']),
      ...content,
    },
    withNewFields,
  ),
  MessageReceipted: event('MessageReceipted', messageIsKnownTo, {
    messageId: operational(Id, everyone),
    kind: operational(Kind, everyone),
    from: operational(Country, everyone),
    outcome: operational(z.enum(['received', 'refused']), everyone),
    reason: operational(Code.optional(), everyone),
  }),
  /** The values themselves are corrected claims of the person beside it. */
  CorrectionReceived: event('CorrectionReceived', knownWithTheCorrected, {
    from: operational(Country, everyone),
    /** The message of theirs that was wrong, and its kind. */
    messageId: operational(Id, everyone),
    kind: operational(Kind, everyone),
    fields: operational(z.array(z.string()), everyone),
    /** Of these fields nothing that was told stands any more. */
    none: operational(z.array(z.string()).optional(), everyone),
  }),
  MessageUseStopped: event('MessageUseStopped', knownTo('SW', 'FP'), {
    from: operational(Country, everyone),
    messageIds: operational(z.array(Id), everyone),
    because: operational(z.enum(['consent_withdrawn', 'recalled', 'contact_stopped']), everyone),
    /** What was withdrawn while a consent to the rest of the purpose holds. */
    withdrawn: operational(
      z.strictObject({ purpose: z.enum(consentPurposes), groups: z.array(z.enum(fieldGroups)) }).optional(),
      everyone,
    ),
  }),
};
