import type { Viewer } from './viewer.js';

/**
 * Who may know that an event happened at all. `involved`: every agency in the case, where the mere occurrence is P1 and
 * harmless. `known_to`: the office that recorded it, those named because they must act on it, and whoever sees a field of
 * it. `only`: those named and nobody else, also where the office that recorded it is not among them, because the
 * occurrence itself is above P1 and may follow from another step. `offices`: the office that recorded it, those named by
 * their codes and the kinds named, and nobody else. `like`: whoever may know of events of another type.
 * `part_of`: whoever may know that an office takes part. `about_cases`: whoever may know of one of these cases.
 * The auditor knows of every event.
 */
export type Audience =
  | { readonly kind: 'involved' }
  | { readonly kind: 'known_to' | 'only'; readonly viewers: readonly Viewer[] }
  | {
      readonly kind: 'offices';
      readonly offices: readonly string[];
      readonly viewers: readonly Viewer[];
      /** The office that it is told against: nobody there knows of it, unless the office recorded it itself. */
      readonly keptFrom?: string;
    }
  | { readonly kind: 'part_of'; readonly office: string }
  | { readonly kind: 'about_cases'; readonly caseIds: readonly string[] }
  | { readonly kind: 'like'; readonly type: string };

export const everyoneInvolved: Audience = { kind: 'involved' };
export const knownTo = (...viewers: readonly Viewer[]): Audience => ({ kind: 'known_to', viewers });
export const only = (...viewers: readonly Viewer[]): Audience => ({ kind: 'only', viewers });
/** The office that recorded it and those of the codes given, beside kinds of office; a code that is none names nobody. */
export const onlyOffices = (codes: readonly unknown[], ...viewers: readonly Viewer[]): Audience => ({
  kind: 'offices',
  offices: codes.filter((code) => typeof code === 'string'),
  viewers,
});
/** Whoever may know that the office takes part whose code the event holds as its `agency`. */
export const partOfAgency = ({ agency }: Readonly<Record<string, unknown>>): Audience =>
  typeof agency === 'string' ? { kind: 'part_of', office: agency } : only();
/** Whoever may know of one of the cases that the event holds as its `caseId` or `travellers`. */
export const aboutItsCases = ({ caseId, travellers }: Readonly<Record<string, unknown>>): Audience => ({
  kind: 'about_cases',
  caseIds: [caseId, ...(Array.isArray(travellers) ? (travellers as readonly unknown[]) : [])].filter(
    (id) => typeof id === 'string',
  ),
});
export const likeType = (type: string): Audience => ({ kind: 'like', type });

/** An audience, or what it is by the open fields of the event, where a code among them decides. */
export type DeclaredAudience = Audience | ((open: Readonly<Record<string, unknown>>) => Audience);

export const audienceOf = (
  { audience }: { readonly audience: DeclaredAudience },
  open: Readonly<Record<string, unknown>>,
): Audience => (typeof audience === 'function' ? audience(open) : audience);

/** Who may know of an event of a catalogue; nobody of one whose type is not in it. */
export const audienceIn =
  (catalogue: Readonly<Record<string, { readonly audience: DeclaredAudience }>>) =>
  ({ type, data }: { readonly type: string; readonly data: Readonly<Record<string, unknown>> }): Audience => {
    const definition = Object.hasOwn(catalogue, type) ? catalogue[type] : undefined;
    return definition ? audienceOf(definition, data) : only();
  };
