import pg from 'pg';
import type { Country } from '#casework';
import { compose, type NodeParts } from '../node/compose.js';
import type { NodeConfig } from '../node/config.js';
import { deskParts, type DeskParts } from '../node/desk-parts.js';
import { groundOf, type Ground } from '../node/ground.js';
import { countryPartsOf } from '../node/nations.js';

export type Lines = AsyncIterable<string> | Iterable<string>;

/** A node that a command is carried out on. */
export interface Node {
  readonly country: Country;
  readonly config: NodeConfig;
}

/** Runs over parts of a node, and closes them whatever happens. */
const closing = <P extends { close(): Promise<unknown> }>(
  open: (node: Node) => P,
  work: (parts: P) => Lines,
): ((node: Node) => Lines) =>
  async function* over(node) {
    const parts = open({ ...node, config: { ...node.config, logLevel: 'silent' } });
    try {
      yield* work(parts);
    } finally {
      await parts.close();
    }
  };

/** Runs over one connection to the node's database, of the first role that is named. */
export const onDatabase = (
  roles: readonly ('ownerUrl' | 'projectorUrl' | 'bridgeUrl' | 'appUrl')[],
  work: (pool: pg.Pool, node: Node) => Lines,
) =>
  async function* over(node: Node): Lines {
    const connectionString = roles.map((role) => node.config.database[role]).find((url) => url !== undefined);
    const pool = new pg.Pool({ connectionString, max: 2 });
    // Of a connection that ends while it is put away; what a query meets, the query tells.
    pool.on('error', () => undefined);
    try {
      yield* work(pool, node);
    } finally {
      await pool.end();
    }
  };

export const onGround = (work: (parts: Ground) => Lines) =>
  closing(({ country, config }) => groundOf(countryPartsOf(country).facts, config), work);

export const onDesk = (work: (parts: Ground & DeskParts) => Lines) =>
  closing(({ country, config }) => {
    const parts = countryPartsOf(country);
    const ground = groundOf(parts.facts, config);
    const desk = deskParts(parts, ground, config);
    return {
      ...ground,
      ...desk,
      close: async (): Promise<void> => {
        await Promise.allSettled([desk.keys.close()]);
        await ground.close();
      },
    };
  }, work);

export const onNode = (work: (parts: NodeParts) => Lines) =>
  closing(({ country, config }) => compose(country, config), work);
