import type { CaseCommand, Country } from '#casework';
import { type Staff, staffOf } from './people.js';
import { dayFromNow, endOf, gates, stepsToReturn } from './steps.js';
import {
  breathe,
  inTurn,
  lookedAt,
  openedAndAsked,
  replying,
  type Open,
  type Worker,
  type WorkParts,
} from './work.js';

/** What becomes of those who pass, told to the other side by nothing but how many escort: how a state on the way answers. */
export const answersByEscorts = {
  1: 'permits',
  2: 'refuses',
  3: 'permits, and takes it back',
} as const;
type Escorts = keyof typeof answersByEscorts;
const escortsInTurn: readonly Escorts[] = [1, 2, 3];

const waitMs = 250;

/** A case on its way home, and what is done with it. */
const returnOf = (parts: WorkParts, caseId: string, staff: Staff, open: Open) => {
  const { stopping, give, from, to } = parts;
  const point = endOf(from, to);
  const plannedOn = dayFromNow(20);
  const { focal, second, escort } = staff;
  const does = async (command: CaseCommand, actor = focal): Promise<boolean> =>
    ((await give(actor, command, { caseId }))?.status ?? 500) < 300;

  /** Until the file holds an event of a type, or so many of what a country answered. */
  const until = async (type: string, by?: Country, times = 1) => {
    while (!stopping.aborted) {
      const of = await lookedAt(parts, caseId);
      if (of) await replying(parts, caseId, of, open);
      const found = (of?.(type) ?? []).filter(({ data }) => by === undefined || data['by'] === by);
      if (found.length >= times) return found.at(-1)?.data;
      for (let waited = 0; waited < waitMs && !stopping.aborted; waited += 50) await breathe(parts);
    }
    return undefined;
  };

  return {
    until,
    /** A day, a point and a journey agreed with the other side, and the return approved by two offices. */
    agreed: async (): Promise<boolean> => {
      const legs = parts.through.map((state) => {
        const { entry, exit } = gates(state);
        return { from: entry, to: exit, mode: 'road' as const, in: state };
      });
      const first = { from: 'shelter', to: 'border-post', mode: 'road' as const, in: from };
      const planned = await give(escort, {
        type: 'PlanJourney',
        body: { to, point, on: plannedOn, legs: [first, ...legs] },
      });
      const group = planned?.journeyId;
      if (group === undefined) return false;
      if (!(await does({ type: 'ProposeRepatriation', body: { to, point, plannedOn, group, escorts: 1 } })))
        return false;
      const proposalId = (await until('RepatriationAgreed'))?.['proposalId'];
      if (typeof proposalId !== 'string') return false;
      for (const actor of [focal, second])
        if (!(await does({ type: 'ApproveReturn', body: { proposalId } }, actor))) return false;
      const added = await give(escort, { type: 'AddTraveller', body: { caseId } }, { journeyId: group });
      return (added?.status ?? 500) < 300;
    },
    asks: (state: Country, escorts: Escorts, first: number) =>
      does({
        type: 'NotifyTransit',
        body: { to: state, on: dayFromNow(first), until: plannedOn, ...gates(state), escorts },
      }),
    departs: (refusedWith?: string) =>
      give(
        focal,
        { type: 'NotifyDeparture', body: { on: plannedOn, point, escorts: 1 } },
        { caseId, ...(refusedWith === undefined ? {} : { refusedWith }) },
      ),
  };
};

/**
 * Brings people home through other states: each is asked to let them pass, and nobody departs whom one of them did not. After
 * a refusal it is asked for another day. `first` says with which answer this worker begins.
 */
export const returning =
  (parts: WorkParts, open: Open, first: number): Worker =>
  async () => {
    const { stopping, from, to, through } = parts;
    const staff = staffOf(from);
    const way = { country: from, to, through };
    for (let turn = first; !stopping.aborted; turn += 1) {
      await breathe(parts);
      const caseId = await openedAndAsked(parts);
      if (caseId === undefined) continue;
      const { until, agreed, asks, departs } = returnOf(parts, caseId, staff, open);
      if (!(await until('NationalityResultLearned'))) continue;
      if (!(await inTurn(parts, caseId, stepsToReturn(staff, way)))) continue;
      if (!(await until('RiskLearned')) || !(await until('TravelDocumentLearned')) || !(await agreed()))
        continue;
      const nobodyPasses = 'condition_missing';
      await departs(nobodyPasses);
      let answered = 0;
      let letPass = true;
      for (const state of through) {
        const escorts = escortsInTurn[(turn + answered) % escortsInTurn.length] ?? 1;
        if (!letPass || !(await asks(state, escorts, 18))) break;
        answered += 1;
        letPass = (await until(escorts === 2 ? 'TransitRefused' : 'TransitPermitted', state)) !== undefined;
        if (escorts === 1 || !letPass) continue;
        if (escorts === 3) letPass = (await until('TransitRefused', state)) !== undefined;
        if (!letPass || (await departs(nobodyPasses)) === undefined || !(await asks(state, 1, 19))) break;
        letPass = (await until('TransitPermitted', state, escorts === 3 ? 2 : 1)) !== undefined;
      }
      if (letPass && answered === through.length && !stopping.aborted) await departs();
    }
  };
