import { z } from 'zod';
import {
  eventReader,
  officesFor,
  refusalFor,
  seesEvent,
  show,
  viewerIn,
  type AccessEntry,
  type Caller,
} from '#access';
import {
  asIfInForce,
  audienceOf,
  caseEvents,
  consentPurposes,
  countries,
  fieldGroups,
  holdsRole,
  messages,
  preview,
  type CaseFile,
  type Context,
  type CountryFacts,
  type Preview,
  type PreviewedMessage,
  type SealedClass,
} from '#casework';
import { unanswerable } from './asked/asked.pipe.js';
import type { PreviewAsked } from './asked/preview-asked.js';
import { keptAsTry, nothingHere, refused } from './problem.js';

const PreviewedField = z.object({
  name: z.string(),
  group: z.enum(fieldGroups),
  goes: z.boolean(),
  consents: z
    .array(z.uuid())
    .readonly()
    .optional()
    .describe('Consents that let it go with the clause; none for what goes on the partner’s own question.'),
  because: z.enum(['outside_clause', 'kind_not_taken', 'outside_consent', 'nothing_known']).optional(),
  value: z.unknown().optional().describe('What it would say, as far as your agency may see it.'),
});

const PreviewedKind = z.object({
  kind: z.string(),
  instrument: z.string(),
  instrumentVersion: z.string(),
  instrumentHash: z.string().optional(),
  clause: z.string(),
  goes: z.boolean(),
  because: z
    .enum(['kind_not_taken', 'consent_missing', 'required_field_missing', 'message_too_large'])
    .optional(),
  fields: z.array(PreviewedField),
});

/** What GET on the preview of a disclosure answers. */
export const PreviewRead = z.object({
  caseId: z.uuid(),
  to: z.enum(countries),
  purpose: z.enum(consentPurposes),
  at: z.iso.datetime(),
  messages: z
    .array(PreviewedKind)
    .describe('Kinds that tell of the person; day, place and references come with the step.'),
  changes: z
    .array(z.object({ kind: z.string(), field: z.string(), now: z.boolean(), then: z.boolean() }))
    .optional()
    .describe(
      'Under the instrument that was named: fields that go now and would not then, or the other way round.',
    ),
});
export type PreviewRead = z.infer<typeof PreviewRead>;

interface PreviewReader {
  readonly caller: Caller;
  readonly facts: CountryFacts;
  readonly requestId: string;
}

/** Whether a reader may know what crosses: the same offices that know of the messages of the case. */
const knowsOfMessages = (file: CaseFile, { caller, facts }: PreviewReader): boolean => {
  const reader = eventReader(facts, caller, [], viewerIn(file, caller, facts));
  const audience = audienceOf(caseEvents.MessageApproved, { kind: 'CaseNotified' });
  return (
    holdsRole(facts, caller.actor, 'officer') &&
    seesEvent(caseEvents.MessageApproved, { audience, agency: '' }, reader)
  );
};

const fieldsThatGo = (found: readonly PreviewedMessage[]): ReadonlySet<string> =>
  new Set(
    found.flatMap(({ kind, because, fields }) =>
      fields.flatMap(({ name, goes }) => (goes && because === undefined ? [`${kind} ${name}`] : [])),
    ),
  );

/** What goes under one set of texts and not under another. */
const changesBetween = (
  before: readonly PreviewedMessage[],
  after: readonly PreviewedMessage[],
): NonNullable<PreviewRead['changes']> => {
  const [now, then] = [fieldsThatGo(before), fieldsThatGo(after)];
  return [...new Set([...now, ...then])]
    .filter((name) => now.has(name) !== then.has(name))
    .map((name) => {
      const [kind = '', field = ''] = name.split(' ');
      return { kind, field, now: now.has(name), then: then.has(name) };
    });
};

/** The texts under which it is asked: those of now, or as if one were in force. */
const contextFor = ({ to, under }: PreviewAsked, now: Context): Context => {
  if (under === undefined) return now;
  const at = under.indexOf('@');
  const then = asIfInForce(now, to, under.slice(0, at), under.slice(at + 1));
  if (!then) throw unanswerable([{ field: 'under', reason: 'is no instrument between the two countries' }]);
  return then;
};

/** What is previewed; where texts are compared, one without a clause for it lets nothing go. Throws what is refused, for the access log to keep. */
const messagesOf = (found: Preview, comparing: boolean, { agency }: Caller): readonly PreviewedMessage[] => {
  if (!found.refusal) return found.messages;
  if (comparing && found.refusal.code === 'no_clause') return [];
  throw keptAsTry(refused(refusalFor(agency.viewer, found.refusal)));
};

/** What would cross now, field by field, and the row of the access log that must stand before it is shown. */
export const previewRead = (
  file: CaseFile,
  asked: PreviewAsked,
  now: Context,
  reader: PreviewReader,
): { readonly body: PreviewRead; readonly entries: readonly AccessEntry[] } => {
  if (!knowsOfMessages(file, reader)) throw nothingHere();
  const { to, purpose } = asked;
  if (to === now.country) throw unanswerable([{ field: 'to', reason: 'is the own country' }]);
  const { caller, facts, requestId } = reader;
  const context = contextFor(asked, now);
  const found = messagesOf(preview({ to, purpose }, file, context), asked.under !== undefined, caller);
  const before =
    asked.under === undefined ? undefined : messagesOf(preview({ to, purpose }, file, now), true, caller);
  const as = viewerIn(file, caller, facts);
  const fields = new Set<string>();
  const classes = new Set<SealedClass>();
  const shown = found.map(({ kind, instrument, clause, because, fields: all, payload }) => {
    const { data, sensitive } = show(messages[kind], payload, as.viewer, {
      needed: as.needed,
      offices: officesFor(facts, caller.actor, as.viewer),
    });
    for (const { field, dataClass } of sensitive) {
      fields.add(`${kind}.${field}`);
      classes.add(dataClass);
    }
    return {
      ...{ kind, instrument: instrument.code, instrumentVersion: instrument.version },
      ...(instrument.hash === undefined ? {} : { instrumentHash: instrument.hash }),
      ...{ clause: clause.id, goes: because === undefined },
      ...(because ? { because } : {}),
      fields: all.map(({ dataClass: _class, ...field }) => ({
        ...field,
        ...(field.name in data ? { value: data[field.name] } : {}),
      })),
    };
  });
  const changes = before && changesBetween(before, found);
  const entry: AccessEntry = {
    ...{ requestId, actor: caller.actor.id, agency: caller.agency.id, caseId: file.caseId },
    ...{ what: 'disclosure_preview', fields: [...fields], classes: [...classes], at: now.now },
  };
  return {
    body: {
      ...{ caseId: file.caseId, to, purpose, at: now.now, messages: shown },
      ...(changes ? { changes } : {}),
    },
    entries: [entry],
  };
};
