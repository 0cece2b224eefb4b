import { setTimeout as pause } from 'node:timers/promises';
import type { Step } from '../../kit/ordinary-case.js';
import type { Random } from '../random.js';
import type { Giving } from './give.js';
import { History, Requests, Transfers, type Looking } from './look.js';
import { burmeseFocalPoint, burmeseWelfare, embassy, registry, thaiFocalPoint, welfare } from './people.js';
import { burmeseSteps, openBurmeseCase, openThaiCase, recordName, thaiSteps } from './steps.js';

export interface WorkParts {
  readonly give: Giving;
  readonly look: Looking;
  readonly random: Random;
  /** Stands in every name and place of the load, and nowhere else. */
  readonly mark: string;
  /** Between two steps of one worker, milliseconds. */
  readonly betweenMs: number;
  readonly stopping: AbortSignal;
}

/** Somebody who works until told to stop; resolves when the last step was answered. */
export type Worker = () => Promise<void>;

const breathe = ({ random, betweenMs, stopping }: WorkParts): Promise<unknown> =>
  pause(random.between(0, 2 * betweenMs), undefined, { signal: stopping }).catch(() => undefined);

const inTurn = async (parts: WorkParts, caseId: string, steps: readonly Step[]): Promise<boolean> => {
  for (const { actor, command } of steps) {
    if (parts.stopping.aborted) return false;
    const answer = await parts.give(actor, command, caseId);
    if (!answer || answer.status >= 300) return false;
    await breathe(parts);
  }
  return true;
};

/** What the workers in Thailand know of each other's work. */
export interface Open {
  /** Cases in which Myanmar was asked and the answer was not seen yet. */
  readonly asked: Set<string>;
  /** Questions of Myanmar that somebody answers. */
  readonly replied: Set<string>;
}

/** Opens cases and brings each as far as the question to Myanmar. */
export const opening =
  (parts: WorkParts, { asked }: Open): Worker =>
  async () => {
    while (!parts.stopping.aborted) {
      const opened = await parts.give(openThaiCase.actor, openThaiCase.command);
      if (opened?.caseId && (await inTurn(parts, opened.caseId, thaiSteps(parts.mark))))
        asked.add(opened.caseId);
      await breathe(parts);
    }
  };

/** Follows what became of the questions: answers what Myanmar asks back, and adds to old cases. */
export const following =
  (parts: WorkParts, { asked, replied }: Open): Worker =>
  async () => {
    const { give, look, random, mark, stopping } = parts;
    while (!stopping.aborted) {
      await breathe(parts);
      if (asked.size === 0) continue;
      const caseId = random.pick([...asked]);
      const history = await look(thaiFocalPoint, `/v1/cases/${caseId}`, History);
      if (!history) continue;
      const of = (type: string) => history.events.filter((event) => event.type === type);
      const [question] = of('AdditionalInformationAsked');
      const requestId = question?.data['requestId'];
      if (typeof requestId === 'string' && !replied.has(requestId)) {
        replied.add(requestId);
        await give(
          thaiFocalPoint,
          { type: 'ProvideAdditionalInformation', body: { requestId, fields: ['origin'] } },
          caseId,
        );
      } else if (of('NationalityResultLearned').length > 0) asked.delete(caseId);
      else await give(welfare, recordName(welfare, `${mark} Ma Mya`).command, caseId);
    }
  };

/** Answers Thailand's questions, some of them after a question of its own. */
export const answering = (parts: WorkParts): Worker => {
  const { give, look, random, stopping } = parts;
  const taken = new Set<string>();
  const questioned = new Set<string>();
  return async () => {
    while (!stopping.aborted) {
      await breathe(parts);
      const page = await look(embassy, '/v1/embassy/nationality-requests?limit=200', Requests);
      const open = (page?.rows ?? []).filter(
        ({ requestId, state }) => state !== 'information_asked' && !taken.has(requestId),
      );
      if (open.length === 0) continue;
      const { caseId, requestId } = random.pick(open);
      if (!questioned.has(requestId) && random.below(3) === 0) {
        questioned.add(requestId);
        await give(
          registry,
          { type: 'AskAdditionalInformation', body: { requestId, fields: ['origin'] } },
          caseId,
        );
        continue;
      }
      taken.add(requestId);
      await give(
        embassy,
        {
          type: 'DecideNationality',
          body: { requestId, result: 'confirmed', basis: 'household_list', send: true },
        },
        caseId,
      );
    }
  };
};

/** Acknowledges what Thailand told of. */
export const acknowledging = (parts: WorkParts): Worker => {
  const { give, look, random, stopping } = parts;
  const done = new Set<string>();
  return async () => {
    while (!stopping.aborted) {
      await breathe(parts);
      const page = await look(burmeseFocalPoint, '/v1/focal-point/transfers?partner=TH&limit=200', Transfers);
      const open = (page?.rows ?? []).filter(({ caseId }) => !done.has(caseId));
      if (open.length === 0) continue;
      const { caseId } = random.pick(open);
      done.add(caseId);
      await give(
        burmeseFocalPoint,
        { type: 'AcknowledgeCase', body: { country: 'TH', focalPerson: 'focal-1' } },
        caseId,
      );
    }
  };
};

/** Opens cases that stay in Myanmar. */
export const atHome =
  (parts: WorkParts): Worker =>
  async () => {
    while (!parts.stopping.aborted) {
      const opened = await parts.give(openBurmeseCase.actor, openBurmeseCase.command);
      if (opened?.caseId) await inTurn(parts, opened.caseId, burmeseSteps(parts.mark));
      if (opened?.caseId)
        await parts.give(
          burmeseWelfare,
          recordName(burmeseWelfare, `${parts.mark} U Hla`).command,
          opened.caseId,
        );
      await breathe(parts);
    }
  };
