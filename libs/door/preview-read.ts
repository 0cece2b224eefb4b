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
  type Country,
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
  withTheStep: z.literal(true).optional().describe('The file does not say it: whoever takes the step does.'),
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
  because: z.string().optional().describe('Code of what keeps the whole message here.'),
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
    .describe('Kinds that tell of the person or the journey, each with all its fields.'),
  under: z
    .object({
      instrument: z.string(),
      instrumentVersion: z.string(),
      status: z.enum(['text_known', 'text_not_known']),
    })
    .optional()
    .describe(
      'The instrument that was named, and whether its clauses are known: nothing is foretold where not.',
    ),
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

/** Whether a reader may know what crosses: who decides it, of the offices that know of the messages of the case; and the auditor. */
const knowsOfMessages = (file: CaseFile, { caller, facts }: PreviewReader): boolean => {
  const reader = eventReader(facts, caller, [], viewerIn(file, caller, facts));
  const audience = audienceOf(caseEvents.MessageApproved, { kind: 'CaseNotified' });
  return (
    holdsRole(facts, caller.actor, caller.agency.viewer === 'AU' ? 'reader' : 'officer') &&
    seesEvent(caseEvents.MessageApproved, { audience, agency: '' }, reader)
  );
};

const fieldsThatGo = (found: readonly PreviewedMessage[]): ReadonlySet<string> =>
  new Set(
    found.flatMap(({ kind, because, fields }) =>
      fields.flatMap(({ name, goes }) => (goes && because === undefined ? [`${kind} ${name}`] : [])),
    ),
  );

interface AsIf {
  readonly context: Context;
  readonly under: NonNullable<PreviewRead['under']>;
}

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

/** The texts as if one were in force, and whether its clauses are known: of some drafts it is known only that they exist. */
const asIf = (under: string, to: Country, now: Context): AsIf => {
  const at = under.indexOf('@');
  const [instrument, instrumentVersion] = [under.slice(0, at), under.slice(at + 1)];
  const context = asIfInForce(now, to, instrument, instrumentVersion);
  if (!context)
    throw unanswerable([{ field: 'under', reason: 'is no instrument between the two countries' }]);
  const text = context.instruments.find(
    ({ code, version }) => code === instrument && version === instrumentVersion,
  );
  const status = text && text.clauses.length > 0 ? 'text_known' : 'text_not_known';
  return { context, under: { instrument, instrumentVersion, status } };
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
  const then = asked.under === undefined ? undefined : asIf(asked.under, to, now);
  const isForetold = then?.under.status === 'text_known';
  const shownUnder = (context: Context): readonly PreviewedMessage[] =>
    messagesOf(preview({ to, purpose, on: asked.on }, file, context), then !== undefined, caller);
  const before = shownUnder(now);
  const after = then && (isForetold ? shownUnder(then.context) : []);
  const changes = after && isForetold ? changesBetween(before, after) : undefined;
  const as = viewerIn(file, caller, facts);
  const fields = new Set<string>();
  const classes = new Set<SealedClass>();
  const shown = (after ?? before).map(({ kind, instrument, clause, because, fields: all, payload }) => {
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
  const entry: AccessEntry = {
    ...{ requestId, actor: caller.actor.id, agency: caller.agency.id, caseId: file.caseId },
    ...{ what: 'disclosure_preview', fields: [...fields], classes: [...classes], at: now.now },
  };
  return {
    body: {
      ...{ caseId: file.caseId, to, purpose, at: now.now, messages: shown },
      ...(then ? { under: then.under } : {}),
      ...(changes ? { changes } : {}),
    },
    entries: [entry],
  };
};
