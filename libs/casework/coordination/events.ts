import { z } from 'zod';
import { AgeBand } from '../words/age-band.js';
import { sexes } from '../words/facts.js';
import { Country } from '../words/country.js';
import { FoundIn, State } from '../words/states.js';
import {
  everyoneInvolved,
  knownTo,
  only,
  onlyOffices,
  partOfAgency,
  type Audience,
} from '../words/audience.js';
import { event, ofAnyState, withNewFields } from '../words/event.js';
import { everyone, naming, ofOffice, operational, personal } from '../words/field.js';
import { Login } from '../words/login.js';
import type { Viewer } from '../words/viewer.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id, Language, Line } from '../words/values.js';
import { RescuePlace } from './rescue.js';

export const sides = ['sending', 'receiving', 'transit'] as const;
export const channels = ['hotline', 'raid', 'embassy', 'ngo', 'self', 'partner_state', 'police'] as const;
export const urgencies = ['normal', 'urgent'] as const;
export const locationTypes = [
  'shelter',
  'police',
  'hospital',
  'detention',
  'community',
  'embassy',
  'other',
] as const;
export const closingReasons = [
  'returned',
  'reintegrated',
  'local_stay',
  'third_country',
  'not_a_victim',
  'not_ours',
  'declined',
  'lost_contact',
  'transferred',
  'died',
  'other',
] as const;

/** Rules whose breach tells that a person was asked about fear. */
const aboutScreening: readonly unknown[] = ['screening_not_in_private'];

/** Rules that tell that somebody is excluded. */
export const exclusionRules = ['excluded_party', 'decided_by_excluded'] as const;
export type ExclusionRule = (typeof exclusionRules)[number];

const aboutExclusion = new Set<unknown>(exclusionRules);

/** Whether the focal point may know of an exclusion, where the party alone does not say it. Nobody is shown it. */
const told = operational(z.literal('focal_point').optional(), []);

const focalPointIf = (may: boolean): readonly Viewer[] => (may ? ['FP'] : []);

/**
 * The focal point (domain.md 2.8), unless the rule itself tells what is not the focal point's to know: a fear, or which
 * of its own people is excluded.
 */
const irregularityIsKnownTo = ({ rule, told, excludedBy }: Readonly<Record<string, unknown>>): Audience => {
  if (rule === 'excluded_party' && excludedBy !== undefined)
    return onlyOffices([excludedBy], ...focalPointIf(told !== undefined));
  if (aboutExclusion.has(rule)) return only(...focalPointIf(told !== undefined));
  if (rule === 'dated_before_birth') return only('SW', 'FP');
  return only(aboutScreening.includes(rule) ? 'SW' : 'FP');
};

/** The two offices that lifted it, and the focal point where it may know of the exclusion or confirmed its end. */
const exclusionIsKnownTo = ({ excludedBy, told }: Readonly<Record<string, unknown>>): Audience =>
  onlyOffices([excludedBy], ...focalPointIf(told !== undefined));

/**
 * Who excluded, and the focal point where it is no colleague's exclusion: it names another country or office, or a person
 * who acted from another office; it alone where another country did. Nobody of an office learns which of its own people is excluded.
 */
const isExcludedUnknownTo = ({ country, agency, told }: Readonly<Record<string, unknown>>): Audience => ({
  kind: 'offices',
  offices: [],
  viewers: focalPointIf(country !== undefined || agency !== undefined || told !== undefined),
  ...(country === undefined && typeof agency === 'string' ? { keptFrom: agency } : {}),
});

/** Where the person is kept, and which nationality a notice named, is told to those alone who see it. */
const profileIsKnownTo = ({ sex, mainLanguage, urgency }: Readonly<Record<string, unknown>>): Audience =>
  sex === undefined && mainLanguage === undefined && urgency === undefined
    ? only('SW', 'FP')
    : everyoneInvolved;

export const coordinationEvents = {
  CaseOpened: event(
    'CaseOpened',
    everyoneInvolved,
    {
      side: operational(z.enum(sides), everyone),
      channel: operational(z.enum(channels), everyone),
      sex: operational(z.enum(sexes), everyone, 'profile'),
      ageBand: operational(AgeBand, everyone, 'profile'),
      mainLanguage: operational(Language, everyone, 'profile'),
      urgency: operational(z.enum(urgencies), everyone, 'profile'),
      foundIn: operational(FoundIn, everyone, 'profile'),
      personsCount: operational(z.int().min(1).max(10_000).optional(), everyone),
      /** Agency that owns the case; the one that opened it where absent. */
      owner: naming(operational(Code.optional(), everyone)),
    },
    ofAnyState,
  ),
  /** What was said of the person without a name was wrong or is better known: these fields take the place of those of before. */
  ProfileCorrected: event(
    'ProfileCorrected',
    profileIsKnownTo,
    {
      sex: operational(z.enum(sexes).optional(), everyone, 'profile'),
      mainLanguage: operational(Language.optional(), everyone, 'profile'),
      urgency: operational(z.enum(urgencies).optional(), everyone, 'profile'),
      claimedNationality: operational(State.optional(), ['SW', 'FP'], 'profile'),
      locationType: operational(z.enum(locationTypes).optional(), ['SW', 'FP'], 'profile'),
      /** The country that told it, where one did: what an office of this country found stands before it. */
      from: operational(Country.optional(), everyone),
    },
    ofAnyState,
  ),
  /** Where the person was found, as it is known now: it takes the place of what was said before. */
  RescuePlaceRecorded: event('RescuePlaceRecorded', knownTo('PO', 'IM', 'SW', 'LA', 'FP'), {
    foundIn: operational(FoundIn, everyone, 'profile'),
    place: personal('rescuePlace', RescuePlace),
  }),
  AgencyInvolved: event('AgencyInvolved', partOfAgency, {
    agency: naming(operational(Code, everyone)),
    reason: ofOffice(operational(Code, everyone), 'agency'),
    /** Id of what it was brought in for (a stay, a question); it is let go when that ends. */
    about: operational(Id.optional(), everyone),
  }),
  AgencyReleased: event('AgencyReleased', partOfAgency, {
    agency: naming(operational(Code, everyone)),
    /** `work_ended`: nothing for which it was brought in goes on. */
    reason: ofOffice(operational(Code.optional(), everyone), 'agency'),
  }),
  /** Another office owns the case: it took it over, or the one that owned it cannot any more. */
  OwnershipPassed: event('OwnershipPassed', only('SW', 'FP'), { to: naming(operational(Code, everyone)) }),
  PartyExcluded: event(
    'PartyExcluded',
    isExcludedUnknownTo,
    {
      exclusionId: operational(Id, everyone),
      /** Whose office or official; the node's own country where absent. */
      country: operational(State.optional(), everyone),
      /** The country that told it, where the exclusion was made there. It tells no reason. */
      from: operational(Country.optional(), everyone),
      agency: naming(operational(Code.optional(), everyone)),
      officialId: operational(Login.optional(), everyone),
      reason: personal('exclusion', Line.optional()),
      /** Event ids of the entries that the excluded made, or that made them a guardian: they stand, marked. */
      restingOn: operational(z.array(Id).optional(), everyone),
      told,
    },
    ofAnyState,
  ),
  ExclusionLiftProposed: event('ExclusionLiftProposed', exclusionIsKnownTo, {
    exclusionId: operational(Id, everyone),
    told,
  }),
  ExclusionLifted: event('ExclusionLifted', exclusionIsKnownTo, {
    exclusionId: operational(Id, everyone),
    /** Office whose exclusion it was. */
    excludedBy: naming(operational(Code.optional(), everyone)),
    told,
  }),
  IrregularityRaised: event('IrregularityRaised', irregularityIsKnownTo, {
    rule: operational(Code, everyone),
    about: operational(Code.optional(), everyone),
    /** The office that excluded whom somebody named: it hears of it. Nobody is shown it. */
    excludedBy: naming(operational(Code.optional(), [])),
    told,
  }),
  PartnerLinked: event('PartnerLinked', everyoneInvolved, {
    country: operational(Country, everyone),
    theirReference: operational(Code, everyone),
    focalPerson: operational(Login.optional(), ['SW', 'FP']),
    /** Message by which the partner told us of the case. */
    notice: operational(Id.optional(), everyone),
  }),
  PartnerClosedCase: event('PartnerClosedCase', knownTo('SW', 'FP'), {
    country: operational(Country, everyone),
    /** Only where a clause and a consent let the partner say it. */
    reason: personal('outcomes', z.enum(closingReasons).optional()),
    retainUntil: operational(Day, everyone),
  }),
  CaseClosed: event(
    'CaseClosed',
    everyoneInvolved,
    {
      reason: personal('outcomes', z.enum(closingReasons)),
      retainUntil: operational(Day, everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    withNewFields,
  ),
  CaseReopened: event('CaseReopened', everyoneInvolved, { reason: personal('outcomes', Code) }),
};
