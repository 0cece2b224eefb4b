import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { endAfter } from '../../ending.js';
import { countriesIn, usualCountries } from '../../sandbox/countries.js';
import { deploymentFiles } from './files.js';

const overlays = 'deploy/kubernetes/overlays';

const usage = `npm run deployment -- [--countries th,kh,la]

Writes docker-compose.yml, deploy/compose, the overlays under ${overlays} and the examples under deploy/kafka for these
countries, or all; Thailand and Myanmar where none is named. An overlay of a country that is not named goes.`;

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      countries: { type: 'string', default: usualCountries.join(',') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const files = deploymentFiles(countriesIn(values.countries));
  for (const name of await readdir(overlays))
    if (!Object.keys(files).some((path) => path.startsWith(`${overlays}/${name}/`)))
      await rm(join(overlays, name), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    process.stdout.write(`${path}\n`);
  }
  return 0;
};

endAfter(run());
