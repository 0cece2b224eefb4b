import type { Country } from '#casework';
import type { PaperCounterparts } from '../node/paper-settings.js';

/** Whom the nodes of a sandbox write to on paper where no node of that country is brought up. */
const counterparts: PaperCounterparts = {
  CN: { office: '中华人民共和国公安部打击拐卖妇女儿童犯罪办公室', languages: ['zh'] },
};

/** Of them those that a node can write to: partners under an instrument that have no node there. */
export const paperFor = (partners: readonly Country[], withNode: ReadonlySet<Country>): PaperCounterparts =>
  Object.fromEntries(
    Object.entries(counterparts).filter(
      ([country]) => partners.includes(country as Country) && !withNode.has(country as Country),
    ),
  );
