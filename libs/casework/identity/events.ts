import { z } from 'zod';
import { AgeBand } from '../coordination/events.js';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Code, Id } from '../kernel/values.js';
import {
  Background,
  BirthDate,
  confidences,
  DocumentClaim,
  Name,
  NationalityValue,
  Place,
  PhotographValue,
  RelativeDetails,
  relations,
  sources,
  SpecialNeed,
} from './values.js';

export const correctionReasons = [
  'wrong_spelling',
  'wrong_person',
  'mistaken',
  'contradicted_by_document',
  'person_said_otherwise',
  'other',
] as const;

/** Every claim says where it comes from and how sure it is; none replaces another (domain.md 4.1). */
const claim = {
  claimId: operational(Id),
  source: operational(z.enum(sources)),
  /** Agency or body that claims it, where the source is one. */
  authority: operational(Code.optional()),
  confidence: operational(z.enum(confidences)),
};

export const identityEvents = {
  NameClaimed: event('NameClaimed', { ...claim, name: personal('names', Name) }),
  BirthDateClaimed: event('BirthDateClaimed', {
    ...claim,
    birthDate: personal('birthDate', BirthDate),
    /** Derived when claimed, by the law of `jurisdiction`, for rules that outlive the sealed date. */
    ageBand: operational(AgeBand, 'profile'),
    jurisdiction: operational(Country),
  }),
  OriginClaimed: event('OriginClaimed', { ...claim, origin: personal('origin', Place) }),
  NationalityClaimed: event('NationalityClaimed', {
    ...claim,
    nationality: personal('nationality', NationalityValue),
  }),
  RelativeRecorded: event('RelativeRecorded', {
    relativeId: operational(Id),
    relation: operational(z.enum(relations)),
    source: operational(z.enum(sources)),
    /** The relative's own case on this node: then no message of this case names the relative. */
    caseId: operational(Id.optional()),
    name: personal('relatives', Name.optional(), { of: 'relativeId' }),
    details: personal('relatives', RelativeDetails.optional(), { of: 'relativeId' }),
  }),
  DocumentRecorded: event('DocumentRecorded', { ...claim, document: personal('documents', DocumentClaim) }),
  PhotographReferenced: event('PhotographReferenced', {
    photographId: operational(Id),
    photograph: personal('photograph', PhotographValue),
  }),
  SpecialNeedsRecorded: event('SpecialNeedsRecorded', {
    needs: personal('specialNeeds', z.array(SpecialNeed).max(30)),
  }),
  BackgroundRecorded: event('BackgroundRecorded', { background: personal('background', Background) }),
  AgeBandSet: event('AgeBandSet', {
    ageBand: operational(AgeBand, 'profile'),
    jurisdiction: operational(Country),
    source: operational(z.enum(sources)),
  }),
  ClaimCorrected: event('ClaimCorrected', {
    claimId: operational(Id),
    reason: operational(z.enum(correctionReasons)),
    replacedBy: operational(Id.optional()),
  }),
};
