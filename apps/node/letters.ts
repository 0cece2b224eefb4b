import { lettersOf, type MakeLetter } from '#bridge';
import { agencyOf } from '#casework';
import { factsOf } from '#countries';
import type { NodeConfig } from './config.js';
import type { DeskParts } from './desk-parts.js';
import type { Ground } from './ground.js';

/** What makes the letters of a node; undefined where nobody is written to on paper. */
export const lettersIn = (
  { country, facts, clock }: Pick<Ground, 'country' | 'facts' | 'clock'>,
  { secrets, referenceFor }: Pick<DeskParts, 'secrets' | 'referenceFor'>,
  { paper, partyKeys: parties }: Pick<NodeConfig, 'paper' | 'partyKeys'>,
): MakeLetter | undefined => {
  if (paper === undefined) return undefined;
  if (!parties) throw new Error('Letters are signed: PAPER_FILE needs PARTY_KEYS_FILE.');
  const sender = [agencyOf(facts, facts.focalPoint)?.name, facts.name].join(', ');
  return lettersOf({
    country,
    referenceFor,
    ring: { country, own: secrets.keys, parties },
    now: () => clock.now(),
    correspondents: (to) => {
      const counterpart = paper[to];
      if (!counterpart) return undefined;
      const theirs = counterpart.languages ?? factsOf(to).languages.slice(0, 1);
      return {
        sender,
        addressee: counterpart.office,
        languages: [...new Set([...facts.languages.slice(0, 1), ...theirs])],
      };
    },
  });
};
