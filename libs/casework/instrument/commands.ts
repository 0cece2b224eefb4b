import { z } from 'zod';
import { opening, permission } from '../words/command.js';
import { someCountry } from '../words/country.js';
import { Instant } from '../words/values.js';
import { ChangeKind, DetachedSignature, InstrumentText, InstrumentVersion } from './values.js';

const someSignature = 'eyJhbGciOiJFZERTQSJ9..c2lnbmF0dXJl';
const some = [someCountry.found, someCountry.origin];

/** Commands on the instruments of a country. Whoever brings a text or a notice decides nothing: its parties signed it. */
export const instrumentCommands = {
  ProposeInstrument: opening(
    permission(
      'coordinate',
      'charged',
      'Propose a text. Its parties sign it in the form of RFC 8785; it holds once all have signed, from the instant that a notice of all states.',
      z.strictObject({ text: InstrumentText }),
      {
        text: {
          code: 'th-mm-notices',
          version: '2027',
          title: 'Notices',
          kind: 'sop',
          from: '2027-01-01',
          parties: some,
          clauses: [
            {
              id: '1',
              kind: 'CaseNotified',
              from: some,
              to: some,
              purpose: 'notification',
              carries: ['reference', 'profile'],
            },
          ],
        },
      },
    ),
  ),
  SignInstrument: permission(
    'coordinate',
    'charged',
    'Bring the signature of a party over a text that was proposed: a detached JWS over its canonical text.',
    z.strictObject({ signature: DetachedSignature }),
    { signature: someSignature },
  ),
  StateChange: opening(
    permission(
      'coordinate',
      'charged',
      'Bring a notice that parties signed: in force, suspended, resumed or ended, from the instant that it states. One party can suspend; all else needs all of them.',
      z.strictObject({
        change: ChangeKind,
        at: Instant,
        replaces: InstrumentVersion.optional(),
        signatures: z.array(DetachedSignature).min(1).max(60),
      }),
      { change: 'suspended', at: '2027-03-01T00:00:00Z', signatures: [someSignature] },
    ),
  ),
};

export type InstrumentCommandType = keyof typeof instrumentCommands;
export type InstrumentBodyOf<K extends InstrumentCommandType> = z.output<
  (typeof instrumentCommands)[K]['body']
>;

/** A command, and the code and version that its address names; a proposal is told by its text. */
export type InstrumentCommand = {
  [K in InstrumentCommandType]: {
    readonly type: K;
    readonly body: InstrumentBodyOf<K>;
    readonly code: string;
    readonly version: string;
  };
}[InstrumentCommandType];
