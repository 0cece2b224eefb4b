import { z } from 'zod';
import { AgeBand } from '../words/age-band.js';
import { Country } from '../words/country.js';
import { everyoneInvolved, knownTo } from '../words/audience.js';
import { CaseId } from '../words/case-id.js';
import { event, inMoreWords, ofAnyState } from '../words/event.js';
import type { FieldGroup } from '../words/dictionary.js';
import {
  askedWith,
  everyone,
  naming,
  operational,
  personal,
  withConsent,
  type Viewers,
} from '../words/field.js';
import { Code, Id } from '../words/values.js';
import { isParent } from '../words/registry-needs.js';
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
} from '../words/person.js';

export const correctionReasons = [
  'wrong_spelling',
  'wrong_person',
  'mistaken',
  'contradicted_by_document',
  'person_said_otherwise',
  'other',
] as const;

/** `told_otherwise`: the country that told it says now that it was wrong. */
const recordedReasons = [...correctionReasons, 'told_otherwise'] as const;
export type CorrectionReason = (typeof recordedReasons)[number];

/** Who sees how sure a claim is, and who makes it (domain.md 4.1, name claims with confidence). */
const seesClaims: Viewers = ['PO', 'IM', 'SW', 'LA', 'FP'];

/** Who sees where a claim comes from: whoever sees a name in full (domain.md 4.1, names with their source). */
const seesSources: Viewers = ['PO', 'IM', 'SW', 'SH', 'HE', 'LA', 'FP'];

/** Who sees a relative at all (domain.md 4.1), the embassy apart, which sees one with consent. */
const seesRelatives: Viewers = ['PO', 'IM', 'SW', 'SH', 'NG', 'LA', 'LO', 'FP'];

/** Every claim says where it comes from and how sure it is; none replaces another (domain.md 4.1). */
const claimOf = (group: FieldGroup) => ({
  claimId: operational(Id, everyone),
  source: withConsent(operational(z.enum(sources), seesSources, group), 'CO'),
  /** Agency or body that claims it, where the source is one. */
  authority: naming(withConsent(operational(Code.optional(), seesClaims, group), 'CO')),
  confidence: withConsent(operational(z.enum(confidences), seesClaims, group), 'CO'),
  /** Who said it there, where another country told it: what that country holds, and nothing that was looked into here. */
  toldSource: withConsent(operational(z.enum(sources).optional(), seesSources, group), 'CO'),
});

export const identityEvents = {
  NameClaimed: event(
    'NameClaimed',
    knownTo('SW', 'FP'),
    {
      ...claimOf('identity'),
      name: personal('names', Name),
    },
    inMoreWords,
  ),
  BirthDateClaimed: event(
    'BirthDateClaimed',
    knownTo('SW', 'FP'),
    {
      ...claimOf('identity'),
      birthDate: personal('birthDate', BirthDate),
      /** Derived when claimed, by the law of `jurisdiction`, for rules that outlive the sealed date. */
      ageBand: operational(AgeBand, everyone, 'profile'),
      jurisdiction: operational(Country, everyone),
    },
    inMoreWords,
  ),
  OriginClaimed: event(
    'OriginClaimed',
    knownTo('SW', 'FP'),
    {
      ...claimOf('origin'),
      origin: personal('origin', Place),
    },
    ofAnyState,
  ),
  NationalityClaimed: event(
    'NationalityClaimed',
    knownTo('SW', 'FP'),
    {
      ...claimOf('nationality'),
      nationality: personal('nationality', NationalityValue),
    },
    ofAnyState,
  ),
  RelativeRecorded: event(
    'RelativeRecorded',
    knownTo('SW', 'FP'),
    {
      relativeId: operational(Id, everyone),
      relation: askedWith(
        withConsent(operational(z.enum(relations), seesRelatives, 'family'), 'CO'),
        (relation) => (isParent(relation) ? relation : undefined),
      ),
      source: operational(z.enum(sources), everyone),
      /** Who told of the relative there, where another country did. */
      toldSource: operational(z.enum(sources).optional(), everyone),
      /** The country that told of the relative, where one did. */
      authority: naming(withConsent(operational(Code.optional(), seesClaims, 'family'), 'CO')),
      /** The relative's own case on this node: then no message of this case names the relative. */
      caseId: personal('otherCase', CaseId.optional()),
      name: personal('relatives', Name.optional(), { of: 'relativeId' }),
      details: personal('relatives', RelativeDetails.optional(), { of: 'relativeId' }),
    },
    inMoreWords,
  ),
  DocumentRecorded: event('DocumentRecorded', knownTo('SW', 'FP'), {
    ...claimOf('documents'),
    document: personal('documents', DocumentClaim),
  }),
  PhotographReferenced: event('PhotographReferenced', knownTo('SW', 'FP'), {
    photographId: operational(Id, everyone),
    /** The country that told where it is kept, where one did. */
    authority: operational(Code.optional(), seesClaims),
    photograph: personal('photograph', PhotographValue),
  }),
  SpecialNeedsRecorded: event('SpecialNeedsRecorded', knownTo('SW', 'FP'), {
    needs: personal('specialNeeds', z.array(SpecialNeed).max(30)),
  }),
  BackgroundRecorded: event('BackgroundRecorded', knownTo('SW', 'FP'), {
    background: personal('background', Background),
  }),
  AgeBandSet: event('AgeBandSet', everyoneInvolved, {
    ageBand: operational(AgeBand, everyone, 'profile'),
    jurisdiction: operational(Country, everyone),
    source: operational(z.enum(sources), everyone),
  }),
  ClaimCorrected: event('ClaimCorrected', everyoneInvolved, {
    claimId: operational(Id, everyone),
    reason: operational(z.enum(recordedReasons), seesClaims),
    replacedBy: operational(Id.optional(), everyone),
  }),
};
