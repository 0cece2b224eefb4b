import { commandAddresses } from './addresses.js';
import { documentationPaths } from './documentation.js';

interface Offered {
  readonly method: string;
  readonly segments: readonly string[];
}

const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1);

const fits = ({ segments }: Offered, asked: readonly string[]): boolean =>
  segments.length === asked.length &&
  segments.every((segment, index) =>
    segment.startsWith('{') ? asked[index] !== '' : segment === asked[index],
  );

/** The methods that a path offers; none where the address is unknown. `reads` are paths with `{parameters}`. */
export const methodsAt = (reads: readonly string[]): ((path: string) => readonly string[]) => {
  const offered = [
    ...commandAddresses.map(({ path }) => ({ method: 'POST', segments: segmentsOf(path) })),
    ...[...reads, '/health/live', '/health/ready', '/metrics', ...documentationPaths].flatMap((path) =>
      ['GET', 'HEAD'].map((method) => ({ method, segments: segmentsOf(path) })),
    ),
  ];
  return (path) => {
    const asked = segmentsOf(path);
    return [...new Set(offered.filter((one) => fits(one, asked)).map(({ method }) => method))];
  };
};
