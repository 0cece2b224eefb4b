import { createHash } from 'node:crypto';
import type { CaseFile, Country } from '#casework';
import { sign, type Keyring } from '../crypto/seal.js';
import { contentOf, type ContentParts } from './content.js';
import { sheetsOf } from './sheets.js';

/** A country that is written to on paper, and who writes. */
export interface Correspondents {
  readonly sender: string;
  readonly addressee: string;
  readonly languages: readonly string[];
}

export interface LettersParts extends ContentParts {
  readonly ring: Keyring;
  readonly now: () => string;
  readonly correspondents: (to: Country) => Correspondents;
}

/** Makes the letter of a number of a case, as a PDF; `called_back` where it may not be handed over any more. */
export type MakeLetter = (file: CaseFile, number: string) => Promise<Buffer | 'called_back' | undefined>;

/**
 * Letters are kept nowhere: each is made of its released message when it is fetched, so that an erasure leaves none. It is
 * signed by the node, by the key of the day of its release, over its number and the digest of what it tells.
 */
export const lettersOf =
  ({ ring, now, correspondents, ...parts }: LettersParts): MakeLetter =>
  async (file, number) => {
    const content = contentOf(file, number, parts);
    if (content === undefined || content === 'called_back') return content;
    const { letter, from, to, at } = content;
    const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    const signature = await sign(ring, JSON.stringify({ letter, from, to, at, sha256: digest }), now(), at);
    return sheetsOf(content, { ...correspondents(to), digest, signature });
  };
