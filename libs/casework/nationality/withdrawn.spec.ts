import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inbound, overThere } from '../spec/crossing.js';
import { given, type Outcome } from '../spec/given.js';
import { caseOpened, sampleName } from '../spec/histories.js';
import { Here } from '../spec/lands.js';
import { id } from '../spec/sample.js';
import { goes } from '../spec/stated.js';
import { standingDecisions } from './state.js';
import type { NationalityResult } from './values.js';

const requestId = id('request');
const asked = () =>
  given(caseOpened).when(
    'ReceiveMessage',
    inbound('NationalityConfirmationRequested', { requestId, names: [sampleName] }),
    overThere(),
  );
const found = (before: Outcome, agency: string, result: NationalityResult) =>
  before.when(
    'DecideNationality',
    {
      ...{ requestId, result, basis: 'household_list', send: true },
      ...(result === 'not_confirmed' ? { because: 'no_record' as const } : {}),
    },
    overThere(agency),
  );
const withdrawn = (before: Outcome, agency: string, decisionId: string) =>
  before.when('WithdrawNationalityResult', { decisionId }, overThere(agency));
const lastOf = ({ file }: Outcome, agency: string) =>
  file.nationality.decisions.findLast(({ authority }) => authority === agency)?.decisionId ?? '';
const standing = ({ file }: Outcome) =>
  standingDecisions(file.nationality, '2013-06-03').map(({ decisionId }) => decisionId);

describe('a finding that is withdrawn', () => {
  it('does not let what the same authority found before stand again, and who was told hears the end alone', () => {
    const first = found(asked(), 'police', 'confirmed');
    const second = found(first, 'police', 'inconclusive');
    const gone = withdrawn(second, 'police', lastOf(second, 'police')).thenRecords(
      { NationalityResultWithdrawn: {} },
      goes('NationalityResultWithdrawn', Here),
    );
    expect(standing(gone)).toEqual([]);
    gone
      .when('IssueTravelDocument', { kind: 'laissez_passer', paper: { number: 'LP 1' } }, overThere('police'))
      .thenRefuses('wrong_state');
    withdrawn(gone, 'police', lastOf(gone, 'police')).thenRefuses('already_exists');
  });

  it('was replaced already: what replaced it stands', () => {
    const first = found(asked(), 'police', 'inconclusive');
    const second = found(first, 'police', 'confirmed');
    expect(standing(withdrawn(second, 'police', lastOf(first, 'police')))).toEqual([
      lastOf(second, 'police'),
    ]);
  });

  it('leaves of each authority what it found last, or nothing, whatever was withdrawn in whatever order', () => {
    const agencies = ['focal', 'police', 'welfare'] as const;
    const aStep = fc.record({
      agency: fc.constantFrom(...agencies),
      what: fc.constantFrom('confirmed', 'not_confirmed', 'inconclusive', 'withdraw'),
      which: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 8 }), (steps) => {
        const made: { agency: string; decisionId: string; gone: boolean }[] = [];
        let last = asked();
        for (const { agency, what, which } of steps) {
          const own = made.filter((one) => one.agency === agency);
          const ends = own[which % (own.length || 1)];
          if (what !== 'withdraw') {
            last = found(last, agency, what);
            made.push({ agency, decisionId: lastOf(last, agency), gone: false });
          } else if (ends) {
            last = withdrawn(last, agency, ends.decisionId);
            ends.gone = true;
          }
        }
        const expected = agencies.flatMap((agency) => {
          const final = made.findLast((one) => one.agency === agency);
          return final && !final.gone ? [final.decisionId] : [];
        });
        expect([...standing(last)].sort()).toEqual([...expected].sort());
      }),
      { numRuns: 100 },
    );
  });
});
