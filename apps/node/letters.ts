import { lettersOf, type MakeLetter } from '#bridge';
import { agencyOf, type CountryFacts } from '#casework';
import { factsOf } from '#countries';
import type { NodeConfig } from './config.js';
import type { DeskParts } from './desk-parts.js';
import type { Ground } from './ground.js';

/** The office that answers for a country, as a letter names it. */
const officeOf = (facts: CountryFacts): string =>
  [agencyOf(facts, facts.focalPoint)?.name ?? facts.focalPoint, facts.name].join(', ');

/** What makes the letters of a node, also those to whom it writes on paper no more; undefined where it has no keys to sign with. */
export const lettersIn = (
  { country, facts, clock }: Pick<Ground, 'country' | 'facts' | 'clock'>,
  { secrets, referenceFor }: Pick<DeskParts, 'secrets' | 'referenceFor'>,
  { paper = {}, partyKeys: parties }: Pick<NodeConfig, 'paper' | 'partyKeys'>,
): MakeLetter | undefined => {
  if (!parties) {
    if (Object.keys(paper).length === 0) return undefined;
    throw new Error('Letters are signed: PAPER_FILE needs PARTY_KEYS_FILE.');
  }
  const sender = officeOf(facts);
  return lettersOf({
    country,
    referenceFor,
    ring: { country, own: secrets.keys, parties },
    now: () => clock.now(),
    correspondents: (to) => {
      const there = factsOf(to);
      const { office = officeOf(there), languages: theirs = there.languages.slice(0, 1) } = paper[to] ?? {};
      return {
        sender,
        addressee: office,
        languages: [...new Set([...facts.languages.slice(0, 1), ...theirs])],
      };
    },
  });
};
