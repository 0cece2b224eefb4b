import type { CountryFacts } from '#casework';
import { assumedClocks } from '../assumed-clocks.js';
import { usualAgeBands } from '../age-bands.js';
import { handoverPointsOf } from '../handover-points.js';
import { usualRoles } from '../roles.js';
import { japaneseAgencies, ownShelterAgency } from './agencies.js';
import { japaneseDaysOff } from './days-off.js';
import { japaneseDischarges, japaneseStayPermits } from './practice.js';
import { japaneseShelters } from './shelters.js';

const searchOfFamily = 'The embassy of the person’s country, and IOM, look for the family.';
const afterReturn =
  'IOM helps after the return, in the country of origin; nothing here prepares for a life on one’s own.';

/** Japan: destination. No agreement on return binds it: the path home is embassy and IOM (domain.md 1.8, 1.10 to 1.13, 3.2). */
export const japan: CountryFacts = {
  country: 'JP',
  name: 'Japan',
  timeZone: 'Asia/Tokyo',
  languages: ['ja', 'en', 'th', 'fil', 'zh', 'vi', 'my', 'km'],
  scripts: ['Hani', 'Kana', 'Latn'],
  calendars: ['gregorian'],
  agencies: [...japaneseAgencies, ...japaneseShelters.map(({ agency }) => ownShelterAgency(agency))],
  roles: usualRoles,
  focalPoint: 'cabinet-secretariat',
  shelters: japaneseShelters,
  handoverPoints: handoverPointsOf('JP'),
  channels: [
    {
      code: 'embassy-iom',
      name: 'Embassy in Tokyo and IOM',
      with: ['TH', 'PH', 'MM', 'KH', 'LA', 'VN', 'CN'],
      source: '3.2 [S4:1408-1440]',
    },
  ],
  travelDocuments: [
    {
      code: 'travel-document-for-return',
      name: 'Travel document for return to Japan',
      validDays: 90,
      source: '(GK); its validity (A)',
    },
  ],
  deadlines: {
    ...assumedClocks,
    tracing_visit: { days: 20, calendar: 'working', source: '(A)' },
  },
  daysOff: japaneseDaysOff,
  ageBands: usualAgeBands,
  legalBases: ['jp-identification-procedures-2010', 'jp-protection-procedures-2011'],
  paymentHeads: [],
  hotlines: [],
  discharges: japaneseDischarges,
  stayPermits: japaneseStayPermits,
  lacks: [
    { what: 'an office for assign_tracing', instead: searchOfFamily, source: '1.13' },
    { what: 'an office for trace_family', instead: searchOfFamily, source: '1.13' },
    { what: 'a second office for trace_family', instead: searchOfFamily, source: '1.13' },
    { what: 'an office for reintegrate', instead: afterReturn, source: '1.8 [S4:1440, 1882-1891]' },
    {
      what: 'a shelter for male',
      instead:
        'No Women’s Counseling Office takes a man: police and immigration recognise him, and with the permission to stay embassy and IOM look for a place. A boy goes to a Child Guidance Center.',
      source: '1.8 [S4:1890-1891]; what serves (A)',
    },
  ],
  standIns: [
    {
      agency: 'cabinet-secretariat',
      for: ['review_identification'],
      source: '(A)',
    },
    {
      agency: 'legal-affairs',
      for: ['approve_return'],
      source: '(A)',
    },
    {
      agency: 'police-tokyo',
      for: ['receive_return'],
      source: '1.8 [S4:1765, 1841]: police drive to the airport; that they meet there (A)',
    },
  ],
};
