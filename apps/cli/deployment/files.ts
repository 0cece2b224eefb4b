import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mustache from 'mustache';
import { exchangesOf } from '#bridge';
import type { Country } from '#casework';
import { factsOf } from '#countries';
import { instruments } from '#instruments';
import { sandboxPortOf } from '../../sandbox/countries.js';

const templates = 'deploy/templates';

/** Files of all countries together, by their path from the root, with the template of each. */
const together: Readonly<Record<string, string>> = {
  'docker-compose.yml': 'docker-compose.yml',
  'deploy/compose/cluster.env': 'cluster.env',
  'deploy/compose/secrets.sh': 'secrets.sh',
  'deploy/kafka/exchanges.example.json': 'kafka/exchanges.example.json',
  'deploy/kafka/topics.example.json': 'kafka/topics.example.json',
};

/** Files of each country's overlay. */
const overlay = ['configuration.yaml', 'ingress.yaml', 'kustomization.yaml', 'network.yaml'] as const;

/** A country's name as networks, hosts and folders bear it: `viet-nam`. */
const placeOf = (country: Country): string => factsOf(country).name.toLowerCase().replaceAll(' ', '-');

/** The exchanges that a country's instruments name, of those with some other countries. */
const exchangesAmong = (country: Country, among: readonly Country[]): readonly string[] => [
  ...new Set(
    among.filter((other) => other !== country).flatMap((other) => exchangesOf(instruments, country, other)),
  ),
];

/** What the templates say of one country. */
const wordsOf = (country: Country, index: number, among: readonly Country[]) => ({
  code: country.toLowerCase(),
  CODE: country,
  name: factsOf(country).name,
  place: placeOf(country),
  port: sandboxPortOf(country),
  exchangeNames: exchangesAmong(country, among).join(' '),
  first: index === 0,
});

const filled = (template: string, words: object): string =>
  mustache.render(readFileSync(join(templates, `${template}.mustache`), 'utf8'), words, undefined, {
    tags: ['{%', '%}'],
    escape: String,
  });

/**
 * The files that deploy national systems of some countries, by their path from the root: Compose for all on one machine, an
 * overlay of Kubernetes for each, and the examples for the exchange. Each comes from one template under deploy/templates.
 */
export const deploymentFiles = (countries: readonly Country[]): Readonly<Record<string, string>> => {
  const each = countries.map((country, index) => wordsOf(country, index, countries));
  const [example] = each;
  const names = example === undefined ? [] : exchangesAmong(example.CODE, countries);
  const words = {
    countries: each,
    list: each.map(({ code }) => code).join(','),
    exchanges: names.map((name, index) => ({
      name,
      member: example?.code,
      last: index === names.length - 1,
    })),
  };
  return {
    ...Object.fromEntries(
      Object.entries(together).map(([path, template]) => [path, filled(template, words)]),
    ),
    ...Object.fromEntries(
      each.flatMap((country) =>
        overlay.map((name) => [
          `deploy/kubernetes/overlays/${country.place}/${name}`,
          filled(`kubernetes/${name}`, country),
        ]),
      ),
    ),
  };
};
