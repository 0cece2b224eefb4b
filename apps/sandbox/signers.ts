import { join } from 'node:path';
import { z } from 'zod';
import { ChangeNotice, countries, InstrumentText, type Country } from '#casework';
import { canonicalNotice, canonicalText, signatureOver, type InstrumentKey } from '#instruments';
import { newKeyPair } from '../node/operators.js';
import { keptSecret, ofOld } from './identity.js';
import type { Json } from './story/index.js';

const KeptSigners = z.record(z.string(), z.strictObject({ publicKey: z.string(), privateKey: z.string() }));
type KeptSigners = z.infer<typeof KeptSigners>;

/** Keys say by their names that no state signs with them. */
const kidOf = (party: string): string => `sandbox-${party}`;

/** The keys with which a sandbox signs for the parties of instruments, made once and kept in its data folder. */
export const signersIn = async (dataDir: string): Promise<KeptSigners> =>
  KeptSigners.parse(
    JSON.parse(
      await keptSecret(join(dataDir, 'party-signers.json'), () =>
        Promise.resolve(JSON.stringify(Object.fromEntries(countries.map((party) => [party, newKeyPair()])))),
      ),
    ),
  );

/** Their public parts, for its nodes. */
export const keysOfSigners = (signers: KeptSigners): readonly InstrumentKey[] =>
  Object.entries(signers).map(([party, { publicKey }]) => ({
    ...{ party: party as Country, kid: kidOf(party), publicKey, from: ofOld },
  }));

const Paper = z.union([z.strictObject({ notice: ChangeNotice }), z.strictObject({ text: InstrumentText })]);

/** Signs a notice or a text for a party of the sandbox, as of an instant. */
export const signingWith =
  (signers: KeptSigners, now: () => string) =>
  async (party: string, paper: Json): Promise<string> => {
    const signer = signers[party];
    if (!signer) throw new Error(`The sandbox signs for no party ${party}.`);
    const parsed = Paper.parse(paper);
    const text = 'text' in parsed ? canonicalText(parsed.text) : canonicalNotice(parsed.notice);
    return signatureOver(text, { kid: kidOf(party), privateKey: signer.privateKey }, now());
  };
