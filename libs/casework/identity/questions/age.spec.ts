import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { given } from '../../spec/given.js';
import { approvedPayload, openedWith, untoldThere } from '../../spec/histories.js';
import { guardian, screened } from '../../spec/identifying.js';
import { consentsTo, id, sampleContext, sampleFacts } from '../../spec/sample.js';
import type { CountryFacts } from '../../words/facts.js';
import { ageOf, isChild } from './childhood.js';
import { currentIdentity } from './current.js';
import { Here, There } from '../../spec/lands.js';

const facts = sampleFacts(Here);
/** Under 16 a child, at 16 and 17 a youth, as some laws have it. */
const burmese: CountryFacts = {
  ...sampleFacts(There),
  ageBands: [
    { band: 'child', from: 0 },
    { band: 'youth', from: 16 },
    { band: 'adult', from: 18 },
  ],
};

const born = (value: string, confidence: 'low' | 'medium' | 'high' = 'low'): NewCaseEvent => ({
  type: 'BirthDateClaimed',
  data: {
    claimId: id(value),
    source: 'document',
    confidence,
    birthDate: { value, precision: 'day', calendar: 'gregorian', asWritten: value },
    ageBand: 'adult',
    jurisdiction: Here,
  },
});
const verified = (result: 'child' | 'adult' | 'inconclusive', on: string, years?: number): NewCaseEvent => ({
  type: 'AgeVerified',
  data: {
    result,
    ageBand: result === 'adult' ? 'adult' : 'child',
    ...(years === undefined ? {} : { years }),
  },
  occurredAt: `${on}T03:00:00.000Z`,
});
const asked: NewCaseEvent = { type: 'AgeVerificationRequested', data: { method: 'documents' } };

const fileOf = (...events: NewCaseEvent[]) => given(openedWith('adult'), ...events).file;
const ageAfter =
  (...events: NewCaseEvent[]) =>
  (day: string) =>
    ageOf(fileOf(...events), facts, day);

describe('a verified age', () => {
  it('comes before what a paper claims, and grows older with the calendar', () => {
    const on = ageAfter(born('1990'), verified('child', '2013-06-01', 15));
    expect(on('2013-06-03')).toEqual({ child: true, band: 'child', years: 15 });
    expect(on('2016-05-31')).toEqual({ child: true, band: 'child', years: 17 });
    expect(on('2016-06-01')).toEqual({ child: false, band: 'adult', years: 18 });
  });

  it('without years is that of the youngest claim that fits it, and else lasts as long as childhood can', () => {
    const fitting = ageAfter(born('1990'), born('1997-03-01'), verified('child', '2013-06-01'));
    expect(fitting('2015-02-28').child).toBe(true);
    expect(fitting('2015-03-01').child).toBe(false);
    const none = ageAfter(born('1990'), verified('child', '2013-06-01'));
    expect(none('2031-05-31').child).toBe(true);
    expect(none('2031-06-01').child).toBe(false);
  });

  it('of a child leaves a younger one who is claimed to be so', () => {
    const on = ageAfter(born('2000-05-01'), verified('child', '2013-05-01', 15));
    expect(on('2013-06-03').years).toBe(13);
    expect(on('2018-04-30').child).toBe(true);
    expect(on('2018-05-01').child).toBe(false);
  });

  it('is the one held last, whenever it was typed', () => {
    for (const two of [
      [verified('adult', '2013-01-01', 19), verified('child', '2013-05-01', 16)],
      [verified('child', '2013-05-01', 16), verified('adult', '2013-01-01', 19)],
    ])
      expect(ageAfter(...two)('2013-06-03')).toMatchObject({ child: true, years: 16 });
  });

  it('is the youngest of those of one instant', () => {
    for (const years of [
      [15, 17],
      [17, 15],
    ])
      expect(ageAfter(...years.map((one) => verified('child', '2013-05-01', one)))('2013-06-03').years).toBe(
        15,
      );
  });

  it('does not end a doubt that was raised after it', () => {
    const adult = verified('adult', '2013-01-01', 25);
    expect(ageAfter(adult, asked)('2013-06-03').child).toBe(true);
    expect(ageAfter(adult, verified('inconclusive', '2013-05-01'))('2013-06-03').child).toBe(true);
    expect(ageAfter(asked, verified('inconclusive', '2013-05-01'))('2013-06-03').child).toBe(true);
    expect(ageAfter(asked, adult)('2013-06-03').child).toBe(false);
  });
});

describe('an age without a verification', () => {
  it('is in doubt that of a child: a band set after the claims, an unknown one', () => {
    const set = (ageBand: string): NewCaseEvent => ({
      type: 'AgeBandSet',
      data: { ageBand, jurisdiction: Here, source: 'person' },
    });
    expect(ageAfter(born('1990'), set('child'))('2013-06-03').child).toBe(true);
    expect(
      ageAfter(set('child'), { ...born('1990'), occurredAt: '2013-06-03T04:00:00.000Z' })('2013-06-03').child,
    ).toBe(false);
    expect(ageAfter(set('unknown'))('2013-06-03')).toEqual({ child: true, band: 'child' });
  });
});

describe('what another country is told', () => {
  const abroad = { facts: (country: string) => (country === There ? burmese : facts) };
  const told = (...events: NewCaseEvent[]) =>
    approvedPayload(
      given(
        ...untoldThere,
        screened,
        guardian,
        ...consentsTo(There, 'guardian_with_assent').map((consent) => ({
          ...consent,
          data: { ...consent.data, consentId: id(`guardian ${consent.data.purpose}`) },
        })),
        ...events,
      ).when('NotifyCountry', { country: There, locationType: 'shelter' }, abroad).decision.events,
    );

  it('is the age that the own rules go by, in the bands of the law there', () => {
    expect(told()).toMatchObject({ ageBand: 'adult' });
    expect(told(born('1999'))).toMatchObject({ ageBand: 'child' });
    expect(told(born('1996'))).toMatchObject({ ageBand: 'youth' });
    expect(told(born('1980'), asked)).toMatchObject({ ageBand: 'child' });
    expect(told(born('1980'), verified('child', '2013-06-01', 15))).toMatchObject({ ageBand: 'child' });
  });

  it('is no birth date that contradicts it', () => {
    const sent = (...events: NewCaseEvent[]) =>
      currentIdentity(fileOf(...events), sampleContext()).birthDate?.value;
    expect(sent(born('1980', 'high'), born('1999-01-01'))).toBe('1999-01-01');
    expect(sent(born('1980', 'high'), verified('child', '2013-06-01', 15))).toBeUndefined();
    expect(sent(born('1999-01-01', 'high'), born('1990'), verified('adult', '2013-06-01', 20))).toBe('1990');
  });
});

describe('a woman opened as an adult with a paper of low confidence whom a doctor finds to be 15', () => {
  it('does not consent alone, and is given a guardian', () => {
    const child = given(openedWith('adult'), born('1983')).when('VerifyAge', { result: 'child', years: 15 });
    expect(isChild(child.file, facts, '2013-06-03')).toBe(true);
    child
      .when('AppointGuardian', { name: { text: 'U Ba', script: 'Latn', kind: 'legal' }, implicated: false })
      .thenRecords({
        GuardianAppointed: {
          authority: 'focal',
          guardian: { name: { text: 'U Ba', script: 'Latn', kind: 'legal' } },
        },
      });
  });
});
