// Runs before anything else and on any Node: one that is too old ends here with a sentence, not in the middle of a module.
const { engines } = require('../package.json');
const [major, minor] = engines.node.match(/\d+/g).map(Number);
const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
  process.stderr.write(
    'Homeward needs Node ' +
      major +
      '.' +
      minor +
      ' or later, and this is ' +
      process.versions.node +
      '. Install a newer one (https://nodejs.org), then run the command again.\n',
  );
  process.exit(1);
}
