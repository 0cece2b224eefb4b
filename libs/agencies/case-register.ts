import { z } from 'zod';
import { codeKey, sexes } from '#casework';
import { type Row } from './frame/view.js';
import { flag, instant, json, oneOf, optional, text } from './frame/columns.js';
import { SealedValue } from './frame/sealed.js';
import { sealedValue, view, type CaseEvent } from './case-view.js';

const Exclusion = z.strictObject({
  exclusionId: z.string(),
  agency: z.string().nullable(),
  officialId: z.string().nullable(),
});

/** A sealed claim that a later correction can take back. */
const Claim = z.strictObject({ claimId: z.string(), commandId: z.string(), value: SealedValue });

const columns = {
  side: oneOf(['sending', 'receiving', 'transit']),
  sex: oneOf(sexes),
  ageBand: text,
  mainLanguage: text,
  urgency: oneOf(['normal', 'urgent']),
  partner: optional(text),
  openedAt: instant,
  names: json(z.array(Claim)),
  birthDates: json(z.array(Claim)),
  origins: json(z.array(Claim)),
  /** Under the relative's id; each relative is a data subject with a key of its own. */
  relatives: json(z.array(Claim)),
  /** Messages of another country, and the command that gave effect to each. */
  received: json(z.array(z.strictObject({ messageId: z.string(), commandId: z.string() }))),
  involved: json(z.array(z.string())),
  exclusions: json(z.array(Exclusion)),
  closed: flag,
  erased: flag,
};

type Register = Row<typeof columns>;
type Claims = Register['names'];

const withClaim = (
  claims: Claims,
  event: CaseEvent & { readonly open: { claimId: string } },
  field: string,
): Claims => {
  const value = sealedValue(event, field);
  const { claimId } = event.open;
  return value === null ? claims : [...claims, { claimId, commandId: event.meta.commandId, value }];
};

const withoutClaim = (claims: Claims, claimId: string): Claims =>
  claims.filter((claim) => claim.claimId !== claimId);

/** Without what came with messages that may no longer be used. */
const withoutStopped = (row: Register, messageIds: readonly string[]): Register => {
  const stopped = row.received.filter(({ messageId }) => messageIds.includes(messageId));
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

/**
 * One row a case: what every list needs beside its own view. Who takes part and who is kept out, so that a list shows
 * no case that its reader may not know of; sex, age band, language; names, birth dates and origins, sealed.
 */
export const caseRegister = view({
  name: 'case_register',
  agency: 'every_agency',
  version: 4,
  columns,
  indexes: [['involved']],
  on: {
    CaseOpened: (_row, { open, meta }) => ({
      side: open.side,
      sex: open.sex,
      ageBand: open.ageBand,
      mainLanguage: open.mainLanguage,
      urgency: open.urgency,
      partner: null,
      openedAt: meta.occurredAt,
      names: [],
      birthDates: [],
      origins: [],
      relatives: [],
      received: [],
      involved: [meta.agency],
      exclusions: [],
      closed: false,
      erased: false,
    }),
    AgencyInvolved: (row, { open }) =>
      row && { ...row, involved: [...new Set([...row.involved, open.agency])] },
    AgencyReleased: (row, { open }) =>
      row && { ...row, involved: row.involved.filter((agency) => agency !== open.agency) },
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
        ageBand: event.open.jurisdiction === event.meta.country ? event.open.ageBand : row.ageBand,
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
    ClaimCorrected: (row, { open: { claimId } }) =>
      row && {
        ...row,
        names: withoutClaim(row.names, claimId),
        birthDates: withoutClaim(row.birthDates, claimId),
        origins: withoutClaim(row.origins, claimId),
      },
    AgeBandSet: (row, { open, meta }) =>
      row && (open.jurisdiction === meta.country ? { ...row, ageBand: open.ageBand } : row),
    AgeVerified: (row, { open }) => row && { ...row, ageBand: open.ageBand },
    MessageReceived: (row, { open: { messageId }, meta: { commandId } }) =>
      row && { ...row, received: [...row.received, { messageId, commandId }] },
    MessageUseStopped: (row, { open }) => row && withoutStopped(row, open.messageIds),
    CaseClosed: (row) => row && { ...row, closed: true },
    CaseReopened: (row) => row && { ...row, closed: false },
    PersonErased: (row) =>
      row && { ...row, erased: true, closed: true, names: [], birthDates: [], origins: [], relatives: [] },
  },
});
