import { setTimeout as pause } from 'node:timers/promises';
import { linkTo, type Link } from '../link.js';
import type { Weakness } from '../plan.js';

/** Every link of a run, and what can happen to each. */
export interface Links {
  /** A new link of this name, to the port that `target` names at each connection. */
  readonly between: (name: string, target: () => number) => Promise<Link>;
  readonly weaknesses: () => readonly Weakness[];
  healAll(): void;
  close(): Promise<void>;
}

const weaknessesOf = (link: Link): readonly Weakness[] => [
  {
    kind: 'cut',
    target: link.name,
    lastsMs: [0, 6_000],
    inflict: async (lastsMs) => {
      link.cut();
      await pause(lastsMs);
      link.heal();
    },
  },
  {
    kind: 'stall',
    target: link.name,
    lastsMs: [300, 9_000],
    inflict: async (lastsMs) => {
      link.stall();
      await pause(lastsMs);
      link.heal();
    },
  },
];

export const linksOf = (): Links => {
  const links: Link[] = [];
  return {
    between: async (name, target) => {
      const link = await linkTo(name, target);
      links.push(link);
      return link;
    },
    weaknesses: () => links.flatMap(weaknessesOf),
    healAll: () => {
      for (const link of links) link.heal();
    },
    close: async () => {
      await Promise.all(links.map((link) => link.close()));
    },
  };
};
