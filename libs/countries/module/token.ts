import type { FactoryProvider, ValueProvider } from '@nestjs/common';

declare const behind: unique symbol;

/** A Nest token whose type says what stands behind it. */
export type Token<T> = symbol & { readonly [behind]?: T };

/** `what`: how Nest names it where it is missing. */
export const token = <T>(what: string): Token<T> => Symbol(what);

/** Where something comes from: a value, or what is made of others. A module says under which token it stands. */
export type Source<T> =
  Pick<ValueProvider<T>, 'useValue'> | Pick<FactoryProvider<T>, 'inject' | 'useFactory'>;

/** What is made of what stands behind some tokens, in their order. */
export const madeOf = <D extends readonly unknown[], T>(
  inject: readonly [...{ [K in keyof D]: Token<D[K]> }],
  useFactory: (...given: D) => T,
): Pick<FactoryProvider<T>, 'inject' | 'useFactory'> => ({
  inject: [...(inject as readonly symbol[])],
  useFactory,
});
