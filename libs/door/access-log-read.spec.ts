import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AskedReads, Caller, LoggedRead } from '#access';
import { emptyJourney, fold, holdsMandate, type Journey, type RecordedCaseEvent } from '#casework';
import { factsOf } from '#countries';
import { recordedFrom, type AnyEvent } from '../agencies/spec/any-event.js';
import { accessReadingThrough } from './access-log-read.js';
import { AskedPipe } from './asked/asked.pipe.js';
import { AuditorAsked, OwnerAsked } from './asked/log-asked.js';
import { needToKnowIn } from './need-to-know.js';
import type { DoorParts } from './parts.js';
import { ProblemError } from './problem.js';
import { thaiCaller } from './spec/caller.js';

const facts = factsOf('TH');
const caseId = '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';
const journeyId = '6f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';
const absentId = '5f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';
const owner = 'msdhs-tak';
const ids = facts.agencies.map(({ id }) => id);
const seeEveryCase = facts.agencies.filter(
  ({ id }) => holdsMandate(facts, id, 'coordinate') || holdsMandate(facts, id, 'audit'),
);

const happened = (
  events: readonly (readonly [AnyEvent['type'], string, object])[],
): readonly RecordedCaseEvent[] =>
  events.flatMap(([type, by, data], revision) =>
    recordedFrom({ type, choices: [0], day: '2018-01-05' }, revision, by).map(
      (event) => ({ ...event, data: { ...event.data, ...data } }) as RecordedCaseEvent,
    ),
  );
const opened = (more: Parameters<typeof happened>[0] = []) =>
  happened([
    ['CaseOpened', owner, { owner: undefined }],
    ['AgencyInvolved', owner, { agency: owner, reason: 'opened_case' }],
    ['AgencyInvolved', owner, { agency: 'datip', reason: 'focal_point' }],
    ['AgencyInvolved', owner, { agency: 'atpd', reason: 'referred' }],
    ...more,
  ]);

const anyRead = fc.record({
  agency: fc.constantFrom(...ids),
  actor: fc.constantFrom('officer-1', 'officer-9'),
  outcome: fc.constantFrom('shown' as const, 'refused' as const),
  what: fc.constantFrom('case', 'social_work.caseload', 'GET /v1/cases/:caseId'),
  fields: fc.constant(['PartyExcluded.reason']),
  classes: fc.constant(['P4']),
});
const anyLog = fc.array(anyRead, { maxLength: 12 }).map((reads) =>
  reads.map((read, place): LoggedRead => {
    const at = '2018-02-01T00:00:00.000Z';
    return { ...read, id: String(reads.length - place), requestId: `request-${place}`, caseId, at };
  }),
);

/** Parameters as they come, as the door understands them. */
const understood = async <A extends object>(dto: new () => A, raw: object): Promise<A> =>
  (await new AskedPipe(dto).transform(raw, { type: 'query' })) as A;

/** The door over a case and a log that are in memory, with what is asked before. */
const over = (
  log: readonly LoggedRead[],
  events: readonly RecordedCaseEvent[],
  travelling: Partial<Journey> = {},
) => {
  const parts = {
    facts,
    secret: 'secret of the spec',
    cases: {
      load: (id: string) => Promise.resolve({ file: fold(id, id === caseId ? events : []), events: [] }),
    },
    journeys: {
      load: (id: string) =>
        Promise.resolve({
          file: { ...emptyJourney(id), ...(id === journeyId ? travelling : {}) },
          events: [],
        }),
    },
    accessReads: ({ caseId: of, before, most }: AskedReads) =>
      Promise.resolve(
        log
          .filter((read) => of === undefined || read.caseId === of)
          .filter(({ id }) => before === undefined || Number(id) < Number(before))
          .slice(0, most),
      ),
  } as unknown as DoorParts;
  const reading = accessReadingThrough(parts);
  const needToKnow = needToKnowIn(parts);
  return {
    forAuditor: async (caller: Caller, raw: object) =>
      reading.forAuditor(caller, await understood(AuditorAsked, raw)),
    ofCase: async (caller: Caller, asked: string, raw: object) => {
      const known = await needToKnow.ofCase(caller, asked);
      needToKnow.mustRun(caller, known);
      return reading.ofCase(caller, known, await understood(OwnerAsked, raw));
    },
  };
};

const blank: LoggedRead = {
  id: '0',
  at: '2018-02-01T00:00:00.000Z',
  agency: owner,
  actor: 'officer-9',
  caseId,
  what: 'GET /v1/cases/:caseId',
  fields: [],
  classes: [],
  requestId: 'request',
  outcome: 'refused',
};
const numbered = (log: readonly LoggedRead[]): readonly LoggedRead[] =>
  log.map((read, place) => ({ ...read, id: String(log.length - place) }));

/** Every page of a reading, by its rows. */
const pagesOf = async <Row>(
  read: (asked: object) => Promise<{ readonly rows: readonly Row[]; readonly next?: string | undefined }>,
  limit: number,
): Promise<readonly (readonly Row[])[]> => {
  const pages: (readonly Row[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: String(limit), ...(cursor ? { cursor } : {}) });
    pages.push(page.rows);
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
};

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'shown',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );
const guest = (caller: Caller): Caller => ({ ...caller, actor: { ...caller.actor, roles: ['guest'] } });

describe('the access log as its readers find it', () => {
  it('is of one case for its owner alone, and whoever else asks is answered like for a case that is not there', async () => {
    const door = over([], opened());
    for (const agency of ids.filter((id) => id !== owner)) {
      const caller = thaiCaller(agency);
      expect([agency, await codeOf(door.ofCase(caller, caseId, {}))]).toEqual([agency, 'not_found']);
      const absent = '5f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';
      expect(await codeOf(door.ofCase(caller, absent, {}))).toBe('not_found');
    }
    expect(await codeOf(door.ofCase(guest(thaiCaller(owner)), caseId, {}))).toBe('not_found');
    expect(await codeOf(door.ofCase(thaiCaller(owner), caseId, {}))).toBe('shown');
  });

  it('tells the owner nothing of an exclusion: the rows are the same with it and without', async () => {
    const excluded = fc.oneof(
      fc.constantFrom(...ids.filter((id) => id !== owner)).map((agency) => ({ agency })),
      fc.constant({ agency: owner, officialId: 'officer-9' }),
      fc.constant({ officialId: 'officer-9' }),
    );
    await fc.assert(
      fc.asyncProperty(anyLog, excluded, async (log, party) => {
        const barred = opened([['PartyExcluded', 'datip', { agency: undefined, ...party }]]);
        const before = await over(log, opened()).ofCase(thaiCaller(owner), caseId, {});
        expect(await over(log, barred).ofCase(thaiCaller(owner), caseId, {})).toEqual(before);
        for (const { agency, outcome } of before.rows)
          if (outcome === 'refused')
            expect([owner, 'atpd', ...seeEveryCase.map(({ id }) => id)]).not.toContain(agency);
        expect(JSON.stringify(before)).not.toContain('PartyExcluded');
        expect(JSON.stringify(before)).not.toContain('officer-');
      }),
      { numRuns: 100 },
    );
  });

  it('shows the owner of the case the same pages whoever, that would else know of it, is refused', async () => {
    const refusedTry = fc.constantFrom(owner, 'atpd', ...seeEveryCase.map(({ id }) => id));
    await fc.assert(
      fc.asyncProperty(
        anyLog,
        fc.array(fc.record({ agency: refusedTry, place: fc.nat() }), { maxLength: 300 }),
        fc.integer({ min: 1, max: 4 }),
        async (log, tries, limit) => {
          const refused = tries.reduce<readonly LoggedRead[]>((before, { agency, place }) => {
            const one = { ...blank, agency, outcome: 'refused' as const };
            return before.toSpliced(place % (before.length + 1), 0, one);
          }, log);
          const [plain, told] = [log, refused].map((rows) => over(numbered(rows), opened()));
          const read = (door: typeof plain) =>
            pagesOf((asked) => door!.ofCase(thaiCaller(owner), caseId, asked), limit);
          expect(await read(told)).toEqual(await read(plain));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('shows an auditor who is excluded from a case, or from one of a journey, what it shows of an absent one', async () => {
    const auditor = thaiCaller('state-audit');
    const excluded = fc.constantFrom(
      { agency: 'state-audit' },
      { agency: 'state-audit', officialId: auditor.actor.id },
      { officialId: auditor.actor.id },
    );
    await fc.assert(
      fc.asyncProperty(
        anyLog,
        excluded,
        fc.constantFrom(caseId, journeyId),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (log, party, of, limit, byCase) => {
          const barred = opened([['PartyExcluded', 'datip', { agency: undefined, ...party }]]);
          const door = (id: string) =>
            over(
              numbered(
                log
                  .filter(({ outcome }) => id === of || outcome === 'refused')
                  .map((read) => ({ ...read, caseId: id })),
              ),
              barred,
              { travellers: [caseId] },
            );
          const pages = async (id: string) =>
            (
              await pagesOf(
                (asked) => door(id).forAuditor(auditor, { ...asked, ...(byCase ? { caseId: id } : {}) }),
                limit,
              )
            ).map((rows) => rows.map(({ caseId: _caseId, ...row }) => row));
          expect(await pages(of)).toEqual(await pages(absentId));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('names to the auditor no office that is not the auditor’s to know, and nobody who acted there', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, async (log) => {
        const { rows } = await over(log, opened()).forAuditor(thaiCaller('state-audit'), {});
        expect(rows).toHaveLength(log.length);
        for (const agency of ['witness-protection', 'shelter-k7'])
          expect((await over(log, opened()).forAuditor(thaiCaller('state-audit'), { agency })).rows).toEqual(
            [],
          );
        rows.forEach(({ agency, actor }, place) => {
          const read = log[place];
          const office = facts.agencies.find(({ id }) => id === read?.agency);
          const kept = office?.discreet !== undefined || agency !== read?.agency;
          expect([agency, actor]).toEqual(kept ? [office?.kind, null] : [read?.agency, read?.actor]);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('comes in pages that hold every row once, by cursors that are for that list and office alone', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, fc.integer({ min: 1, max: 5 }), async (log, limit) => {
        const door = over(log, opened());
        const auditor = thaiCaller('state-audit');
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await door.forAuditor(auditor, {
            limit: String(limit),
            ...(cursor ? { cursor } : {}),
          });
          found.push(...page.rows.map(({ requestId }) => requestId));
          cursor = page.next;
          if (cursor !== undefined)
            expect(await codeOf(door.ofCase(thaiCaller(owner), caseId, { cursor }))).toBe('invalid');
        } while (cursor !== undefined);
        expect(found).toEqual(log.map(({ requestId }) => requestId));
      }),
      { numRuns: 50 },
    );
  });
});
