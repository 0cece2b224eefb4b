import { z } from 'zod';
import { exchangesOf, KafkaCluster } from '#bridge';
import type { Country, Instrument } from '#casework';

const Embedded = z.strictObject({
  kind: z.literal('embedded'),
  url: z.url({ protocol: /^postgres(ql)?$/, error: 'a PostgreSQL URL' }),
});

/** What lies behind each name that an instrument gives its exchange: the file of EXCHANGES_FILE. */
export const NamedExchanges = z.record(
  z.string().min(1),
  z.discriminatedUnion('kind', [KafkaCluster, Embedded], {
    error: '"kind" is "kafka" or "embedded"',
  }),
);
export type NamedExchanges = z.infer<typeof NamedExchanges>;

/** One exchange for every instrument, or one for each name that they give. */
export type ExchangeSettings = { readonly url: string } | { readonly named: NamedExchanges };

/** One sentence for each exchange that is named and that no instrument of a country names. */
export const wrongNames = (
  country: Country,
  instruments: readonly Instrument[],
  named: NamedExchanges,
): readonly string[] => {
  const wanted = exchangesOf(instruments, country);
  return Object.keys(named)
    .filter((name) => !wanted.includes(name))
    .map(
      (name) =>
        `No instrument of ${country} uses the exchange "${name}" of EXCHANGES_FILE; they use ${wanted.join(', ') || 'none'}.`,
    );
};
