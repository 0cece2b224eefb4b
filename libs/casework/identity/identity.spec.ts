import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../the-case.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given, recorded } from '../spec/given.js';
import { caseOpened as opened, asSaid } from '../spec/histories.js';
import { id, sampleContext, sampleFacts } from '../spec/sample.js';
import { isChild } from './questions/childhood.js';
import { identityCommands } from './commands.js';
import { readDate } from '../words/birth-dates.js';
import { formToSend } from '../nationality/questions/claims.js';
import { learnedClaims } from './questions/learned.js';
import { bestNames, claimedNationalities, currentIdentity } from './questions/current.js';
import { BirthDate, calendars, Name } from '../words/person.js';
import { Here, There } from '../spec/lands.js';

const claimed = { source: 'person', confidence: 'medium' } as const;
const thai = { text: 'สมหญิง', script: 'Thai', kind: 'legal' } as const;
const burmese = { text: 'မမြင့်', script: 'Mymr', romanisation: 'Ma Myint', kind: 'legal' } as const;

describe('names', () => {
  it('stand side by side, the surest first', () => {
    const { file } = given()
      .when('RecordName', { ...claimed, name: thai })
      .when('RecordName', { ...claimed, confidence: 'high', name: burmese })
      .thenRecords({
        NameClaimed: {
          ...asSaid,
          name: { text: 'မမြင့်', script: 'Mymr', romanisation: 'Ma Myint', kind: 'legal' },
        },
      });
    expect(bestNames(file.identity)).toEqual([burmese, thai]);
  });

  it('are taken in any script, with emoji and from right to left, but without control characters', () => {
    for (const text of ['محمد', 'มะ 🌸', 'Ma‑Aye', '王'])
      expect(Name.safeParse({ text, script: 'Zyyy', kind: 'alias' }).success).toBe(true);
    for (const text of ['Ma\u0000Aye', 'Ma\nAye', '   ', 'x'.repeat(301)])
      expect(Name.safeParse({ text, script: 'Latn', kind: 'alias' }).success).toBe(false);
  });

  it('are corrected by another event that names the first, which stays', () => {
    const first = given().when('RecordName', { ...claimed, name: thai });
    const claimId = first.file.identity.names[0]!.claimId;
    const second = first.when('RecordName', { ...claimed, confidence: 'high', name: burmese });
    const replacedBy = second.file.identity.names[1]!.claimId;
    const { decision, file } = second
      .when('CorrectClaim', { claimId, reason: 'wrong_spelling', replacedBy })
      .thenRecords({ ClaimCorrected: { reason: 'wrong_spelling' } });
    expect(decision.events[0]?.corrects).toBe(first.file.identity.names[0]!.eventId);
    expect(file.identity.names).toHaveLength(2);
    expect(bestNames(file.identity)).toEqual([burmese]);
  });

  it('refuses a correction of what is unknown, corrected already, or replaced by itself', () => {
    const one = given().when('RecordName', { ...claimed, name: thai });
    const claimId = one.file.identity.names[0]!.claimId;
    const body = { claimId, reason: 'mistaken' } as const;
    one.when('CorrectClaim', { ...body, claimId: id('other') }).thenRefuses('unknown_reference');
    one.when('CorrectClaim', { ...body, replacedBy: claimId }).thenRefuses('unknown_reference');
    one.when('CorrectClaim', { ...body, replacedBy: id('other') }).thenRefuses('unknown_reference');
    one.when('CorrectClaim', body).when('CorrectClaim', body).thenRefuses('already_exists');
  });
});

describe('dates of birth', () => {
  it('are read from the Buddhist era, in its digits, and keep precision and text', () => {
    expect(readDate('2551', 'buddhist_thai')).toEqual({
      value: '2008',
      precision: 'year',
      calendar: 'buddhist_thai',
      asWritten: '2551',
    });
    expect(readDate('๒๕๕๑-๐๖', 'buddhist', 'มิถุนายน ๒๕๕๑')).toEqual({
      value: '2008-06',
      precision: 'month',
      calendar: 'buddhist',
      asWritten: 'มิถุนายน ๒๕๕๑',
    });
    expect(readDate('၁၉၉၅-၀၂-၂၈', 'gregorian')?.value).toBe('1995-02-28');
    expect(readDate('2551-02-29', 'buddhist')?.value).toBe('2008-02-29');
  });

  it('know that the Thai year began in April until B.E. 2483', () => {
    expect(readDate('2482-02', 'buddhist_thai')?.value).toBe('1940-02');
    expect(readDate('2482-05', 'buddhist_thai')?.value).toBe('1939-05');
    expect(readDate('2482', 'buddhist_thai')).toMatchObject({ earliest: '1939-04-01', latest: '1940-03-31' });
    expect(readDate('2483-02', 'buddhist_thai')).toBeUndefined();
  });

  it('keep their doubt where the calendar does not say surely what they mean', () => {
    for (const [date, calendar, asWritten, earliest, latest] of [
      ['2552', 'buddhist', 'သာသနာ ၂၅၅၂', '2008-04-13', '2009-05-31'],
      ['၂၅၅၂', 'sasana', undefined, '2008-04-13', '2009-05-31'],
      ['1370', 'myanmar', 'မြန်မာသက္ကရာဇ် ၁၃၇၀', '2008-04-13', '2009-04-17'],
      ['1370-05-12', 'myanmar', undefined, '2008-04-13', '2009-04-17'],
      ['2552', 'buddhist', undefined, '2008-04-13', '2009-12-31'],
      ['2552-08', 'buddhist', undefined, '2008-08-01', '2009-08-31'],
      ['2552', 'buddhist_khmer', 'ព.ស. ២៥៥២', '2008-04-13', '2009-05-31'],
      ['2008', 'chinese_lunar', '二〇〇八年', '2008-01-21', '2009-02-20'],
      ['64', 'showa', '昭和64年', '1989-01-01', '1989-01-07'],
    ] as const)
      expect(readDate(date, calendar, asWritten)).toEqual({
        value: latest.slice(0, 4),
        precision: 'year',
        calendar,
        asWritten: asWritten ?? date,
        earliest,
        latest,
      });
  });

  it('are exact where the calendar is', () => {
    for (const [date, calendar, asWritten, value] of [
      ['2552', 'buddhist', 'พ.ศ. ๒๕๕๒', '2009'],
      ['2552', 'buddhist', 'ພ.ສ. ໒໕໕໒', '2009'],
      ['2552-02-28', 'buddhist', undefined, '2009-02-28'],
      ['20-03-05', 'heisei', undefined, '2008-03-05'],
      ['20', 'heisei', undefined, '2008'],
      ['2552-08', 'buddhist_khmer', undefined, '2008-08'],
    ] as const) {
      expect(readDate(date, calendar, asWritten)).toMatchObject({ value });
      expect(readDate(date, calendar, asWritten)?.earliest).toBeUndefined();
    }
    expect(readDate('64-02-01', 'showa')).toBeUndefined();
    expect(readDate('2540-02-29', 'buddhist')).toBeUndefined();
  });

  it('lie in the span that they keep, the youngest day of it in their value', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...calendars),
        fc.integer({ min: 1, max: 2700 }),
        fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
        (calendar, year, month) => {
          const two = month === undefined ? '' : `-${String(month).padStart(2, '0')}`;
          const read = readDate(`${year}${two}`, calendar);
          if (!read) return;
          expect(BirthDate.safeParse(read).success).toBe(true);
          if (read.earliest === undefined || read.latest === undefined) return;
          expect(read.earliest <= read.latest).toBe(true);
          expect(read.value).toBe(read.latest.slice(0, 4));
        },
      ),
    );
  });

  it('refuse days that no calendar has, the future, and a calendar mixed up', () => {
    const born = (date: string, calendar: 'gregorian' | 'buddhist') =>
      given().when('RecordBirthDate', { ...claimed, date, calendar });
    born('2000-02-30', 'gregorian').thenRefuses('impossible_date');
    born('2000-13', 'gregorian').thenRefuses('impossible_date');
    born('2013-06-04', 'gregorian').thenRefuses('impossible_date');
    born('2551', 'gregorian').thenRefuses('impossible_date');
    born('2008', 'buddhist').thenRefuses('impossible_date');
    born('2013', 'gregorian').thenRecords({
      BirthDateClaimed: {
        source: 'person',
        confidence: 'medium',
        birthDate: { value: '2013', precision: 'year', calendar: 'gregorian', asWritten: '2013' },
        ageBand: 'child',
        jurisdiction: Here,
      },
    });
  });

  it('leave an age band that outlives the sealed date', () => {
    const { decision } = given().when('RecordBirthDate', { ...claimed, date: '1995', calendar: 'gregorian' });
    expect(decision.events[0]?.data).toMatchObject({ ageBand: 'child', jurisdiction: Here });
  });
});

describe('who is a child', () => {
  const facts = sampleFacts(Here);
  const born = (value: string, ageBand = 'child'): NewCaseEvent => ({
    type: 'BirthDateClaimed',
    data: {
      claimId: id(value),
      ...claimed,
      birthDate: { value, precision: 'day', calendar: 'gregorian', asWritten: value },
      ageBand,
      jurisdiction: Here,
    },
  });
  const child = (today: string, ...events: NewCaseEvent[]) =>
    isChild(given(opened, ...events).file, facts, today);

  it('becomes an adult on the eighteenth birthday, without any event', () => {
    expect(child('2014-08-03', born('1996-08-04'))).toBe(true);
    expect(child('2014-08-04', born('1996-08-04'))).toBe(false);
  });

  it('takes the latest day that an inexact date allows, and the youngest of several claims', () => {
    expect(child('2014-08-04', born('1996'))).toBe(true);
    expect(child('2014-08-04', born('1980-01-01', 'adult'), born('1999-01-01'))).toBe(true);
  });

  it('is in doubt a child: unknown band, presumption, verification under way or without result', () => {
    expect(child('2014-08-04')).toBe(false);
    expect(
      child('2014-08-04', {
        type: 'AgeBandSet',
        data: { ageBand: 'unknown', jurisdiction: Here, source: 'person' },
      }),
    ).toBe(true);
    expect(child('2014-08-04', { type: 'AgePresumedMinor', data: {} })).toBe(true);
    expect(child('2014-08-04', { type: 'AgeVerificationRequested', data: { method: 'documents' } })).toBe(
      true,
    );
    expect(
      child('2014-08-04', { type: 'AgeVerified', data: { result: 'inconclusive', ageBand: 'unknown' } }),
    ).toBe(true);
    expect(
      child('2014-08-04', born('1999-01-01'), {
        type: 'AgeVerified',
        data: { result: 'adult', ageBand: 'adult' },
      }),
    ).toBe(false);
  });

  it('uses the band where the date itself cannot be opened', () => {
    const events = recorded([opened, born('1999-01-01')]).map((event) =>
      event.type === 'BirthDateClaimed' ? { ...event, data: { ...event.data, birthDate: undefined } } : event,
    );
    expect(isChild(fold(id('case'), events), facts, '2030-01-01')).toBe(true);
  });
});

describe('the rest of an identity', () => {
  it('keeps origins, nationalities, documents, relatives and needs as claims for a message', () => {
    const { file } = given()
      .when('RecordOrigin', { ...claimed, origin: { country: There, village: 'Thay Baw Boe' } })
      .when('RecordNationalityClaim', { ...claimed, nationality: { country: There } })
      .when('RecordNationalityClaim', { ...claimed, confidence: 'low', nationality: { country: 'ZZ' } })
      .when('RecordDocument', { ...claimed, document: { kind: 'household_list', number: '12' } })
      .when('RecordRelative', {
        relation: 'mother',
        source: 'person',
        name: burmese,
        details: { phone: '09 1' },
      })
      .when('RecordPhotograph', { reference: 'photo/1' })
      .when('RecordSpecialNeeds', { needs: [{ code: 'wheelchair' }] })
      .when('RecordBackground', { background: { ethnicity: 'Karen' } })
      .when('RecordName', { ...claimed, name: burmese });
    expect(formToSend(file, sampleContext(), There)).toEqual({
      names: [{ ...burmese, ...claimed }],
      origin: { country: There, village: 'Thay Baw Boe', ...claimed },
      documents: [{ kind: 'household_list', number: '12', ...claimed }],
      relatives: [{ relation: 'mother', name: burmese, details: { phone: '09 1' }, source: 'person' }],
      nationalities: [{ country: There, ...claimed }],
      photograph: { reference: 'photo/1' },
    });
    expect(claimedNationalities(file.identity)).toEqual([There, 'ZZ']);
    expect(file.identity.specialNeeds).toEqual([{ code: 'wheelchair' }]);
  });

  it('refuses a document issued in the future or ending before it began, and a band unknown here', () => {
    const document = (dates: object) =>
      given().when('RecordDocument', { ...claimed, document: { kind: 'passport', ...dates } });
    document({ issuedOn: '2014-01-01' }).thenRefuses('impossible_date');
    document({ issuedOn: '2012-01-02', validUntil: '2012-01-01' }).thenRefuses('impossible_date');
    given().when('SetAgeBand', { ageBand: 'youth', source: 'person' }).thenRefuses('unknown_reference');
    given()
      .when('SetAgeBand', { ageBand: 'child', source: 'person' })
      .thenRecords({ AgeBandSet: { ageBand: 'child', jurisdiction: Here, source: 'person' } });
  });

  it('learns from a partner state beside what stands, and nothing twice', () => {
    const context = sampleContext();
    const learned = {
      names: [burmese],
      birthDate: { value: '1999', precision: 'year', calendar: 'gregorian', asWritten: '1999' },
      origin: { country: There },
      documents: [{ kind: 'household_list' }],
      relatives: [
        {
          relation: 'aunt_or_uncle',
          name: { text: 'U Ba', script: 'Latn', kind: 'legal' },
          details: { phone: '09 2' },
        },
      ],
    } as const;
    const first = learnedClaims(
      { ...learned, names: [burmese], documents: [{ kind: 'household_list' }] },
      There,
      context,
    );
    const { file } = given(
      { type: 'NameClaimed', data: { claimId: id('n'), ...claimed, name: thai } },
      ...first,
    );
    expect(currentIdentity(file, sampleContext()).names).toEqual([
      { ...burmese, source: 'partner_state', confidence: 'medium' },
      { ...thai, ...claimed },
    ]);
    expect(file.identity.relatives[0]).toMatchObject({ relation: 'aunt_or_uncle', authority: There });
    expect(learnedClaims(learned, There, context, file.identity)).toEqual([]);
  });
});

describe('examples', () => {
  it('parse', () => {
    for (const { body, example } of Object.values(identityCommands))
      expect(body.safeParse(example).error).toBeUndefined();
  });
});
