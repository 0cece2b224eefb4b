import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, fold } from '../the-case.js';
import {
  caseEvents,
  type CaseCommand,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import { sealedFieldNames } from '../spec/sealed-field-names.js';
import { recorded } from '../spec/given.js';
import { overThere } from '../spec/crossing.js';
import {
  bestInterests,
  guardianAppointed,
  heldAsWitness,
  journeyId,
  opened,
  plannedOn,
  proposalId,
  ready,
  screened,
  travelling,
} from '../spec/returning.js';
import { id, sampleContext } from '../spec/sample.js';
import { repatriationCommands, repatriationSystemCommands } from './commands.js';
import { repatriationMessages } from './messages.js';
import { Here, There } from '../spec/lands.js';

const catalogue = { ...repatriationCommands, ...repatriationSystemCommands };
/** Every command of the return with its example, and with the ids that the histories hold. */
const commands: CaseCommand[] = Object.entries(catalogue).flatMap(([type, { body, example }]) => {
  const ids = {
    ...('proposalId' in example ? { proposalId } : {}),
    ...('journeyId' in example ? { journeyId } : {}),
  };
  const place = {
    ...('point' in example ? { point: 'bridge' } : {}),
    ...('on' in example ? { on: plannedOn } : {}),
  };
  return [example, { ...example, ...ids, ...place }].map(
    (filled) => ({ type, body: body.parse(filled) }) as CaseCommand,
  );
});

const pool: NewCaseEvent[] = [
  ...ready(),
  ...travelling,
  opened('child'),
  screened('fears_state'),
  heldAsWitness,
  guardianAppointed,
  bestInterests(),
  {
    type: 'RepatriationProposalReceived',
    data: { proposalId, from: Here, point: 'bridge', plannedOn, escorts: 1 },
  },
  { type: 'RepatriationSuspended', data: { by: Here, reason: 'logistics', journeyId } },
  { type: 'RepatriationCancelled', data: { by: There, reason: 'logistics', journeyId } },
  {
    type: 'HandoverSigned',
    data: { side: 'sending', officer: 'o-1', point: 'bridge', items: [], discrepancies: [] },
  },
  { type: 'HandoverLearned', data: { side: 'receiving', officer: 'o-2', point: 'port', discrepancies: [] } },
  { type: 'ReturnConsentWithdrawn', data: { onTheWay: true, recallNeeded: true, journeyId } },
  { type: 'PersonDied', data: { notified: [], journeyId } },
];

/** What is left of an event whose sealed fields cannot be opened. */
const unsealed = (event: RecordedCaseEvent): RecordedCaseEvent => {
  const hidden = sealedFieldNames(caseEvents[event.type].fields);
  const data = Object.fromEntries(Object.entries(event.data).filter(([name]) => !hidden.includes(name)));
  return { ...event, data } as RecordedCaseEvent;
};

const prefixes = fc
  .tuple(fc.shuffledSubarray(pool), fc.nat(pool.length), fc.boolean(), fc.boolean())
  .map(([shuffled, length, inOrder, open]) => {
    const history = inOrder ? [...ready(), ...travelling].slice(0, length) : shuffled.slice(0, length);
    const events = recorded(history);
    return open ? events : events.map(unsealed);
  });

describe('laws of the return', () => {
  it('decide answers every command after any prefix of events, and never throws', () => {
    fc.assert(
      fc.property(prefixes, fc.constantFrom(...commands), fc.boolean(), (events, command, there) => {
        const context = sampleContext(there ? overThere() : {});
        const { events: decided, refusal } = decide(command, fold(id('case'), events), context);
        for (const event of decided) caseEvents[event.type].schema.parse(event.data);
        expect(refusal === undefined || refusal.code.length > 0).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('nobody departs, is proposed or approved by permission under a bar, readable or not', () => {
    const forbidden = [
      'RepatriationProposed',
      'RepatriationApproved',
      'ReturnApprovalGiven',
      'DepartureAuthorised',
      'RepatriationResumed',
    ];
    const permissions = commands.filter(
      ({ type }) => catalogue[type as keyof typeof catalogue].kind === 'permission',
    );
    fc.assert(
      fc.property(prefixes, fc.constantFrom(...permissions), fc.boolean(), (events, command, hold) => {
        const barred = recorded(
          [hold ? heldAsWitness : screened('fears_state')],
          sampleContext(),
          events.length,
        );
        const { events: decided } = decide(
          command,
          fold(id('case'), [...events, ...barred.map(unsealed)]),
          sampleContext(),
        );
        const sending = fold(id('case'), events).repatriation.side !== 'receiving';
        if (sending)
          expect(decided.map(({ type }) => type).filter((type) => forbidden.includes(type))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(catalogue))('%s has an example that parses', (_type, { body, example }) => {
    expect(body.safeParse(example).success).toBe(true);
  });

  it('stop messages carry nothing above P1', () => {
    const stopping = Object.values(repatriationMessages).filter(({ stops }) => stops);
    expect(stopping).toHaveLength(2);
    for (const { fields } of stopping) expect(sealedFieldNames(fields)).toEqual([]);
  });
});
