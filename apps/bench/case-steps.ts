import type { Actor, CaseCommand } from '#casework';

/** One step of an ordinary case in Thailand up to the day on which Myanmar is asked. */
export interface CaseStep {
  readonly actor: Actor;
  readonly command: CaseCommand;
}

const police: Actor = { id: 'atpd-officer', country: 'TH', agency: 'atpd', roles: ['officer'] };
const welfare: Actor = {
  id: 'welfare-officer',
  country: 'TH',
  agency: 'msdhs-pathum-thani',
  roles: ['case_worker'],
};
export const focalPoint: Actor = {
  id: 'datip-officer',
  country: 'TH',
  agency: 'datip',
  roles: ['focal_point'],
};

const told = ['purpose', 'uses', 'research_use', 'right_to_see', 'how_long_kept', 'how_to_withdraw'] as const;

const consent = (
  purpose: 'interview' | 'notification' | 'nationality_confirmation' | 'return',
  country: 'TH' | 'MM',
  groups: ('identity' | 'experience' | 'profile' | 'documents' | 'origin' | 'family' | 'journey')[],
): CaseStep => ({
  actor: welfare,
  command: {
    type: 'GiveConsent',
    body: {
      purpose,
      recipient: { country },
      groups,
      givenBy: 'person',
      told: [...told],
      language: 'my',
    },
  },
});

export const openCase: CaseStep = {
  actor: police,
  command: {
    type: 'OpenCase',
    body: {
      channel: 'raid',
      sex: 'female',
      ageBand: 'adult',
      mainLanguage: 'my',
      urgency: 'normal',
      referTo: ['msdhs-pathum-thani'],
    },
  },
};

const screened: CaseStep = {
  actor: welfare,
  command: {
    type: 'ScreenProtection',
    body: { about: 'MM', language: 'my', inPrivate: true, result: 'no_fear' },
  },
};

const mayNotify = consent('notification', 'MM', ['profile']);

/** Crosses the border. */
export const notify: CaseStep = {
  actor: focalPoint,
  command: { type: 'NotifyCountry', body: { country: 'MM', locationType: 'shelter' } },
};

export const recordName: CaseStep = {
  actor: welfare,
  command: {
    type: 'RecordName',
    body: {
      source: 'person',
      confidence: 'medium',
      name: { text: 'မမြင့်', script: 'Mymr', romanisation: 'Ma Myint', kind: 'legal' },
    },
  },
};

export const recordBirthDate: CaseStep = {
  actor: welfare,
  command: {
    type: 'RecordBirthDate',
    body: { source: 'person', confidence: 'medium', calendar: 'buddhist', date: '2519-03' },
  },
};

/** The first screening. */
const presumed: CaseStep = {
  actor: police,
  command: {
    type: 'CompleteScreening',
    body: { outcome: 'presumed', indicators: ['debt', 'threats', 'no_papers'], urgentNeeds: [] },
  },
};

/** Without them Myanmar may not be told. */
export const beforeNotifying: readonly CaseStep[] = [presumed, screened, mayNotify];

/** What stays inside the country: the commands that make up most of a day. */
export const stepsAtHome: readonly CaseStep[] = [
  openCase,
  presumed,
  recordName,
  recordBirthDate,
  {
    actor: welfare,
    command: {
      type: 'RecordOrigin',
      body: {
        source: 'person',
        confidence: 'medium',
        origin: { country: 'MM', province: 'Kayin', village: 'Kyar Inn' },
      },
    },
  },
  screened,
  consent('interview', 'TH', ['identity', 'experience']),
  {
    actor: welfare,
    command: {
      type: 'RecordIdentificationInterview',
      body: {
        agencies: ['msdhs-pathum-thani', 'atpd'],
        disciplines: ['social_work', 'law_enforcement'],
        language: 'my',
        acts: ['harboured'],
        means: ['threat', 'abuse_of_vulnerability'],
        purposes: ['forced_labour'],
      },
    },
  },
  {
    actor: welfare,
    command: { type: 'IdentifyVictim', body: { legalBasis: 'th-anti-tip-act-2551' } },
  },
  mayNotify,
  consent('nationality_confirmation', 'MM', ['identity', 'documents', 'origin']),
  consent('return', 'MM', ['journey', 'identity', 'documents']),
];

/** With the message that tells Myanmar: its payload is sealed in the event that approves it. */
export const wholeCase: readonly CaseStep[] = [...stepsAtHome, notify];
