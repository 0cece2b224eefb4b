import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given, type Outcome } from '../spec/given.js';
import { openToThere } from '../spec/histories.js';
import { Here, There } from '../spec/lands.js';
import { sampleActor, sampleFacts, sampleInstrument } from '../spec/sample.js';
import type { Context } from '../words/context.js';
import { unsentAlerts } from './state.js';

const alert = { kind: 'in_danger' as const, asks: ['find' as const], urgency: 'urgent' as const };
const instrument = sampleInstrument();
const hop = { days: 3, calendar: 'working', source: '(A)' } as const;

/** Every way to another country: what is so of the node then, and how a warning gets there. */
const ways: Readonly<
  Record<
    string,
    { readonly context: Partial<Context>; readonly goes: readonly string[]; readonly letters?: number }
  >
> = {
  'its node': { context: {}, goes: ['MessageReleased'] },
  'liaison offices, none of which it waits for': {
    context: {
      facts: (country) => ({
        ...sampleFacts(country),
        channels: [
          { code: 'blo', name: 'Liaison', with: [There], relay: { offices: ['police', 'office-b'], hop } },
        ],
      }),
      instruments: [
        { ...instrument, channels: [{ name: 'Liaison', relays: { [Here]: 'blo' }, source: '(A)' }] },
      ],
    },
    goes: ['MessageReleased', 'RelayBegun', 'AgencyInvolved', 'AgencyInvolved'],
  },
  paper: { context: { channelTo: () => 'paper' }, goes: ['MessageReleased'], letters: 1 },
  'an embassy, where no instrument is in force': {
    context: { instruments: [] },
    goes: ['SafetyAlertHandedOver'],
  },
  'an office of it, where nothing carries a message': {
    context: { channelTo: () => 'none' },
    goes: ['SafetyAlertHandedOver'],
  },
};

/** A case that the other country knows of, and whether the person spoke of warnings. */
const known = (onConsent: boolean): readonly NewCaseEvent[] =>
  openToThere.filter(
    (event) => onConsent || event.type !== 'ConsentGiven' || event.data.purpose !== 'safety',
  );

/** A warning on her word, or on that of two where she cannot be asked. */
const decided = (onConsent: boolean, as: (agency?: string) => Partial<Context>): Outcome => {
  const begun = given(...known(onConsent));
  if (onConsent) return begun.when('DecideSafetyAlert', { to: There, alert }, as());
  const proposed = begun.when(
    'ProposeSafetyAlert',
    { to: There, alert, whyNotAsked: 'Nobody has reached her.' },
    as('welfare'),
  );
  const alertId = proposed.file.alerts.proposed[0]?.alertId ?? '';
  return proposed.when('ConfirmSafetyAlert', { alertId }, as());
};

describe('a warning', () => {
  it('finds its way over every channel, on her word or on that of two, and is then on no list of what waits', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(ways)), fc.boolean(), (name, onConsent) => {
        const { context, goes, letters = 0 } = ways[name]!;
        const as = (agency = 'focal') => ({ ...context, actor: sampleActor(agency, `${agency}-officer`) });
        const before = decided(onConsent, as);
        const { decided: [held] = [], sent: [sent] = [] } = before.file.alerts;
        const { alertId = '' } = held ?? {};
        const gone =
          sent?.messageId === undefined
            ? before.when('HandOverSafetyAlert', { alertId, mission: 'office-a' }, as())
            : before.when('ReleaseMessage', { messageId: sent.messageId }, as('node'));
        expect(gone.decision.refusal).toBeUndefined();
        expect(gone.types).toEqual(goes);
        expect(unsentAlerts(gone.file.alerts)).toEqual([]);
        expect(gone.file.letters.own).toHaveLength(letters);
        expect(gone.file.alerts.toTell).toHaveLength(onConsent ? 0 : 1);
      }),
      { numRuns: 40 },
    );
  });

  it('goes over none to a country that she fears', () => {
    for (const { context } of Object.values(ways)) {
      const as = (agency = 'focal') => ({ ...context, actor: sampleActor(agency, `${agency}-officer`) });
      const fear = { about: There, language: 'my', inPrivate: true, result: 'fears_state' as const };
      const before = decided(true, as).when('ScreenProtection', fear, as('welfare'));
      const { alertId = '' } = before.file.alerts.decided[0] ?? {};
      const { messageId } = before.file.alerts.sent[0] ?? {};
      expect(before.when('SendSafetyAlert', { alertId }, as()).decision.refusal).toBeDefined();
      expect(
        before.when('HandOverSafetyAlert', { alertId, mission: 'office-a' }, as()).decision.refusal,
      ).toBeDefined();
      if (messageId === undefined) continue;
      expect(before.when('ReleaseMessage', { messageId }, as('node')).types).not.toContain('MessageReleased');
    }
  });
});
