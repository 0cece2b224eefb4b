import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '#casework';
import type { ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { memoryStore } from '../../../test/doubles/memory-store.js';
import { recorded } from '../../casework/spec/given.js';
import { openedWith } from '../../casework/spec/histories.js';
import { caseRegister } from '../case-register.js';
import { databaseOf, fill } from '../spec/filled.js';
import { id } from '../spec/happened.js';
import { placed } from '../spec/placed.js';
import { prepare } from '../spec/prepare.js';
import { reader } from '../spec/reader.js';
import { transits, transitsQuery } from './transits.js';

let database: ScratchDatabase;
beforeAll(async () => {
  database = await databaseOf([transits, caseRegister]);
});
afterAll(() => database.drop());

it('are listed to the focal point, and overdue once the day of the answer has passed', async () => {
  const asked: NewCaseEvent = {
    type: 'TransitRequestReceived',
    data: {
      ...{ from: 'LA', on: '2014-08-04', entry: 'gate', exit: 'bridge', messageId: id('request') },
      ...{ answerDue: '2010-01-04', contact: { office: 'mlsw', telephone: '+856 21 123456' } },
      names: [{ text: 'Aye', script: 'Latn', kind: 'legal' }],
    },
  };
  const stream = recorded([openedWith('adult'), asked]).map((event) => placed(event, id('case')));
  for (const view of [transits, caseRegister]) await fill(database, view, [stream]);
  const prepared = prepare(transitsQuery, { overdue: 'true', state: 'asked', askedBy: 'LA' });
  if (!prepared.ok) throw new Error('not prepared');
  const { rows } = await prepared.run({ pool: database.pool, store: memoryStore() }, reader('datip'));
  expect(rows).toMatchObject([
    { caseId: id('case'), data: { state: 'asked', on: '2014-08-04', entry: 'gate', overdue: true } },
  ]);
  expect(rows[0]?.sealed['names']).toHaveLength(1);
});
