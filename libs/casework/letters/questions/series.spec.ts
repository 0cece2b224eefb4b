import { describe, expect, it } from '@jest/globals';
import type { BodyOf } from '../../records/catalogue.js';
import type { Context } from '../../words/context.js';
import { given, type Outcome } from '../../spec/given.js';
import { identityKnown, openToThere } from '../../spec/histories.js';
import { askedByLetter, byTheNode, numberOf, onPaper } from '../../spec/on-paper.js';
import { id, sampleInstrument } from '../../spec/sample.js';
import { There } from '../../spec/lands.js';

const byNode: Partial<Context> = { ...byTheNode, channelTo: () => 'node' };
const instrument = sampleInstrument();
const theirReference = id('their case');

/** A message of the node over there, as it comes. */
const from = (
  kind: 'CaseAcknowledged' | 'NationalityResultSent',
  sequence: number,
): BodyOf<'ReceiveMessage'> => ({
  ...{ messageId: id(`${kind} ${sequence}`), kind, from: There, theirReference, sequence },
  sentAt: '2013-06-03T03:00:00.000Z',
  ...{ instrument: 'SAMPLE', instrumentVersion: '1', purpose: 'return', groups: ['reference'] },
  clause: instrument.clauses.find((clause) => clause.kind === kind)?.id ?? '',
  payload: { focalPerson: 'officer-wang' },
});

const asked = askedByLetter();
const letter = numberOf(asked, 'NationalityConfirmationRequested');
const written = asked.when('HandOverLetter', { letter, office: 'registry' }, onPaper).when(
  'RecordLetter',
  {
    ...{ from: There, number: 'GA-417', writtenOn: '2013-06-03', kind: 'CaseAcknowledged' },
    ...{ scan: 'a'.repeat(64), payload: { focalPerson: 'officer-wang' } },
  },
  onPaper,
);

const askedOnce = (outcome: Outcome, context: Partial<Context>) => {
  const proposed = outcome.when(
    'RecallMessage',
    { messageId: outcome.file.letters.own[0]!.messageId, action: 'stop_use' },
    context,
  );
  const approved = proposed.file.disclosure.own.at(-1)?.messageId ?? '';
  return proposed.when(
    'ReleaseMessage',
    { messageId: approved },
    { ...byTheNode, ...context, actor: byTheNode.actor! },
  );
};

describe('a case that was written about on paper', () => {
  it('goes on on paper, whatever the settings say since', () => {
    for (const channel of ['node', 'none'] as const) {
      const context: Partial<Context> = { channelTo: () => channel };
      const told = askedOnce(written, context);
      expect(told.decision.events[0]?.data).toMatchObject({ sequence: 2 });
      expect(told.decision.events[0]?.data).toHaveProperty('letter');
      const receipt = { letter, outcome: 'received', scan: 'b'.repeat(64) } as const;
      expect(written.when('RecordLetterReceipt', receipt, context).types).toContain('LetterReceiptFiled');
      const answer = written.when(
        'RecordLetter',
        {
          ...{ from: There, number: 'GA-418', writtenOn: '2013-06-03', kind: 'NationalityResultSent' },
          ...{ answers: letter, scan: 'c'.repeat(64) },
          payload: { authority: 'registry', finding: { result: 'confirmed', basis: 'household_register' } },
        },
        context,
      );
      expect(answer.types).toContain('NationalityResultLearned');
    }
  });

  it('is taken up by a node over there from its first message, and written to that node from then on', () => {
    const taken = written.when('ReceiveMessage', from('CaseAcknowledged', 1), byNode);
    expect(taken.decision.events[0]?.data).toMatchObject({ sequence: 1, outcome: 'effective' });
    expect(taken.file.coordination.partners.get(There)).toMatchObject({ theirReference });
    taken.when('ReceiveMessage', from('NationalityResultSent', 3), byNode).thenRefuses('out_of_order');
    const told = askedOnce(taken, { channelTo: () => 'node' });
    expect(told.decision.events[0]?.data).toMatchObject({ kind: 'MessageRecalled', sequence: 1 });
    expect(told.decision.events[0]?.data).not.toHaveProperty('letter');
    const mistaken = { ...from('CaseAcknowledged', 2), theirReference: id('another') };
    expect(taken.when('ReceiveMessage', mistaken, byNode).decision.events[0]?.data).toMatchObject({
      ...{ outcome: 'refused', reason: 'unknown_reference' },
    });
  });

  it('counts nothing of a case that nodes spoke of alone', () => {
    const notWritten = given(...openToThere, ...identityKnown).when('RequestNationalityConfirmation', {
      of: There,
    });
    const { messageId = '' } = notWritten.file.disclosure.own.at(-1) ?? {};
    expect(notWritten.when('ReleaseMessage', { messageId }, byNode).decision.events[0]?.data).toMatchObject({
      sequence: 1,
    });
  });
});
