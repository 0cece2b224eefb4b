import { z } from 'zod';
import {
  codeKey,
  evolveAge,
  involvementsAfter,
  ownerAfter,
  profileAfter,
  profileFields,
  sexes,
  unknownProfile,
  type AgeEvent,
} from '#casework';
import { ageEvidence, bearing, noSealedAge, type SealedAge } from './age-in-lists.js';
import { type Row } from './frame/view.js';
import { flag, instant, json, oneOf, optional, text } from './frame/columns.js';
import { SealedValue } from './frame/sealed.js';
import { sealedValue, view, type CaseEvent } from './case-view.js';
import { inClear } from './in-clear.js';

const Exclusion = z.strictObject({
  exclusionId: z.string(),
  agency: z.string().nullable(),
  officialId: z.string().nullable(),
});

const Involvement = z.strictObject({
  agency: z.string(),
  reason: z.string(),
  by: z.string().nullable(),
  about: z.string().nullable(),
});

/** A sealed claim that a later correction can take back. */
const Claim = z.strictObject({ claimId: z.string(), commandId: z.string(), value: SealedValue });

const columns = {
  side: oneOf(['sending', 'receiving', 'transit']),
  sex: oneOf(sexes),
  /** What bears on the age: a band is told only for the day of an answer. */
  age: ageEvidence,
  mainLanguage: text,
  urgency: oneOf(['normal', 'urgent']),
  /** Of these three, what an office of this country said itself. */
  saidHere: json(z.array(z.enum(profileFields))),
  partner: optional(text),
  openedAt: instant,
  names: json(z.array(Claim)),
  birthDates: json(z.array(Claim)),
  origins: json(z.array(Claim)),
  /** Under the relative's id; each relative is a data subject with a key of its own. */
  relatives: json(z.array(Claim)),
  /** Office that owns the case. */
  owner: optional(text),
  involved: json(z.array(z.string())),
  /** Why each takes part, in the order in which they came. */
  involvements: json(z.array(Involvement)),
  exclusions: json(z.array(Exclusion)),
  closed: flag,
  erased: flag,
};

type Register = Row<typeof columns>;
type Claims = Register['names'];

const aged = (
  age: SealedAge,
  event: AgeEvent,
  sealed: Parameters<typeof evolveAge<SealedValue, SealedValue>>[2] = { born: null, years: null },
): SealedAge => evolveAge(age, event, sealed);

/** What is said of a claim: by whom, and how sure. */
const saidOf = ({ open }: { readonly open: Readonly<Record<string, unknown>> }): Record<string, unknown> =>
  Object.fromEntries(
    ['source', 'authority', 'confidence', 'toldSource'].flatMap((name) =>
      open[name] === undefined ? [] : [[name, open[name]]],
    ),
  );

const withClaim = (
  claims: Claims,
  event: CaseEvent & { readonly open: { claimId: string } },
  field: string,
): Claims => {
  const value = sealedValue(event, field);
  const { claimId } = event.open;
  return value === null
    ? claims
    : [...claims, { claimId, commandId: event.meta.commandId, value: { ...value, said: saidOf(event) } }];
};

const withoutClaim = (claims: Claims, claimId: string): Claims =>
  claims.filter((claim) => claim.claimId !== claimId);

/** Without what came with messages that may no longer be used. */
const withoutStopped = (row: Register, messageIds: readonly string[]): Register => {
  const stopped = row.age.received.filter(({ messageId }) => messageIds.includes(messageId));
  const still = (claims: Claims): Claims =>
    claims.filter((claim) => !stopped.some(({ commandId }) => commandId === claim.commandId));
  return {
    ...row,
    names: still(row.names),
    birthDates: still(row.birthDates),
    origins: still(row.origins),
    relatives: still(row.relatives),
  };
};

const involvementsIn = (before: Register['involvements'], event: CaseEvent): Register['involvements'] =>
  involvementsAfter(
    before.map(({ by, about, ...held }) => ({ ...held, by: by ?? undefined, about: about ?? undefined })),
    inClear(event),
  ).map(({ agency, reason, by = null, about = null }) => ({ agency, reason, by, about }));

const ownerIn = (owner: string | null, event: CaseEvent): string | null =>
  ownerAfter(owner ?? undefined, inClear(event)) ?? null;

/**
 * One row a case: what every list needs beside its own view. Who takes part and who is kept out, so that a list shows
 * no case that its reader may not know of; sex, what the age rests on, language; names, birth dates and origins, sealed.
 */
export const caseRegister = view({
  name: 'case_register',
  agency: 'every_agency',
  version: 10,
  columns,
  indexes: [['involved']],
  on: {
    CaseOpened: (_row, event) => {
      const { type, open, meta, id, revision } = event;
      return {
        side: open.side,
        ...profileAfter({ ...unknownProfile, urgency: 'normal', saidHere: [] }, inClear(event)),
        age: aged(noSealedAge, bearing({ type, open, meta, id, revision })),
        partner: null,
        openedAt: meta.occurredAt,
        names: [],
        birthDates: [],
        origins: [],
        relatives: [],
        owner: ownerIn(null, event),
        involved: [meta.agency],
        involvements: involvementsIn([], event),
        exclusions: [],
        closed: false,
        erased: false,
      };
    },
    ProfileCorrected: (row, event) => row && profileAfter(row, inClear(event)),
    AgencyInvolved: (row, event) =>
      row && {
        ...row,
        owner: ownerIn(row.owner, event),
        involved: [...new Set([...row.involved, event.open.agency])],
        involvements: involvementsIn(row.involvements, event),
      },
    OwnershipPassed: (row, event) => row && { ...row, owner: ownerIn(row.owner, event) },
    AgencyReleased: (row, event) =>
      row && {
        ...row,
        involved: row.involved.filter((agency) => agency !== event.open.agency),
        involvements: involvementsIn(row.involvements, event),
      },
    /**
     * Those of another country's offices bind what goes there; no reader of this node is one of them. Codes stand in the
     * one form in which they are compared.
     */
    PartyExcluded: (row, { open: { exclusionId, country, agency = null, officialId = null } }) =>
      row &&
      (country !== undefined
        ? row
        : {
            ...row,
            exclusions: [
              ...row.exclusions,
              {
                exclusionId,
                agency: agency && codeKey(agency),
                officialId: officialId && codeKey(officialId),
              },
            ],
          }),
    ExclusionLifted: (row, { open }) =>
      row && {
        ...row,
        exclusions: row.exclusions.filter(({ exclusionId }) => exclusionId !== open.exclusionId),
      },
    PartnerLinked: (row, { open }) => row && { ...row, partner: open.country },
    NameClaimed: (row, event) => row && { ...row, names: withClaim(row.names, event, 'name') },
    BirthDateClaimed: (row, event) =>
      row && {
        ...row,
        birthDates: withClaim(row.birthDates, event, 'birthDate'),
        age: aged(row.age, bearing(event), { born: sealedValue(event, 'birthDate'), years: null }),
      },
    OriginClaimed: (row, event) => row && { ...row, origins: withClaim(row.origins, event, 'origin') },
    RelativeRecorded: (row, event) => {
      const { relativeId: claimId } = event.open;
      const values = ['name', 'details']
        .map((field) => sealedValue(event, field))
        .filter((value) => value !== null);
      const others = withoutClaim(row?.relatives ?? [], claimId);
      const { commandId } = event.meta;
      return (
        row && { ...row, relatives: [...others, ...values.map((value) => ({ claimId, commandId, value }))] }
      );
    },
    ClaimCorrected: (row, event) =>
      row && {
        ...row,
        names: withoutClaim(row.names, event.open.claimId),
        birthDates: withoutClaim(row.birthDates, event.open.claimId),
        origins: withoutClaim(row.origins, event.open.claimId),
        relatives: withoutClaim(row.relatives, event.open.claimId),
        age: aged(row.age, bearing(event)),
      },
    AgeBandSet: (row, event) => row && { ...row, age: aged(row.age, bearing(event)) },
    AgeVerificationRequested: (row, event) => row && { ...row, age: aged(row.age, bearing(event)) },
    AgePresumedMinor: (row, event) => row && { ...row, age: aged(row.age, bearing(event)) },
    AgeVerified: (row, event) =>
      row && {
        ...row,
        age: aged(row.age, bearing(event), { born: null, years: sealedValue(event, 'years') }),
      },
    MessageReceived: (row, event) => row && { ...row, age: aged(row.age, bearing(event)) },
    MessageUseStopped: (row, event) =>
      row && { ...withoutStopped(row, event.open.messageIds), age: aged(row.age, bearing(event)) },
    EntryTakenBack: (row, event) => row && { ...row, age: aged(row.age, bearing(event)) },
    CaseClosed: (row) => row && { ...row, closed: true },
    CaseReopened: (row) => row && { ...row, closed: false },
    PersonErased: (row, event) =>
      row && {
        ...row,
        erased: true,
        closed: true,
        names: [],
        birthDates: [],
        origins: [],
        relatives: [],
        age: aged(row.age, bearing(event)),
      },
  },
});
