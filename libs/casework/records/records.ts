import { age } from '../age/record.js';
import { alerts } from '../alerts/record.js';
import { assignment } from '../assignment/record.js';
import { consent } from '../consent/record.js';
import { contact } from '../contact/record.js';
import { conversation } from '../conversation/record.js';
import { coordination } from '../coordination/record.js';
import { disclosure } from '../disclosure/record.js';
import { entries } from '../entries/record.js';
import { erasure } from '../erasure/record.js';
import { identification } from '../identification/record.js';
import { identity } from '../identity/record.js';
import { letters } from '../letters/record.js';
import { nationality } from '../nationality/record.js';
import { overdue } from '../overdue/record.js';
import { owed } from '../owed/record.js';
import { proceedings } from '../proceedings/record.js';
import { protection } from '../protection/record.js';
import { relay } from '../relay/record.js';
import { reintegration } from '../reintegration/record.js';
import { repatriation } from '../repatriation/record.js';
import { shelter } from '../shelter/record.js';
import { steps } from '../steps/record.js';
import { tracing } from '../tracing/record.js';
import { whereabouts } from '../whereabouts/record.js';

/** Every process of a case: the one list. The case file, the catalogues, the addresses follow from it. */
export const records = {
  coordination,
  assignment,
  identity,
  age,
  protection,
  contact,
  identification,
  consent,
  nationality,
  tracing,
  shelter,
  repatriation,
  whereabouts,
  proceedings,
  reintegration,
  disclosure,
  letters,
  conversation,
  owed,
  relay,
  overdue,
  erasure,
  entries,
  steps,
  alerts,
} as const;

export type Records = typeof records;
export type ProcessName = keyof Records;
