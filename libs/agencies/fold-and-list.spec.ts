import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isAwaited,
  isOwed,
  fold,
  inEffect,
  type CaseFile,
  type NewCaseEvent,
  type RecordedCaseEvent,
} from '#casework';
import type { PlacedEvent } from '#event-store';
import { recorded } from '../casework/spec/given.js';
import { conditions, ready, travelling } from '../casework/spec/returning.js';
import { id } from '../casework/spec/sample.js';
import { aStep, receiving, sending, walk, walkedCase } from '../casework/spec/walk.js';
import { caseRegister } from './case-register.js';
import { transfersBoard } from './focal-point/transfers-board.js';
import { nationalityRequests } from './nationality-requests.js';
import { tracingInbox } from './provincial-office/tracing-inbox.js';
import { stays } from './shelter/stays.js';
import { caseload } from './social-work/caseload.js';
import { rowsAfter } from './spec/happened.js';
import { placed } from './spec/placed.js';

const told = (history: readonly RecordedCaseEvent[]): readonly PlacedEvent[] =>
  inEffect(
    history.map((event) => placed(event, walkedCase)),
    ({ id: eventId, type, open, meta }) => ({
      ...{ id: eventId, type, open, occurredAt: meta.occurredAt },
      ...{ recordedAt: meta.recordedAt, commandId: meta.commandId },
    }),
  );

const stayId = id('stay');
const resident: readonly NewCaseEvent[] = [
  { type: 'ShelterReferred', data: { stayId, shelterCode: 'sh-1', withFamily: false } },
  { type: 'ShelterAdmissionOffered', data: { stayId } },
  { type: 'ShelterStayConsented', data: { stayId } },
  { type: 'AdmittedToShelter', data: { stayId, shelterCode: 'sh-1' } },
];

const beginnings = [
  sending,
  receiving,
  recorded([...ready(), ...resident]),
  recorded([...ready(), ...travelling]),
  recorded([...Object.values(conditions), ...resident]),
];

const ids = (waits: unknown): readonly string[] =>
  (waits as readonly { readonly id: string }[]).map(({ id: messageId }) => messageId).toSorted();

/** What a list shows, and what the file knows of the same. */
const compared = (history: readonly RecordedCaseEvent[]) => {
  const events = told(history);
  const file: CaseFile = fold(walkedCase, history);
  const { coordination, disclosure, nationality, repatriation, shelter, tracing } = file;
  const [board] = Object.values(rowsAfter(transfersBoard, ...events));
  const [load] = Object.values(rowsAfter(caseload, ...events));
  const [register] = Object.values(rowsAfter(caseRegister, ...events));
  const isUnderWay = ['proposed', 'approved', 'scheduled', 'in_transit'].includes(repatriation.stage);
  const went = disclosure.own.filter(({ status }) => status === 'released');
  const waiting = [
    ...went.filter(({ messageId }) => isAwaited(file, messageId)),
    ...disclosure.theirs.filter(({ messageId }) => isOwed(file, messageId)),
  ].map(({ messageId }) => messageId);
  const stopped = (messageId: string): boolean =>
    disclosure.theirs.some((message) => message.messageId === messageId && message.stopped);
  return {
    list: {
      closed: [board?.['closed'], load?.['closed'], register?.['closed']],
      side: board?.['side'],
      suspended: board?.['suspended'],
      journeyId: board?.['journeyId'] ?? undefined,
      waits: ids(board?.['waits']),
      tasksWhileClosed: coordination.closed ? load?.['tasks'] : [],
      involved: new Set(register?.['involved'] as string[]),
      exclusions: (register?.['exclusions'] as { exclusionId: string }[]).map(
        ({ exclusionId }) => exclusionId,
      ),
      stays: Object.entries(rowsAfter(stays, ...events)).map(([key, row]) => ({
        stayId: key,
        ...{ present: row['phase'] === 'present', over: row['phase'] === 'over' },
        ...{ shelterCode: row['shelterCode'], outside: row['outside'], consented: row['consented'] },
        ...{ admittedAt: row['admittedAt'] ?? undefined, endedAt: row['endedAt'] ?? undefined },
        ...{ healthChecked: row['healthChecked'], needsAssessed: row['needsAssessed'] },
      })),
      nationality: Object.entries(rowsAfter(nationalityRequests('registry'), ...events)).map(
        ([key, row]) => ({
          requestId: key,
          ...{ answered: row['answered'], stopped: row['state'] === 'stopped', missing: row['missing'] },
          ...{ forwardedTo: row['forwardedTo'] },
          withdrawn: (row['decisions'] as { decisionId: string; withdrawn: boolean }[])
            .filter(({ withdrawn }) => withdrawn)
            .map(({ decisionId }) => decisionId),
        }),
      ),
      tracing: Object.entries(rowsAfter(tracingInbox, ...events)).map(([key, row]) => ({
        requestId: key,
        ...{ office: row['office'] ?? undefined, visits: row['visits'] },
        ...{ concluded: row['concluded'], stopped: row['stopped'] },
      })),
    },
    file: {
      closed: [coordination.closed, coordination.closed, coordination.closed],
      side: coordination.side,
      suspended: isUnderWay && repatriation.suspendedBy.length > 0,
      journeyId: repatriation.journeyId,
      waits: coordination.closed ? [] : waiting.toSorted(),
      tasksWhileClosed: [],
      involved: coordination.involved,
      exclusions: coordination.exclusions
        .filter(({ country }) => country === undefined)
        .map(({ exclusionId }) => exclusionId),
      stays: shelter.stays.map((stay) => ({
        stayId: stay.stayId,
        present: ['resident', 'in_hospital'].includes(stay.status),
        over: ['declined', 'denied', 'left', 'discharged'].includes(stay.status),
        ...{ shelterCode: stay.shelterCode, outside: stay.outside, consented: stay.consented },
        ...{ admittedAt: stay.admittedAt, endedAt: stay.endedAt },
        ...{ healthChecked: stay.healthChecked, needsAssessed: stay.needsAssessed },
      })),
      nationality: nationality.requests
        .filter(({ direction }) => direction === 'received')
        .map(({ requestId, messageId, answered, missing, forwardedTo }) => ({
          requestId,
          ...{ answered: answered || stopped(messageId), stopped: stopped(messageId), missing },
          forwardedTo,
          withdrawn: nationality.decisions
            .filter((decision) => decision.withdrawn && decision.requestId === requestId)
            .map(({ decisionId }) => decisionId),
        })),
      tracing: tracing.requests
        .filter(({ direction }) => direction === 'received')
        .map(({ requestId, messageId, office, visits, concluded }) => ({
          ...{ requestId, office, visits },
          ...{ concluded: concluded || stopped(messageId), stopped: stopped(messageId) },
        })),
    },
  };
};

describe('a list and the file of its case', () => {
  it('say the same of everything that both know', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: beginnings.length - 1 }),
        fc.array(aStep, { maxLength: 25 }),
        (beginning, steps) => {
          const history = walk(beginnings[beginning]!, steps).filter(({ type }) => type !== 'PersonDied');
          const { list, file } = compared(history);
          expect(list).toEqual(file);
        },
      ),
      { numRuns: 150 },
    );
  });
});
