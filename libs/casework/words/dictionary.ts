import type { DataClass } from './data-class.js';
import { tableViewers, type Sight, type TableViewer } from './viewer.js';
import {
  claimedCountryOf,
  documentsOf,
  guardianOf,
  initialsOf,
  parentOf,
  villageOf,
  languagesOf,
  provinceOf,
  relativeOf,
  yearOf,
} from './reductions.js';
import {
  countOf,
  familyOptionOf,
  healthOf,
  levelOf,
  needsOf,
  planWithoutHealth,
  recordedOf,
  shelteredOf,
} from './reductions-of-care.js';
import { claimedOf, paidOf, stageOf, suspectsOf, untilOf } from './reductions-of-proceedings.js';

/** What a clause names: fields that travel, and are consented to, together. */
export const fieldGroups = [
  'reference',
  'profile',
  'identity',
  'documents',
  'origin',
  'family',
  'nationality',
  'needs',
  'health',
  'experience',
  'risk',
  'plan',
  'proceedings',
  'money',
  'shelter',
  'journey',
  'outcome',
] as const;
export type FieldGroup = (typeof fieldGroups)[number];

export interface DictionaryEntry<C extends DataClass = DataClass> {
  readonly dataClass: C;
  readonly group: FieldGroup;
  readonly viewers: Readonly<Record<TableViewer, Sight>>;
  /** The class of what it tells, where it stands in clear though it tells more than its own. */
  readonly tells?: DataClass;
  /** What a reader with R sees. Where none is written, R means N (domain.md 4.5a). */
  readonly reduce?: (value: unknown) => unknown;
  /** What of it is not health, for who sees all but that (domain.md 4.5a); all where absent. */
  readonly withoutHealth?: (value: unknown) => unknown;
  /** What of it a consent opens where the column says C; all where absent. `record` is what the value stands in. */
  readonly opens?: (value: unknown, record: Readonly<Record<string, unknown>>) => unknown;
}

/** One row of domain.md 4: class, group, and the viewer columns in the order PO IM SW SH CO NG HE LA LO RS TR ST. */
const row = <C extends DataClass>(
  dataClass: C,
  group: FieldGroup,
  columns: string,
  reduce?: (value: unknown) => unknown,
): DictionaryEntry<C> => ({
  dataClass,
  group,
  viewers: Object.fromEntries(
    columns.split(' ').map((sight, index) => [tableViewers[index], sight]),
  ) as Record<TableViewer, Sight>,
  ...(reduce ? { reduce } : {}),
});

/** The data dictionary of domain.md 4.1 to 4.4. */
export const dictionary = {
  names: row('P2', 'identity', 'Y Y Y Y C R Y Y R C R N', initialsOf),
  nameClaims: row('P2', 'identity', 'Y Y Y N C N N Y N C N N'),
  birthDate: row('P2', 'identity', 'Y Y Y Y C R Y Y R C R N', yearOf),
  photograph: row('P3', 'identity', 'C C Y N C N N C N C N N'),
  relatives: { ...row('P3', 'family', 'R Y Y R C R N R R C N N', relativeOf), opens: parentOf },
  origin: { ...row('P3', 'origin', 'Y Y Y R C R N R R C N R', provinceOf), opens: villageOf },
  background: row('P3', 'profile', 'R R Y Y R Y Y R N C N N', languagesOf),
  nationality: row('P2', 'nationality', 'Y Y Y R C R N Y N Y R Y', claimedCountryOf),
  documents: row('P2', 'documents', 'Y Y Y R C N N Y N C R N', documentsOf),
  acts: row('P3', 'experience', 'Y R Y R N R N Y N C N Y', countOf),
  means: row('P3', 'experience', 'Y N Y R N R N Y N C N Y', countOf),
  purposes: row('P3', 'experience', 'Y R Y R R R R Y N C N Y', countOf),
  route: row('P3', 'experience', 'Y R Y N N N N Y N C N R', countOf),
  /** Where she was found: a vessel and a position lead to whoever is still aboard, and to who held her (A). */
  rescuePlace: row('P3', 'experience', 'Y R Y N N N N Y N C N R', recordedOf),
  suspects: row('P4', 'experience', 'Y N R N N N N Y N C N R', suspectsOf),
  wages: row('P2', 'experience', 'R N Y N N R N Y N C N N', claimedOf),
  incident: row('P3', 'experience', 'Y R Y R N R N Y N C N N', countOf),
  health: row('P3', 'health', 'N N R R N R Y N N C R R', healthOf),
  mentalHealth: row('P3', 'health', 'N N Y Y N R Y N N C R R', recordedOf),
  specialNeeds: row('P2', 'needs', 'R R Y Y Y Y Y R R Y Y N', needsOf),
  guardian: row('P3', 'family', 'Y R Y Y C R Y Y N C R N', guardianOf),
  risk: row('P4', 'risk', 'Y N Y R N R N Y N C N R', levelOf),
  familyAssessment: row('P3', 'family', 'N N Y N N R N N R C N R', familyOptionOf),
  /** Which of absent, unwilling and unsafe a family is, and why: whoever sees the answer reduced does not see that there is one (A). */
  familyReason: row('P3', 'family', 'N N Y N N N N N N N N N'),
  /** In clear, because the bridge goes by it: only an answer of unavailability waits, or counts from a later day. */
  answerHour: { ...row('P1', 'family', 'N N Y N N N N N N N N N'), tells: 'P3' },
  shelter: row('P4', 'shelter', 'R R Y Y R R R R N N N N', shelteredOf),
  /** In clear, because the lists of shelters go by it: shown as the shelter itself. */
  shelterCode: { ...row('P1', 'shelter', 'R R Y Y R R R R N N N N', shelteredOf), tells: 'P4' },
  /** The same of a shelter that is only asked: nobody is sheltered there yet (A). */
  shelterAsked: { ...row('P1', 'shelter', 'N N Y Y N N R N N N N N', shelteredOf), tells: 'P4' },
  plan: { ...row('P2', 'plan', 'N N Y Y N Y N N R C N R', countOf), withoutHealth: planWithoutHealth },
  /** Areas of need and needs in words, as a shelter assesses them: of health as of all else (4.3), so no plan yet. */
  assessedNeeds: row('P3', 'health', 'N N Y Y N R Y N R C N R', countOf),
  outcomes: row('P2', 'outcome', 'N N Y Y N Y N N R C N R', countOf),
  criminalCase: row('P3', 'proceedings', 'Y N Y R N R N Y N C N R', stageOf),
  witnessStatus: row('P4', 'proceedings', 'Y N R R N N N Y N N N N', untilOf),
  protection: row('P4', 'risk', 'N N Y N N N N N N N N N'),
  exclusion: row('P4', 'risk', 'N N Y N N N N N N N N N'),
  denial: row('P4', 'risk', 'N N Y N N N N N N N N N'),
  compensation: row('P2', 'money', 'R N Y R N R N Y N C N Y', claimedOf),
  payments: row('P2', 'money', 'N N Y R N R N R N C N Y', paidOf),
  bestInterests: row('P3', 'family', 'N N Y R N N N Y N C N N', recordedOf),
  /** What warns of a danger to the person (3.1 no. 21): the owner of the case and the other country's focal point (A). */
  safetyAlert: row('P3', 'risk', 'N N Y N N N N N N Y N N'),
  riskExchange: row('P3', 'risk', 'Y N Y R N R N Y N Y N R', levelOf),
  grant: row('P2', 'money', 'N N Y N N Y N N R C N Y', paidOf),
  consents: row('P2', 'reference', 'Y Y Y Y Y Y Y Y N C N R', countOf),
  /** What is handed over with a person, by kind (A). */
  handoverItems: row('P2', 'journey', 'Y Y Y Y Y N N N N Y Y N'),
  /** Another person's case: besides, shown only to who may know of that case. */
  otherCase: row('P3', 'family', 'N N Y Y N N N N N N N N'),
  /** The finished payload of a message: opened by the bridge alone, shown to nobody as such. */
  payload: row('P4', 'reference', 'N N N N N N N N N N N N'),
  journeyNeeds: row('P2', 'journey', 'R R Y Y Y Y Y R R Y Y N', needsOf),
} as const satisfies Record<string, DictionaryEntry>;

export type DictionaryKey = keyof typeof dictionary;
