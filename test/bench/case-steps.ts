import type { Actor } from '#casework';
import {
  comingFrom,
  consenting,
  fearless,
  naming,
  notifying,
  opening,
  presuming,
  type Step,
} from '../kit/ordinary-case.js';

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

export const openCase = opening(police, 'msdhs-pathum-thani');

const screened = fearless(welfare);

const mayNotify = consenting(welfare, 'notification', 'MM', ['profile']);

/** Crosses the border. */
export const notify = notifying(focalPoint);

export const recordName = naming(welfare, {
  text: 'မမြင့်',
  script: 'Mymr',
  romanisation: 'Ma Myint',
  kind: 'legal',
});

export const recordBirthDate: Step = {
  actor: welfare,
  command: {
    type: 'RecordBirthDate',
    body: { source: 'person', confidence: 'medium', calendar: 'buddhist_thai', date: '2519-03' },
  },
};

/** The first screening. */
const presumed = presuming(police, 'debt', 'threats', 'no_papers');

/** Without them Myanmar may not be told. */
export const beforeNotifying: readonly Step[] = [presumed, screened, mayNotify];

/** What stays inside the country: the commands that make up most of a day. */
export const stepsAtHome: readonly Step[] = [
  openCase,
  presumed,
  recordName,
  recordBirthDate,
  comingFrom(welfare, 'Kyar Inn'),
  screened,
  consenting(welfare, 'interview', 'TH', ['identity', 'experience']),
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
  consenting(welfare, 'nationality_confirmation', 'MM', ['identity', 'documents', 'origin']),
  consenting(welfare, 'return', 'MM', ['journey', 'identity', 'documents']),
];

/** With the message that tells Myanmar: its payload is sealed in the event that approves it. */
export const wholeCase: readonly Step[] = [...stepsAtHome, notify];
