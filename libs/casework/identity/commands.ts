import { z } from 'zod';
import { CaseId } from '../words/case-id.js';
import { someCountry } from '../words/country.js';
import { fact } from '../words/command.js';
import { AgeBandCode } from '../words/listed.js';
import { Code, Day, Id, Line, occurredAt } from '../words/values.js';
import { correctionReasons } from './events.js';
import {
  Background,
  calendars,
  confidences,
  DocumentClaim,
  Name,
  NationalityValue,
  Place,
  RelativeDetails,
  relations,
  sources,
  SpecialNeed,
  specialNeedCodes,
} from '../words/person.js';

const ListedNeed = SpecialNeed.extend({ code: z.enum(specialNeedCodes) });

const claimed = {
  source: z.enum(sources),
  authority: Code.optional(),
  confidence: z.enum(confidences),
  occurredAt,
};

export const identityCommands = {
  RecordName: fact(
    'case_work',
    'own_work',
    'Record a name that someone claims for the person, whole, in its own script. Names claimed before stay.',
    z.strictObject({ ...claimed, name: Name }),
    {
      source: 'person',
      confidence: 'medium',
      name: { text: 'မမြင့်', script: 'Mymr', romanisation: 'Ma Myint', kind: 'legal' },
    },
  ),
  RecordBirthDate: fact(
    'case_work',
    'own_work',
    'Record a claimed date of birth, as exact as it is known, in the calendar that the person or the paper used.',
    z.strictObject({
      ...claimed,
      calendar: z.enum(calendars),
      /** In that calendar: YYYY, YYYY-MM or YYYY-MM-DD, of an era also its year alone; digits of every script are read. */
      date: z
        .string()
        .regex(/^\p{Nd}{1,4}(-\p{Nd}{2}(-\p{Nd}{2})?)?$/u, 'YYYY, YYYY-MM or YYYY-MM-DD, of an era its year'),
      /** The text as it stands on the paper or was said; the date where absent. */
      asWritten: Line.optional(),
    }),
    {
      source: 'document',
      confidence: 'high',
      calendar: 'buddhist_thai',
      date: '2551-06',
      asWritten: 'มิถุนายน ๒๕๕๑',
    },
  ),
  RecordOrigin: fact(
    'case_work',
    'own_work',
    'Record a claimed place of origin, down to the village and its landmark.',
    z.strictObject({ ...claimed, origin: Place }),
    {
      source: 'person',
      confidence: 'medium',
      origin: {
        country: someCountry.origin,
        province: 'Kayin',
        district: 'Myawaddy',
        village: 'Thay Baw Boe',
        landmark: 'School',
      },
    },
  ),
  RecordNationalityClaim: fact(
    'case_work',
    'own_work',
    'Record a claimed nationality and what it rests on.',
    z.strictObject({ ...claimed, nationality: NationalityValue }),
    {
      source: 'person',
      confidence: 'medium',
      nationality: { country: someCountry.origin, basis: 'Born there' },
    },
  ),
  RecordRelative: fact(
    'case_work',
    'own_work',
    'Record a relative. The data belong to the relative, not to the person of the case; one who has a case here is named by no message of another.',
    z.strictObject({
      relation: z.enum(relations),
      source: z.enum(sources),
      /** The relative's own case here, where there is one: own consent and screening decide what is told of her or him. */
      caseId: CaseId.optional(),
      name: Name.optional(),
      details: RelativeDetails.optional(),
      occurredAt,
    }),
    {
      relation: 'mother',
      source: 'person',
      name: { text: 'Daw Hla', script: 'Latn', kind: 'legal' },
      details: { age: 61, landmark: 'Behind the monastery' },
    },
  ),
  RecordDocument: fact(
    'case_work',
    'own_work',
    'Record a document of the person, in whoever’s hands it is.',
    z.strictObject({ ...claimed, document: DocumentClaim }),
    {
      source: 'document',
      confidence: 'high',
      document: { kind: 'household_list', number: 'MYW 112', genuine: 'yes' },
    },
  ),
  RecordPhotograph: fact(
    'case_work',
    'own_work',
    'Record where a photograph is kept. The picture itself is not stored here.',
    z.strictObject({ reference: Line, takenOn: Day.optional(), occurredAt }),
    { reference: 'photo-store/8841' },
  ),
  RecordSpecialNeeds: fact(
    'case_work',
    'own_work',
    'Record the special needs: diet, mobility, interpreter, sex of the escort, infant. The list replaces the last one.',
    z.strictObject({ needs: z.array(ListedNeed).max(30), occurredAt }),
    { needs: [{ code: 'interpreter', note: 'Karen' }, { code: 'wheelchair' }] },
  ),
  RecordBackground: fact(
    'case_work',
    'own_work',
    'Record ethnicity, religion and languages as far as the person wishes to tell them.',
    z.strictObject({ background: Background, occurredAt }),
    { background: { ethnicity: 'Karen', languagesSpoken: ['my', 'ksw'] } },
  ),
  SetAgeBand: fact(
    'case_work',
    'owner',
    'Set the age band of this country’s law where no date of birth is known.',
    z.strictObject({ ageBand: AgeBandCode, source: z.enum(sources), occurredAt }),
    { ageBand: 'adult', source: 'person' },
  ),
  CorrectClaim: fact(
    'case_work',
    'keeper',
    'Mark a claim as corrected, with the reason and the claim that takes its place. The claim itself stays in the file.',
    z.strictObject({
      claimId: Id,
      reason: z.enum(correctionReasons),
      replacedBy: Id.optional(),
      occurredAt,
    }),
    { claimId: 'a2f7ad0b-1c31-4d55-8b3f-4e2c71c9de01', reason: 'wrong_spelling' },
  ),
};
