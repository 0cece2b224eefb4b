import { describe, expect, it } from '@jest/globals';
import { factsOf } from '#countries';
import { instruments } from '#instruments';
import { sampleContext } from '../casework/spec/sample.js';
import { instrumentRead, InstrumentRead, instrumentsRead, InstrumentsRead } from './instruments-read.js';
import { ProblemError } from './problem.js';
import { thaiCaller } from './spec/caller.js';

const facts = factsOf('TH');
const context = sampleContext({ now: '2026-11-30T03:00:00.000Z', country: 'TH', instruments });
const reader = { caller: thaiCaller('datip'), facts };
const withoutMandate = {
  caller: { ...reader.caller, agency: { ...reader.caller.agency, id: 'nobody', mandates: [] } },
  facts,
};
const withoutRole = { caller: { ...reader.caller, actor: { ...reader.caller.actor, roles: [] } }, facts };

const problemOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof ProblemError ? error.problem : error;
  }
};

describe('the instruments of a country', () => {
  it('are those to which it is a party, whatever their status, and of another country those with it', () => {
    const { rows } = InstrumentsRead.parse(instrumentsRead({}, context, reader));
    expect(rows.length).toBeGreaterThan(10);
    for (const { parties } of rows) expect(parties).toContain('TH');
    expect(rows.find(({ version }) => version === '2019-draft')).toMatchObject({
      status: 'draft',
      inForce: false,
    });
    const withLaos = instrumentsRead({ with: 'LA' }, context, reader).rows.map(({ code }) => code);
    expect(withLaos).toEqual(expect.arrayContaining(['th-la-mou', 'actip']));
    expect(withLaos).not.toContain('th-mm-mou');
  });

  it('one of them comes with clauses, hash, and what became of it', () => {
    const found = InstrumentRead.parse(instrumentRead('th-mm-sop', '2013', context, reader));
    expect(found.clauses.map(({ kind }) => kind)).toContain('HandoverRecordSigned');
    expect(found.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(found).toMatchObject({ inForce: false, versions: ['2016'] });
    expect(found.history).toEqual([
      { on: '2013-03-31', became: 'in_force' },
      { on: '2016-09-13', became: 'superseded' },
    ]);
    expect(instrumentRead('th-mm-mou', '2019-draft', context, reader).history).toEqual([]);
  });

  it('show what parties signed and what is missing, and what their notices made of a text, in the order of the instants', () => {
    const at = '2026-12-01T18:30:00.000Z';
    const told = instruments.map((each) =>
      each.code === 'th-mm-mou' && each.version === '2009'
        ? {
            ...each,
            status: 'suspended' as const,
            signing: { signed: ['TH'], missing: ['MM'] },
            changes: [{ at, became: 'suspended' as const, by: ['MM'] }],
          }
        : each,
    );
    const found = InstrumentRead.parse(
      instrumentRead('th-mm-mou', '2009', { ...context, instruments: told }, reader),
    );
    expect(found).toMatchObject({
      ...{ status: 'suspended', inForce: false, signing: { signed: ['TH'], missing: ['MM'] } },
      history: [
        { on: '2009-04-30', became: 'in_force' },
        { on: '2026-12-02', became: 'suspended', at, by: ['MM'] },
      ],
    });
  });

  it('are not there for who does not work under them, and one looks then as one that does not exist', () => {
    for (const other of [withoutMandate, withoutRole]) {
      expect(instrumentsRead({}, context, other).rows).toEqual([]);
      const refused = problemOf(() => instrumentRead('th-mm-mou', '2009', context, other));
      expect(refused).toMatchObject({ status: 404 });
      expect(refused).toEqual(problemOf(() => instrumentRead('no-such', '1', context, reader)));
      expect(refused).toEqual(problemOf(() => instrumentRead('kh-vn-sop', '2009', context, reader)));
    }
  });
});
