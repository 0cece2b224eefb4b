import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { startTestSandbox, type TestSandbox } from '../kit/sandbox.js';
import { datip, eventually, notify, openToMyanmar, receiptsOf, sendForm, stored } from './border.js';
import { CaseRead, done, openCase, opening, owner, police, stepOf, Written } from './steps.js';

jest.setTimeout(60_000);

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
}, 90_000);
afterAll(() => sandbox?.stop());

const claimed = { source: 'person', confidence: 'medium' } as const;
const told = ['purpose', 'uses', 'research_use', 'right_to_see', 'how_long_kept', 'how_to_withdraw'];

const people = [
  ['BD', 'bn', 'XZ', 'Beng', 'মোহাম্মদ করিম', 'bengali', '১৪০৫'],
  ['ET', 'am', 'SO', 'Ethi', 'አበበ ቢቂላ', 'ethiopian', '1992'],
  ['NP', 'ne', 'TH', 'Deva', 'सीता थापा', 'nepali', '२०५५'],
  ['LK', 'si', 'MY', 'Sinh', 'නිමල් පෙරේරා', 'gregorian', '1999-05'],
  ['LK', 'ta', 'XX', 'Taml', 'கமலா சிவா', 'gregorian', '1999'],
  ['UA', 'uk', 'MU', 'Cyrl', 'Олена Шевченко', 'gregorian', '1999-05-17'],
] as const;

const eventOf = async (caseId: string, type: string) => {
  const { events } = CaseRead.parse((await sandbox.get(owner, `/v1/cases/${caseId}`)).body);
  return events.find((event) => event.type === type)?.data ?? {};
};

describe('a person of a country that is not of the programme', () => {
  it.each(people)(
    'from %s who speaks %s and was found in %s is recorded in %s and helped',
    async (country, language, foundIn, script, text, calendar, date) => {
      const body = { ...opening, mainLanguage: language, foundIn, referTo: ['atpd', 'shelter-k7'] };
      const opened = await sandbox.post(owner, '/v1/cases', body);
      expect([opened.status, opened.text]).toEqual([201, expect.anything()]);
      const { caseId } = Written.parse(opened.body);
      const give = (process: string, step: string, told: unknown) =>
        done(sandbox, owner, stepOf(caseId, process, step), told);
      const name = { text, script, kind: 'legal' } as const;
      await give('identity', 'record-name', { ...claimed, name });
      await give('identity', 'record-birth-date', { ...claimed, calendar, date });
      await give('identity', 'record-origin', { ...claimed, origin: { country, village: text } });
      await give('identity', 'record-nationality-claim', { ...claimed, nationality: { country } });
      await give('identity', 'record-relative', { source: 'person', relation: 'mother', name });
      await give('identity', 'record-background', {
        background: { languagesSpoken: [language], languagesRead: [language] },
      });
      await done(sandbox, police, stepOf(caseId, 'identification', 'complete-screening'), {
        outcome: 'presumed',
        indicators: ['debt'],
      });
      await give('protection', 'screen-protection', {
        ...{ about: country, language, inPrivate: true, result: 'no_fear' },
      });
      await give('consent', 'give-consent', {
        ...{ purpose: 'nationality_confirmation', recipient: { country }, groups: ['identity', 'origin'] },
        ...{ givenBy: 'person', told, language },
      });
      await done(sandbox, datip, stepOf(caseId, 'nationality', 'ask-mission'), {
        ...{ of: country, mission: 'embassy-in-bangkok', groups: ['identity'] },
      });
      expect(await eventOf(caseId, 'NameClaimed')).toMatchObject({ name });
      const { birthDate } = z
        .object({ birthDate: z.record(z.string(), z.unknown()) })
        .parse(await eventOf(caseId, 'BirthDateClaimed'));
      expect(birthDate).toMatchObject({ calendar, asWritten: date });
      expect(['1999', '2000']).toContain(String(birthDate['value']).slice(0, 4));
    },
  );

  it('is refused where a script is none, with what a script is', async () => {
    const caseId = await openCase(sandbox);
    const answer = await sandbox.post(owner, stepOf(caseId, 'identity', 'record-name'), {
      ...{ ...claimed, name: { text: 'করিম', script: 'Bengali', kind: 'legal' } },
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('a script of ISO 15924');
    expect(answer.text).not.toContain('করিম');
  });

  it('finds every script by its name in the reference', async () => {
    const { text } = await sandbox.get(owner, '/v1/reference');
    for (const name of ['Bangla', 'Ethiopic', 'Sinhala', 'Cyrillic']) expect(text).toContain(name);
  });
});

describe('a name in a script that the first version of the wire has no word for', () => {
  it('comes over the border with all its letters, in its script', async () => {
    const caseId = await openToMyanmar(sandbox, 'নূর');
    const name = { text: 'নূর হোসেন', script: 'Beng', kind: 'alias' } as const;
    await done(sandbox, owner, stepOf(caseId, 'identity', 'record-name'), { ...claimed, name });
    await notify(sandbox, caseId);
    await sendForm(sandbox, caseId);
    await eventually('two receipts', async () => (await receiptsOf(sandbox, caseId)).length === 2);
    expect(await receiptsOf(sandbox, caseId)).toEqual(['CaseNotified received', 'CaseFormSent received']);
    const [there] = (await stored(sandbox, 'MM', 'NameClaimed')).slice(-1);
    const caseThere = there?.stream.slice('case-'.length) ?? '';
    const read = await sandbox.get('MM/rehabilitation', `/v1/cases/${caseThere}`);
    const names = CaseRead.parse(read.body)
      .events.filter(({ type }) => type === 'NameClaimed')
      .map(({ data }) => data['name']);
    expect(names).toContainEqual(name);
  });
});
