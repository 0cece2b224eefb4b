import { z } from 'zod';
import { journeyMandates } from '#access';
import { holdsMandate, journeyEvents, type Mandate } from '#casework';
import { caseRegister } from '../case-register.js';
import { excludedFrom, knowsCase } from '../cases.js';
import type { Bind } from '../filter.js';
import { json, text } from '../frame/columns.js';
import { viewsOver, type Row } from '../frame/view.js';
import { listsOver } from '../list.js';
import type { Reader } from '../query.js';
import type { Beside } from '../subjects.js';

/** Declares a view over the events of journeys. */
export const viewOfJourneys = viewsOver(journeyEvents, 'journey');

const columns = {
  /** The office that planned it. */
  plannedBy: text,
  travellers: json(z.array(z.string())),
  /** Whose handover was signed. */
  signed: json(z.array(z.string())),
};

const without = ({ travellers }: Row<typeof columns>, caseId: string): string[] =>
  travellers.filter((traveller) => traveller !== caseId);

/** One row a journey: who planned it and whose cases it names, so that no list shows one that its reader may not know of. */
export const journeyRegister = viewOfJourneys({
  name: 'journey_register',
  agency: 'every_agency',
  version: 1,
  columns,
  on: {
    JourneyPlanned: (row, { meta }) => ({ travellers: [], signed: [], ...row, plannedBy: meta.agency }),
    TravellerAdded: (row, { open }) =>
      row && { ...row, travellers: [...without(row, open.caseId), open.caseId] },
    TravellerLeft: (row, { open }) => row && { ...row, travellers: without(row, open.caseId) },
    JourneyHandoverSigned: (row, { open }) =>
      row && { ...row, signed: [...new Set([...row.signed, ...open.travellers])] },
  },
});

/** The same rule as access's `mayKnowJourney`, over a row of the register and those of the cases that it names. */
export const knowsJourney = (bind: Bind, reader: Reader, cases: Beside): string => {
  const { actor, facts } = reader;
  const holds = (mandate: Mandate): boolean => holdsMandate(facts, actor.agency, mandate);
  const everyJourney = holds('coordinate') || holds('audit');
  if (!everyJourney && !journeyMandates.some(holds)) return 'false';
  const named = 'r.travellers || r.signed';
  const someCase = (condition: string): string =>
    `exists (select 1 from ${cases.table} c where (${named}) ? c.case_id and ${condition})`;
  const unknownCase = `exists (
    select 1 from jsonb_array_elements_text(${named}) n
    where not exists (select 1 from ${cases.table} c where c.case_id = n and not ${cases.isParked('c.case_id')}))`;
  const keptOut = `(${unknownCase} or ${someCase(excludedFrom(bind, reader, 'c'))})`;
  if (everyJourney) return `not ${keptOut}`;
  const takesPart = `(r.planned_by = ${bind(actor.agency)} or ${someCase(knowsCase(bind, reader, 'c'))})`;
  return `${takesPart} and not ${keptOut}`;
};

/** Makes a list of journeys. A row says of which it is; of the travellers each list shows what it declares. */
export const listOfJourneys = listsOver({
  register: journeyRegister,
  beside: caseRegister,
  known: (bind, reader, cases) => (cases ? knowsJourney(bind, reader, cases) : 'false'),
  fields: {},
  read: () => ({}),
  about: () => ({}),
  idField: 'journeyId',
});
