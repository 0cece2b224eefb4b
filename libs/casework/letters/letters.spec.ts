import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BodyOf } from '../records/catalogue.js';
import { LetterNumber, letterNumberOf } from '../words/letter-number.js';
import { given, type Outcome } from '../spec/given.js';
import { identityKnown, openToThere } from '../spec/histories.js';
import { askedByLetter, going, numberOf, onPaper } from '../spec/on-paper.js';
import { id } from '../spec/sample.js';
import { Here, There, Third } from '../spec/lands.js';

const digest = (digit: string): string => digit.repeat(64);
const office = 'registry-office';

const asked = askedByLetter();
const letter = numberOf(asked, 'NationalityConfirmationRequested');
const handedOver = asked.when('HandOverLetter', { letter, office }, onPaper);
const receipted = (from: Outcome, scan = digest('a')) =>
  from.when('RecordLetterReceipt', { letter, outcome: 'received', scan }, onPaper);

const approvedOf = (number: string): string =>
  asked.file.letters.own.find((own) => own.letter === number)?.messageId ?? '';

const answer: BodyOf<'RecordLetter'> = {
  ...{ from: There, number: 'GA-417', writtenOn: '2013-06-03', kind: 'NationalityResultSent' },
  answers: letter,
  scan: digest('b'),
  payload: { authority: 'registry', finding: { result: 'confirmed', basis: 'household_register' } },
};
const answered = (from: Outcome, changes: Partial<BodyOf<'RecordLetter'>> = {}, context = onPaper) =>
  from.when('RecordLetter', { ...answer, ...changes }, context);

describe('a message to a country that is written to on paper', () => {
  it('goes by the same decision, under a number of its own', () => {
    asked.thenRecords({
      MessageReleased: { kind: 'NationalityConfirmationRequested', to: There, sequence: 1, letter },
    });
    expect(LetterNumber.safeParse(letter).success).toBe(true);
    const denied = given(...openToThere, ...identityKnown).when(
      'RequestNationalityConfirmation',
      { of: There },
      { ...onPaper, instruments: [] },
    );
    expect(denied.decision.refusal?.code).toBe('no_instrument');
  });

  it('is not approved where nothing carries it', () => {
    const sending = given(...openToThere, ...identityKnown).when(
      'RequestNationalityConfirmation',
      { of: There },
      { channelTo: () => 'none' },
    );
    expect(sending.decision.refusal?.code).toBe('no_channel');
  });

  it('is handed over once, to one office, not before it was there', () => {
    handedOver.thenRecords({
      LetterHandedOver: { letter, kind: 'NationalityConfirmationRequested', to: There, office },
    });
    handedOver.when('HandOverLetter', { letter, office }, onPaper).thenRecords();
    handedOver.when('HandOverLetter', { letter, office: 'another' }, onPaper).thenRefuses('already_exists');
    asked
      .when('HandOverLetter', { letter, office, occurredAt: '2013-06-01T00:00:00.000Z' }, onPaper)
      .thenRefuses('impossible_date');
    const another = letterNumberOf(Here, There, id('another'));
    asked.when('HandOverLetter', { letter: another, office }, onPaper).thenRefuses('unknown_reference');
  });

  it('is handed over after its recall as a fact, which the focal point sees', () => {
    const recalled = asked.when(
      'RecallMessage',
      { messageId: approvedOf(letter), action: 'stop_use' },
      onPaper,
    );
    recalled
      .when('HandOverLetter', { letter, office }, onPaper)
      .thenRecords(
        { LetterHandedOver: { letter, kind: 'NationalityConfirmationRequested', to: There, office } },
        { IrregularityRaised: { rule: 'letter_handed_over_after_recall', about: approvedOf(letter) } },
      );
    const told = going(recalled);
    expect(numberOf(told, 'MessageRecalled')).toMatch(/^[A-Z]{2}-[A-Z]{2}-/);
  });

  it('has one receipt, with the digest of one scan', () => {
    const filed = receipted(handedOver).thenRecords(
      { MessageReceipted: { kind: 'NationalityConfirmationRequested', from: There, outcome: 'received' } },
      {
        LetterReceiptFiled: {
          ...{ letter, kind: 'NationalityConfirmationRequested', from: There },
          scan: digest('a'),
        },
      },
    );
    receipted(filed).thenRecords();
    receipted(filed, digest('c')).thenRefuses('already_exists');
    receipted(asked).thenRefuses('wrong_state');
    const another = letterNumberOf(Here, There, id('another'));
    handedOver
      .when('RecordLetterReceipt', { letter: another, outcome: 'received', scan: digest('a') }, onPaper)
      .thenRefuses('unknown_reference');
  });
});

describe('a letter of such a country', () => {
  it('has the effect of the message that it is, and names no id that the paper does not', () => {
    const { decision, file } = answered(handedOver);
    expect(decision.refusal).toBeUndefined();
    expect(decision.events.map(({ type }) => type)).toEqual([
      'MessageReceived',
      'NationalityResultLearned',
      'LetterRecorded',
    ]);
    expect(decision.events[0]?.data).toMatchObject({ outcome: 'effective', answers: approvedOf(letter) });
    expect(file.disclosure.theirs).toMatchObject([{ from: There, sequence: 1, outcome: 'effective' }]);
  });

  it('counts once, however often it is recorded, under one scan', () => {
    const once = answered(handedOver);
    answered(once).thenRecords();
    answered(once, { scan: digest('d') }).thenRefuses('already_exists');
    answered(once, { number: 'GA-418' }).thenRefuses('already_exists');
    receipted(once, digest('b')).thenRefuses('already_exists');
  });

  it('answers a letter of that country alone, in the form of its kind, under a clause, from who writes on paper', () => {
    const other = letterNumberOf(Here, There, id('another'));
    answered(handedOver, { answers: other }).thenRefuses('unknown_reference');
    answered(handedOver, { payload: { authority: 'registry' } }).thenRefuses('bad_payload');
    answered(handedOver, { kind: 'EverythingSent' }).thenRefuses('bad_payload');
    answered(handedOver, { writtenOn: '2001-01-01' }).thenRefuses('no_clause');
    answered(handedOver, { writtenOn: '2031-01-01' }).thenRefuses('impossible_date');
    answered(handedOver, {}, { channelTo: () => 'node' }).thenRefuses('wrong_state');
    answered(handedOver, { from: Third }).thenRefuses('unknown_reference');
  });

  it('that had no effect is recorded as one that came, and can be copied once more', () => {
    const misread = answered(handedOver, {
      kind: 'RepatriationAgreed',
      answers: undefined,
      payload: {},
    });
    expect(misread.decision.events.map(({ type }) => type)).toEqual([
      'MessageReceived',
      'IrregularityRaised',
      'LetterRecorded',
    ]);
    expect(misread.file.disclosure.theirs).toMatchObject([{ outcome: 'refused' }]);
    expect(answered(misread).types).toContain('NationalityResultLearned');
  });
});

describe('the number of a letter', () => {
  const digits = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
  const number = fc.uuid().map((messageId) => letterNumberOf(Here, Third, messageId));

  it('is told from one in which a digit was mistaken', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 6, max: 14 }), fc.constantFrom(...digits), (whole, at, digit) => {
        expect(LetterNumber.parse(` ${whole.toLowerCase()} `)).toBe(whole);
        if (whole[at] === '-' || whole[at] === digit) return;
        const mistaken = whole.slice(0, at) + digit + whole.slice(at + 1);
        expect(LetterNumber.safeParse(mistaken).success).toBe(false);
      }),
    );
  });

  it('follows from the message alone', () => {
    expect(numberOf(askedByLetter(), 'NationalityConfirmationRequested')).toBe(letter);
  });
});
