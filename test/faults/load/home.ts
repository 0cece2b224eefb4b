import type { Actor, CaseCommand } from '#casework';
import { factsOf } from '#countries';
import { History, Requests, Transfers } from './look.js';
import { staffOf } from './people.js';
import { dayFromNow } from './steps.js';
import { breathe, type Worker, type WorkParts } from './work.js';

/** Answers whether somebody is a national, some of it after a question of its own. */
export const answering = (parts: WorkParts): Worker => {
  const { give, look, random, stopping, from, to } = parts;
  const staff = staffOf(to);
  const answers = staff.answering(from);
  const kind = factsOf(to).agencies.find(({ id }) => id === answers.agency)?.kind ?? '';
  const taken = new Set<string>();
  const questioned = new Set<string>();
  return async () => {
    while (!stopping.aborted) {
      await breathe(parts);
      const page = await look(answers, `/v1/${kind}/nationality-requests?limit=200`, Requests);
      const open = (page?.rows ?? []).filter(
        ({ requestId, state }) => state !== 'information_asked' && !taken.has(requestId),
      );
      if (open.length === 0) continue;
      const { caseId, requestId } = random.pick(open);
      if (!questioned.has(requestId) && random.below(3) === 0) {
        questioned.add(requestId);
        const body = { requestId, fields: ['origin' as const] };
        await give(staff.registry, { type: 'AskAdditionalInformation', body }, { caseId });
        continue;
      }
      taken.add(requestId);
      const body = { requestId, result: 'confirmed', basis: 'household_list', send: true } as const;
      await give(answers, { type: 'DecideNationality', body }, { caseId });
    }
  };
};

/** Acknowledges what the other country told of. */
export const acknowledging = (parts: WorkParts): Worker => {
  const { give, look, random, stopping, from, to } = parts;
  const { focal } = staffOf(to);
  const done = new Set<string>();
  return async () => {
    while (!stopping.aborted) {
      await breathe(parts);
      const page = await look(focal, `/v1/focal-point/transfers?partner=${from}&limit=200`, Transfers);
      const open = (page?.rows ?? []).filter(({ caseId }) => !done.has(caseId));
      if (open.length === 0) continue;
      const { caseId } = random.pick(open);
      done.add(caseId);
      const body = { country: from, focalPerson: 'focal-1' };
      await give(focal, { type: 'AcknowledgeCase', body }, { caseId });
    }
  };
};

/** Receives who comes home: weighs the risk, makes out papers, agrees to the day, and says that somebody will be there. */
export const receiving = (parts: WorkParts): Worker => {
  const { give, look, stopping, from, to } = parts;
  const staff = staffOf(to);
  const { focal, care } = staff;
  const done = new Set<string>();

  /** What is asked of this country, and what it does about it. */
  const doing: Readonly<
    Record<string, (caseId: string) => Promise<readonly (readonly [Actor, CaseCommand])[]>>
  > = {
    RiskAssessmentShared: () => {
      const assessment = {
        level: 'low' as const,
        ...{ threats: [], mitigations: [], reviewOn: dayFromNow(180) },
      };
      const kind = factsOf(to).travelDocuments[0]?.code ?? '';
      return Promise.resolve([
        [focal, { type: 'AssignAgency', body: { agency: care.agency, reason: 'reintegration' } }],
        [care, { type: 'AssessRisk', body: { assessment } }],
        [focal, { type: 'ShareRisk', body: { with: from } }],
        [staff.issuing(from), { type: 'IssueTravelDocument', body: { kind, paper: { number: 'LP-1' } } }],
      ]);
    },
    RepatriationProposed: async (caseId) => {
      const history = await look(focal, `/v1/cases/${caseId}`, History);
      const proposal = history?.events.find(({ type }) => type === 'RepatriationProposalReceived');
      const proposalId = proposal?.data['proposalId'];
      return typeof proposalId === 'string'
        ? [[focal, { type: 'AgreeRepatriation', body: { proposalId } }]]
        : [];
    },
    DepartureNotified: () => Promise.resolve([[focal, { type: 'ConfirmReception', body: {} }]]),
  };

  return async () => {
    while (!stopping.aborted) {
      await breathe(parts);
      for (const what of Object.keys(doing)) {
        const page = await look(focal, `/v1/focal-point/transfers?partner=${from}&limit=200`, Transfers);
        for (const { caseId, waits } of page?.rows ?? []) {
          const key = `${caseId} ${what}`;
          if (done.has(key) || !waits.some((wait) => wait.what === what && wait.on === 'own')) continue;
          const steps = (await doing[what]?.(caseId)) ?? [];
          if (steps.length > 0) done.add(key);
          for (const [actor, command] of steps) await give(actor, command, { caseId });
        }
      }
    }
  };
};
