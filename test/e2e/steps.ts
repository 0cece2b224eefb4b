import { z } from 'zod';
import type { TestSandbox, Who } from '../kit/sandbox.js';

/** What the steps ask of two nodes, however these are run. */
export type Nodes = Pick<TestSandbox, 'get' | 'post' | 'sql'>;

export const owner: Who = 'TH/msdhs-pathum-thani';
export const focalPoint: Who = 'TH/datip';
export const police: Who = 'TH/atpd';
export const shelter: Who = 'TH/shelter-k7';
export const auditor: Who = 'TH/state-audit';
/** An office that takes part in no case of a spec. */
export const stranger: Who = 'TH/dsi';

export const opening = {
  channel: 'raid',
  sex: 'female',
  ageBand: 'adult',
  mainLanguage: 'my',
  urgency: 'normal',
};

export const nameOf = (text: string, script = 'Latn') => ({
  source: 'person',
  confidence: 'medium',
  name: { text, script, kind: 'legal' },
});

export const Written = z.object({
  caseId: z.uuid(),
  recorded: z.array(z.object({ id: z.uuid(), type: z.string() })),
  repeated: z.boolean(),
  position: z.string(),
});

export const CaseRead = z.object({
  caseId: z.uuid(),
  events: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })),
});

export const Page = z.object({
  rows: z.array(z.looseObject({ caseId: z.uuid().optional() })),
  next: z.string().optional(),
});

/** Opens a case as the case owner and brings the agencies in. */
export const openCase = async (sandbox: Nodes, ...referTo: readonly string[]): Promise<string> => {
  const answer = await sandbox.post(owner, '/v1/cases', { ...opening, referTo });
  if (answer.status !== 201) throw new Error(`opening a case: ${answer.status} ${answer.text}`);
  return Written.parse(answer.body).caseId;
};

/** Gives a command and expects it done. */
export const done = async (sandbox: Nodes, who: Who, path: string, body: unknown) => {
  const answer = await sandbox.post(who, path, body);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return { ...Written.parse(answer.body), etag: String(answer.headers['etag']) };
};

export const stepOf = (caseId: string, process: string, step: string): string =>
  `/v1/cases/${caseId}/${process}/${step}`;

/** How many events the Thai node holds. */
export const eventsIn = async (sandbox: Nodes): Promise<number> =>
  Number((await sandbox.sql<{ count: string }>('TH', 'select count(*) from event_store.events'))[0]?.count);
