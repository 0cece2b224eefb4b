import type { DestinationStream } from 'pino';
import type { CountryParts } from '#countries';
import type { Readiness } from '#door';
import { bridgeParts, type BridgeParts } from './bridge-parts.js';
import type { NodeConfig } from './config.js';
import { deskParts, type DeskParts } from './desk-parts.js';
import { groundOf, type Ground } from './ground.js';
import type { Life } from './life.js';
import { readinessIn } from './readiness.js';
import { rolesIn } from './roles.js';

/** What a process of a node is started with. */
export interface Given {
  readonly country: CountryParts;
  readonly config: NodeConfig;
  readonly life: Life;
  /** Standard output where absent. */
  readonly logTo?: DestinationStream | undefined;
}

/** What a process does its work with, as far as its roles ask for it. */
export interface ProcessParts {
  readonly ground: Ground;
  readonly desk?: DeskParts | undefined;
  readonly bridge?: BridgeParts | undefined;
  readonly readiness: () => Promise<Readiness>;
}

/** The parts of a process that serves no agency. In one that does, Nest makes the same ones (node.module.ts). */
export const partsWithoutDoor = ({ country, config, life, logTo }: Given): ProcessParts => {
  const ground = groundOf(country.facts, config, logTo);
  const bridges = rolesIn(config).has('bridge');
  const desk = bridges ? deskParts(country, ground, config) : undefined;
  const bridge = desk && bridgeParts(country, ground, desk, config);
  return { ground, desk, bridge, readiness: readinessIn(ground, country.others, config, life, bridge) };
};
