import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advance, decide, fold } from '../the-case.js';
import type { CaseCommand, NewCaseEvent, RecordedCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { recorded } from '../spec/given.js';
import { openToThere } from '../spec/histories.js';
import { id, sampleActor, sampleContext, sampleFacts } from '../spec/sample.js';
import { There } from '../spec/lands.js';

const caseId = id('case');
const start = Date.parse('2013-06-03T04:00:00.000Z');
const facts: Context['facts'] = sampleFacts;

const beginnings: readonly (readonly NewCaseEvent[])[] = [
  openToThere,
  openToThere.filter((event) => event.type !== 'ConsentGiven' || event.data.purpose !== 'safety'),
  openToThere.filter(({ type }) => type !== 'ProtectionScreened'),
];

const alert: { kind: 'in_danger'; asks: 'find'[]; urgency: 'urgent' } = {
  kind: 'in_danger',
  asks: ['find'],
  urgency: 'urgent',
};
const safety = { purpose: 'safety', recipient: { country: There } } as const;

type Act = (file: CaseFile, pick: number) => CaseCommand;
const nth = <T>(all: readonly T[], pick: number): T | undefined =>
  all.length === 0 ? undefined : all[pick % all.length];
const screening =
  (result: 'no_fear' | 'fears_officials'): Act =>
  () => ({
    type: 'ScreenProtection',
    body: { about: There, language: 'my', inPrivate: true, result },
  });
const lastWarning = (file: CaseFile, pick: number): string =>
  nth(
    file.disclosure.own.filter(({ kind }) => kind === 'SafetyAlert'),
    pick,
  )?.messageId ?? id('none');
const alertIn = (file: CaseFile, pick: number): string =>
  nth([...file.alerts.proposed, ...file.alerts.decided], pick)?.alertId ?? id('none');

const acts: Readonly<Record<string, Act>> = {
  decide: () => ({ type: 'DecideSafetyAlert', body: { to: There, alert } }),
  propose: () => ({ type: 'ProposeSafetyAlert', body: { to: There, alert, whyNotAsked: 'Gone.' } }),
  confirm: (file, pick) => ({ type: 'ConfirmSafetyAlert', body: { alertId: alertIn(file, pick) } }),
  send: (file, pick) => ({ type: 'SendSafetyAlert', body: { alertId: alertIn(file, pick) } }),
  takeBack: (file, pick) => ({
    type: 'TakeBackEntry',
    body: { entryId: alertIn(file, pick), mistake: 'wrong_file' },
  }),
  recall: (file, pick) => ({
    type: 'RecallMessage',
    body: { messageId: lastWarning(file, pick), action: 'stop_use' },
  }),
  release: (file, pick) => ({ type: 'ReleaseMessage', body: { messageId: lastWarning(file, pick) } }),
  consent: () => ({
    type: 'GiveConsent',
    body: {
      ...safety,
      groups: ['risk'],
      givenBy: 'person',
      told: ['purpose', 'uses', 'research_use', 'right_to_see', 'how_long_kept', 'how_to_withdraw'],
      language: 'my',
    },
  }),
  refuse: () => ({ type: 'RefuseConsent', body: safety }),
  withdraw: (file, pick) => ({
    type: 'WithdrawConsent',
    body: {
      consentId:
        nth(
          file.consent.consents.filter(({ purpose }) => purpose === 'safety'),
          pick,
        )?.consentId ?? id('none'),
    },
  }),
  fear: screening('fears_officials'),
  noFear: screening('no_fear'),
  stop: () => ({ type: 'StopContact', body: { with: There, reason: 'Followed.' } }),
  resume: () => ({ type: 'ResumeContact', body: { with: There } }),
  excludeAbroad: () => ({
    type: 'ExcludeParty',
    body: { country: There, agency: 'focal', reason: 'A cousin works there.' },
  }),
  excludeHere: (_file, pick) => ({
    type: 'ExcludeParty',
    body: { agency: ['police', 'welfare'][pick % 2]!, reason: 'A cousin works there.' },
  }),
  die: () => ({ type: 'RecordDeath', body: { notified: [] } }),
};

const doing = Object.keys(acts).slice(0, 7);
const aStep = fc.record({
  act: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('decide', 'propose', 'confirm', 'confirm', 'release', 'release'),
    },
    { weight: 1, arbitrary: fc.constantFrom(...doing) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(acts)) },
  ),
  agency: fc.constantFrom('focal', 'focal', 'welfare', 'police'),
  pick: fc.nat(2),
  inForce: fc.oneof(
    { weight: 5, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
});

type Data = Readonly<Record<string, unknown>>;
const dataOf = ({ data }: RecordedCaseEvent): Data => data;

/** What the history itself says of a warning that just left, told without the rules that let it. */
const faultOf = (history: readonly RecordedCaseEvent[], messageId: string): string | undefined => {
  const counting = history.filter(
    ({ meta }) =>
      !history.some((event) => event.type === 'EntryTakenBack' && dataOf(event)['entryId'] === meta.eventId),
  );
  const all = (type: string) => counting.filter((event) => event.type === type);
  const lastOf = (...types: readonly string[]) => counting.findLast(({ type }) => types.includes(type));
  const approval = all('MessageApproved').find((event) => dataOf(event)['messageId'] === messageId)!;
  const { alertId } = dataOf(approval)['payload'] as { alertId: string };
  const decided = all('SafetyAlertDecided').find((event) => dataOf(event)['alertId'] === alertId);
  if (!decided) return 'taken back';
  if (all('PersonDied').length > 0) return 'died';
  const screened = lastOf('ProtectionScreened');
  if (screened === undefined || dataOf(screened)['result'] !== 'no_fear') return 'feared';
  if (lastOf('ContactStopDecided', 'ContactStopLifted')?.type === 'ContactStopDecided') return 'stopped';
  const excluded = all('PartyExcluded').map(dataOf);
  if (excluded.some(({ country }) => country === There)) return 'read by who is excluded';
  const recalled = all('MessageApproved').some((event) => {
    const stops = dataOf(event)['stops'];
    return Array.isArray(stops) && stops.includes(messageId);
  });
  if (recalled) return 'called back';

  const isSafety = (event: RecordedCaseEvent): boolean => dataOf(event)['purpose'] === 'safety';
  const end = lastOf('ContactStopped')?.meta.revision ?? -1;
  const fear = counting.findLast(
    (event) => event.type === 'ProtectionScreened' && dataOf(event)['result'] !== 'no_fear',
  );
  const refused = counting.findLast((event) => event.type === 'ConsentRefused' && isSafety(event));
  const ends = Math.max(end, fear?.meta.revision ?? -1, refused?.meta.revision ?? -1);
  const given = all('ConsentGiven').filter(isSafety);
  const holds = given.some(
    (event) =>
      event.meta.revision > ends &&
      !all('ConsentWithdrawn').some(
        (withdrawal) => dataOf(withdrawal)['consentId'] === dataOf(event)['consentId'],
      ),
  );
  if (holds) return undefined;
  if (dataOf(decided)['on'] !== 'vital_interest') return 'without consent';
  if (given.length > 0 || refused) return 'against her word';
  const signers = [...all('SafetyAlertProposed'), decided]
    .filter((event) => dataOf(event)['alertId'] === alertId)
    .map(({ meta }) => meta);
  if (new Set(signers.map(({ actor }) => actor)).size < 2) return 'signed by one person';
  if (new Set(signers.map(({ agency }) => agency)).size < 2) return 'signed by one agency';
  return signers.some(({ agency }) => excluded.some((party) => party['agency'] === agency))
    ? 'signed by who is excluded'
    : undefined;
};

describe('whatever happens in a case', () => {
  it('a warning leaves only on a consent or on a vital interest that two signed, under an instrument, to nobody feared', () => {
    const left = { consent: 0, vital: 0, waited: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings, ...beginnings.slice(0, 2), ...beginnings.slice(1, 2)),
        fc.array(aStep, { minLength: 3, maxLength: 24 }),
        (beginning, steps) => {
          const history = [...recorded(beginning)];
          let file = fold(caseId, history);
          steps.forEach(({ act, agency, pick, inForce }, index) => {
            const context = sampleContext({
              facts,
              now: new Date(start + (index + 1) * 60_000).toISOString(),
              actor: sampleActor(agency, `officer-${agency}`),
              commandId: id(`step ${index}`),
              ...(inForce ? {} : { instruments: [] }),
            });
            const { events, refusal } = decide(acts[act]!(file, pick), file, context);
            const added = recorded(events, context, history.length).map((event) => ({
              ...event,
              meta: { ...event.meta, commandId: id(`step ${index}`) },
            }));
            history.push(...added);
            file = advance(file, added);
            for (const event of added) {
              if (
                event.type === 'SafetyAlertDecided' &&
                added.every(({ type }) => type !== 'SafetyAlertSent')
              )
                left.waited += 1;
              if (event.type !== 'MessageReleased' || event.data.kind !== 'SafetyAlert') continue;
              expect([inForce, faultOf(history, event.data.messageId)]).toEqual([true, undefined]);
              const { consents } = file.disclosure.own.find(
                ({ messageId }) => messageId === event.data.messageId,
              )!;
              left[consents.length > 0 ? 'consent' : 'vital'] += 1;
            }
            if (refusal === undefined || events.every(({ type }) => type === 'DisclosureDenied')) return;
            expect(events).toEqual([]);
          });
        },
      ),
      { numRuns: 250 },
    );
    expect(left.consent).toBeGreaterThan(0);
    expect(left.vital).toBeGreaterThan(0);
    expect(left.waited).toBeGreaterThan(0);
  });
});
