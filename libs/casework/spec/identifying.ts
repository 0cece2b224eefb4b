import type { Discipline } from '../words/facts.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { id } from './sample.js';

export const screened: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] },
};

/** Body of an interview that counts. */
export const interview = {
  agencies: ['focal', 'police'],
  disciplines: ['social_work', 'law_enforcement'] as Discipline[],
  language: 'my',
  acts: ['harboured' as const],
  means: ['threat' as const],
  purposes: ['forced_labour' as const],
};
export const interviewed: NewCaseEvent = {
  type: 'IdentificationInterviewHeld',
  data: { interviewId: id('interview'), ...interview },
};

export const guardianName = { text: 'สมหญิง', script: 'Thai', kind: 'legal' } as const;
export const guardian: NewCaseEvent = {
  type: 'GuardianAppointed',
  data: { guardianId: id('guardian'), authority: 'welfare', guardian: { name: guardianName } },
};
