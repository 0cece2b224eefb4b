import type { KeysOfNode, Needed, OperatorsOfNode, StoreOfNode } from '../node/environment.js';
import type { Lines, Node } from './over-node.js';

/** What a command may be told beside its argument. */
export interface CommandOptions {
  readonly revision?: string | undefined;
  readonly nobodyErased?: boolean | undefined;
  readonly yesErase?: string | undefined;
  readonly paper?: string | undefined;
}

/** Judges the arguments, then gives what is carried out on each node; throws a sentence where one is missing or wrong. */
type Run<N extends readonly unknown[]> = (
  args: readonly string[],
  options: CommandOptions,
) => (...node: N) => Lines;

/** A command of operators or auditors. */
export type Command = {
  readonly takes: string;
  /** How many words it may be given. */
  readonly words: 0 | 1;
  /** The options that belong to it alone. */
  readonly options?: readonly ('revision' | 'nobody-erased' | 'yes-erase' | 'paper')[];
  readonly does: string;
  /** Said where there is nothing to show. */
  readonly nothing?: string;
  /** It changes something: on a sandbox it asks for which node. */
  readonly changes?: true;
  /** On a sandbox only while it stands still. */
  readonly stopped?: true;
} & (
  | { readonly needs: 'no_node'; readonly run: Run<[]> }
  | { readonly needs: 'event_store'; readonly run: Run<[StoreOfNode]> }
  | { readonly needs: 'keys'; readonly run: Run<[KeysOfNode]> }
  | { readonly needs: 'operators'; readonly run: Run<[OperatorsOfNode]> }
  /** What it needs of the settings of the node that the environment names. */
  | { readonly needs: Needed; readonly run: Run<[Node]> }
);
