import Sequencer from '@jest/test-sequencer';

/**
 * Suites of minutes, the longest first. Without a cache jest goes by the size of a file, and began these last: each then
 * ran alone while the second core waited.
 */
const longest = [
  'apps/sandbox/stories.e2e-spec.ts',
  'apps/sandbox/eventstoredb.e2e-spec.ts',
  'test/faults/left-behind.e2e-spec.ts',
];

const placeOf = ({ path }) => {
  const place = longest.findIndex((suite) => path.endsWith(suite));
  return place === -1 ? longest.length : place;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
}
