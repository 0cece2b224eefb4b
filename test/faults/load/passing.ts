import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Country } from '#casework';
import { Transits } from './look.js';
import { staffOf } from './people.js';
import type { answersByEscorts } from './returning.js';
import { breathe, type Worker, type WorkParts } from './work.js';

/** Cases of those who pass through a state, as its focal point found them on its list. */
export type Passing = Set<string>;

const answerFor = (escorts: number | null): (typeof answersByEscorts)[keyof typeof answersByEscorts] =>
  escorts === 2 ? 'refuses' : escorts === 3 ? 'permits, and takes it back' : 'permits';

/** Answers in a state on the way who may pass: some may, some may not, and of some the permit is taken back. */
export const permitting =
  (parts: WorkParts, country: Country, passing: Passing): Worker =>
  async () => {
    const { give, look, stopping, from } = parts;
    const { focal } = staffOf(country);
    const done = new Set<string>();
    while (!stopping.aborted) {
      await breathe(parts);
      const page = await look(focal, '/v1/focal-point/transits?limit=200', Transits);
      for (const { caseId, state, on, escorts } of page?.rows ?? []) {
        passing.add(caseId);
        const key = `${caseId} ${on} ${state}`;
        const answer = answerFor(escorts);
        const takesBack = state === 'permitted' && answer === 'permits, and takes it back';
        if (done.has(key) || (state !== 'asked' && !takesBack)) continue;
        done.add(key);
        await give(
          focal,
          takesBack || answer === 'refuses'
            ? { type: 'RefuseTransit', body: { to: from, on, reason: 'border_closed' } }
            : { type: 'PermitTransit', body: { to: from, on } },
          { caseId },
        );
      }
    }
  };

/** All that who watches a border may be shown of a passage; what the state that asked did not tell is null. */
export const Passages = z.object({
  rows: z.array(
    z.strictObject({
      on: z.string(),
      until: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      mode: z.string().nullable(),
      escorts: z.int().nullable(),
    }),
  ),
  next: z.unknown().optional(),
});

/** What somebody was shown who may not see it: ids, offices and paths, and nothing of a person. */
export interface Shown {
  readonly country: Country;
  readonly agency: string;
  readonly path: string;
  readonly what: string;
}

const betweenLooksMs = 500;

/** Looks at a border on the way for what does not belong there: a field beside the legs, a name, the case itself. */
export const watching =
  (parts: WorkParts, country: Country, passing: Passing, shown: Shown[]): Worker =>
  async () => {
    const { look, mark, random, stopping } = parts;
    const { border } = staffOf(country);
    const tell = (path: string, what: string): void => {
      shown.push({ country, agency: border.agency, path, what });
    };
    while (!stopping.aborted) {
      await pause(betweenLooksMs, undefined, { signal: stopping }).catch(() => undefined);
      const path = '/v1/police/passages?limit=200';
      const page = await look(border, path, z.unknown());
      if (page !== undefined && !Passages.safeParse(page).success) tell(path, 'more than the legs');
      if (JSON.stringify(page)?.includes(mark)) tell(path, 'a name');
      if (passing.size === 0) continue;
      const caseId = random.pick([...passing]);
      const file = `/v1/cases/${caseId}`;
      if ((await look(border, file, z.unknown())) !== undefined) tell(file, 'the case of who passes');
    }
  };
