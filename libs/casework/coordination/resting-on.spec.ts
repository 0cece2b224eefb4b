import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, fold } from '../the-case.js';
import { caseEvents, type NewCaseEvent, type RecordedCaseEvent } from '../records/catalogue.js';
import { consentsInForce } from '../consent/questions/in-force.js';
import { isStop } from '../records/kinds.js';
import type { Fields } from '../words/field.js';
import { conditionsOfReturn } from '../repatriation/questions/conditions.js';
import { isOfExcluded, stillStands } from '../records/signatures.js';
import { given, recorded } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { interviewed } from '../spec/identifying.js';
import { agreed, approved, authorised, plannedOn, proposed, ready } from '../spec/returning.js';
import { id, sampleActor, sampleContext, sampleFacts } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { walkedCase } from '../spec/walk.js';
import { actingPersons } from './decide/excluding.js';
import { Here, There } from '../spec/lands.js';

/** Open fields that hold any code, written by hand: whether the code names a person who acted, an office, or neither. */
const namesPerson = ['officialId', 'interpreter', 'officer', 'focalPerson'];
/** Who is to work on the case: nothing rests on it, and who is excluded counts no more (works-on.ts). */
const namesWorker = ['person'];
const namesOffice = [
  'agency',
  'owner',
  'to',
  'excludedBy',
  'authority',
  'office',
  'mission',
  'agreedWith',
  'next',
];
const namesNeither = [
  ...['about', 'ageBand', 'kind', 'legalBasis', 'method', 'point', 'reason', 'reference', 'rule'],
  ...['theirReference', 'clause', 'instrument', 'instrumentVersion', 'shelterCode', 'alternative', 'place'],
  ...['certificate', 'entry', 'exit', 'number', 'channel', 'paper', 'duty'],
];

const fieldsOf = Object.values(caseEvents).flatMap(({ fields }) => Object.entries(fields as Fields));
const holdsAnyCode = fieldsOf
  .filter(([, { schema, dataClass }]) => dataClass === 'P1' && schema.safeParse('officer-77').success)
  .map(([name]) => name);

describe('whatever rests on a person', () => {
  it('is known by the fields that name one who acted: no field that holds a code is forgotten', () => {
    const known = [...namesPerson, ...namesWorker, ...namesOffice, ...namesNeither];
    expect([...new Set(holdsAnyCode)].filter((name) => !known.includes(name))).toEqual([]);
    // Of the other country is who answers there: no message goes through one who is excluded.
    expect([...actingPersons, 'focalPerson'].toSorted()).toEqual(namesPerson.toSorted());
  });
});

const persons = [
  sampleActor('focal', 'officer-1'),
  sampleActor('focal', 'officer-2'),
  sampleActor('welfare', 'officer-3'),
  sampleActor('police', 'officer-4'),
];
const interpreters = [undefined, 'officer-1', 'officer-2', 'officer-3', 'officer-4'];

/** All that waits or is used in a return, an erasure, a denial, a passing on, and what was told. */
const all: readonly NewCaseEvent[] = [
  ...ready(),
  interviewed,
  ...sentMessage('CaseFormSent'),
  {
    type: 'VictimStatusDenialProposed',
    data: { findingId: id('denial'), authority: 'focal', reason: 'No means.' },
  },
  { type: 'ErasureRequested', data: { requestId: id('erasure'), ground: 'person_request' } },
  proposed,
  agreed,
  { type: 'ReturnApprovalGiven', data: { proposalId: id('proposal'), agency: 'welfare' } },
  ...approved,
  ...authorised.slice(0, 3),
];

/** The same events, each by somebody, with an interpreter where one can be named. */
const byAnybody = fc
  .tuple(
    fc.array(fc.record({ who: fc.nat(3), through: fc.nat(4) }), {
      minLength: all.length,
      maxLength: all.length,
    }),
    fc.integer({ min: 5, max: all.length }),
  )
  .map(([choices, length]) =>
    all.slice(0, length).flatMap((event, index): RecordedCaseEvent[] => {
      const { who, through } = choices[index]!;
      const actor = persons[who]!;
      const interpreter = interpreters[through];
      const named = 'interpreter' in caseEvents[event.type].fields && interpreter ? { interpreter } : {};
      const signed = event.type === 'ReturnApprovalGiven' ? { agency: actor.agency } : {};
      const said = { ...event, data: { ...event.data, ...named, ...signed } } as NewCaseEvent;
      return recorded([said], sampleContext({ actor, now: '2013-06-02T04:00:00.000Z' }), index);
    }),
  );

const decisions = [
  'VictimIdentified',
  'VictimStatusDenialProposed',
  'ReturnApprovalGiven',
  'DepartureAuthorised',
];

describe('no decision rests on who is excluded', () => {
  it('over any history: nothing that waits, no permission unused, no consent in effect, and what is done is in review', () => {
    const met = { lapsed: 0, withheld: 0, asked: 0, reviewed: 0 };
    fc.assert(
      fc.property(byAnybody, fc.nat(3), (history, pick) => {
        const whom = persons[pick]!;
        const by = persons[pick === 3 ? 2 : 3]!;
        const context = sampleContext({ actor: by, commandId: id('excluding') });
        const before = fold(walkedCase, history);
        const command = {
          type: 'ExcludeParty',
          body: { officialId: whom.id, reason: 'Named by the person.' },
        } as const;
        const { events, refusal } = decide(command, before, context);
        expect(refusal).toBeUndefined();
        const after = [...history, ...recorded(events, context, history.length)];
        const file = fold(walkedCase, after);
        const { repatriation, erasure, identification, disclosure, coordination } = file;

        const waiting = [
          ...repatriation.signatures,
          ...erasure.requests,
          ...identification.findings.flatMap(({ proposedBy }) => (proposedBy ? [proposedBy] : [])),
        ].filter((signature) => stillStands(signature, file, context));
        expect(waiting.map(({ actor }) => actor)).not.toContain(whom.id);

        if (repatriation.stage === 'approved' || repatriation.stage === 'scheduled') {
          expect(repatriation.signatures.some((signature) => isOfExcluded(signature, file))).toBe(false);
          const last = after.findLast(({ type }) => type === 'DepartureAuthorised');
          if (repatriation.stage === 'scheduled') expect(last?.meta.actor).not.toBe(whom.id);
        } else if (before.repatriation.stage !== repatriation.stage) met.lapsed += 1;

        const through = (consentId: string): string | undefined =>
          after.flatMap((event) =>
            event.type === 'ConsentGiven' && event.data.consentId === consentId ? [event.data] : [],
          )[0]?.interpreter;
        for (const purpose of ['return', 'nationality_confirmation'] as const)
          for (const { consentId } of consentsInForce(
            file,
            { purpose, country: There },
            sampleFacts(Here),
            '2013-06-03',
          ))
            expect(through(consentId)).not.toBe(whom.id);
        const counselling = after.find(({ type }) => type === 'ReturnCounsellingHeld');
        if (counselling?.type === 'ReturnCounsellingHeld' && counselling.data.interpreter === whom.id) {
          expect(conditionsOfReturn(file, There, context, plannedOn)).toContain('return_consent');
          met.asked += 1;
        }

        for (const { messageId, status, kind, approvedBy } of disclosure.own)
          if (status === 'approved' && !isStop(kind) && approvedBy.actor === whom.id) {
            const node = sampleContext({ actor: sampleActor('node', 'node'), commandId: id('releasing') });
            const went = decide({ type: 'ReleaseMessage', body: { messageId } }, file, node);
            expect(went.events.map(({ type }) => type)).toEqual(['MessageWithheld']);
            met.withheld += 1;
          }

        const marked = new Set(
          events.flatMap((event) => (event.type === 'PartyExcluded' ? (event.data.restingOn ?? []) : [])),
        );
        const raised = coordination.irregularities
          .filter(({ rule }) => rule === 'decided_by_excluded')
          .map(({ about }) => about);
        for (const { type, data, meta } of history) {
          const named = actingPersons.some((name) => (data as Record<string, unknown>)[name] === whom.id);
          expect(marked.has(meta.eventId)).toBe(meta.actor === whom.id || named);
          if (decisions.includes(type) && meta.actor === whom.id) {
            expect(raised).toContain(meta.eventId);
            met.reviewed += 1;
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(Object.values(met).every((count) => count > 5)).toBe(true);
  });
});

describe('whatever rests on an office', () => {
  it('is also what another office entered of a team that it sat in', () => {
    const { decision } = given(caseOpened, interviewed).when(
      'ExcludeParty',
      { agency: 'police', reason: 'Named by the person.' },
      { actor: sampleActor('focal', 'f-1') },
    );
    expect(decision.events[0]).toMatchObject({
      type: 'PartyExcluded',
      data: { restingOn: [expect.any(String)] },
    });
  });
});
