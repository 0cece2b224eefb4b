import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BodyOf } from '../records/catalogue.js';
import { LetterNumber, letterNumberOf } from '../words/letter-number.js';
import { given, type Outcome } from '../spec/given.js';
import { identityKnown, openToThere } from '../spec/histories.js';
import { askedByLetter, going, numberOf, onPaper } from '../spec/on-paper.js';
import { id, sampleActor } from '../spec/sample.js';
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

  it('is handed over as a fact where something keeps it back by then, and the focal point sees that alone', () => {
    const keptOut = 'office-a';
    const kind = 'NationalityConfirmationRequested';
    asked
      .when(
        'ExcludeParty',
        { country: There, agency: keptOut, reason: 'A cousin of the broker.' },
        { ...onPaper, actor: sampleActor('welfare') },
      )
      .when('HandOverLetter', { letter, office: keptOut }, onPaper)
      .thenRecords(
        { LetterHandedOver: { letter, kind, to: There, office: keptOut } },
        { IrregularityRaised: { rule: 'letter_handed_over_when_kept_back', about: approvedOf(letter) } },
      );
    const withdrawn = asked.file.consent.consents.reduce(
      (step, consent) => step.when('WithdrawConsent', { consentId: consent.consentId }, onPaper),
      asked,
    );
    expect(withdrawn.when('HandOverLetter', { letter, office }, onPaper).types).toEqual([
      'LetterHandedOver',
      'IrregularityRaised',
    ]);
  });

  it('breaks nothing where it was handed over before, and is typed afterwards', () => {
    const [before, fear, later] = [
      '2013-06-03T05:00:00.000Z',
      '2013-06-03T06:00:00.000Z',
      '2013-06-03T07:00:00.000Z',
    ];
    const feared = asked.when(
      'ScreenProtection',
      { about: There, language: 'my', inPrivate: true, result: 'fears_state' },
      { ...onPaper, now: fear },
    );
    const typed = (occurredAt: string) =>
      feared.when('HandOverLetter', { letter, office, occurredAt }, { ...onPaper, now: later }).types;
    expect(typed(before)).toEqual(['LetterHandedOver']);
    expect(typed(fear)).toEqual(['LetterHandedOver', 'IrregularityRaised']);
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
    for (const otherwise of [{ outcome: 'refused' }, { reason: 'not_ours' }] as const)
      filed
        .when(
          'RecordLetterReceipt',
          { letter, outcome: 'received', scan: digest('a'), ...otherwise },
          onPaper,
        )
        .thenRefuses('already_exists');
    receipted(asked).thenRefuses('wrong_state');
    const another = letterNumberOf(Here, There, id('another'));
    handedOver
      .when('RecordLetterReceipt', { letter: another, outcome: 'received', scan: digest('a') }, onPaper)
      .thenRefuses('unknown_reference');
  });
});

describe('what was typed wrongly of a letter', () => {
  const taken = (from: Outcome, type: string) =>
    from.when(
      'TakeBackEntry',
      {
        entryId: from.file.history.find((event) => event.type === type)?.meta.eventId ?? '',
        mistake: 'wrong_entry',
      },
      onPaper,
    );

  it('is taken back: of a hand-over the letter lies here again', () => {
    const again = taken(handedOver, 'LetterHandedOver');
    expect(again.file.letters.own).toMatchObject([{ letter }]);
    expect(again.file.letters.own[0]).not.toHaveProperty('handedOver');
    again.when('HandOverLetter', { letter, office: 'another' }, onPaper).thenRecords({
      LetterHandedOver: { letter, kind: 'NationalityConfirmationRequested', to: There, office: 'another' },
    });
  });

  it('is taken back: of a receipt nothing stands, and the right one can be filed', () => {
    const again = taken(receipted(handedOver), 'LetterReceiptFiled');
    expect(again.file.disclosure.own[0]).not.toHaveProperty('receipt');
    const right = { letter, outcome: 'refused', scan: digest('c') } as const;
    const filed = again.when('RecordLetterReceipt', right, onPaper);
    expect(filed.file.disclosure.own[0]).toMatchObject({ receipt: 'refused' });
    expect(filed.file.letters.own[0]?.receipt).toMatchObject({ outcome: 'refused', scan: digest('c') });
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
    const otherwise: readonly Partial<BodyOf<'RecordLetter'>>[] = [
      { payload: { ...answer.payload, finding: { result: 'not_confirmed', basis: 'household_register' } } },
      { writtenOn: '2013-06-02' },
      { kind: 'UseStopped', payload: { messages: [] } },
      { answers: undefined },
    ];
    for (const changes of otherwise) {
      const again = answered(once, changes).thenRefuses('already_exists');
      expect(again.decision.refusal?.fields).toMatchObject([{ field: 'payload' }]);
    }
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
    const neverWritten = given(...openToThere, ...identityKnown);
    neverWritten
      .when('RecordLetter', { ...answer, answers: undefined }, { channelTo: () => 'node' })
      .thenRefuses('wrong_state');
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

describe('a letter that names others', () => {
  it('names ours by our numbers, and theirs by those that they gave them', () => {
    const stopped = answered(handedOver, {
      ...{ number: 'GA-418', kind: 'UseStopped', answers: undefined, payload: { messages: [letter] } },
    });
    expect(stopped.decision.events[0]?.data).toMatchObject({
      ...{ outcome: 'effective', references: { messages: [approvedOf(letter)] } },
    });
    const once = answered(handedOver);
    const recall = { number: 'GA-419', kind: 'MessageRecalled', answers: undefined, scan: digest('e') };
    const recalled = answered(once, { ...recall, payload: { recalled: 'GA-417', action: 'stop_use' } });
    expect(recalled.types).toContain('MessageUseStopped');
    expect(recalled.file.disclosure.theirs).toMatchObject([{ stopped: true }, { stopped: false }]);
    answered(once, { ...recall, payload: { action: 'stop_use' } }).thenRefuses('bad_payload');
    answered(once, { ...recall, payload: { recalled: 'GA-999', action: 'stop_use' } }).thenRefuses(
      'bad_payload',
    );
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
