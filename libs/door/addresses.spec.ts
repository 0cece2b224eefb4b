import { describe, expect, it } from '@jest/globals';
import { instrumentCommands, journeyPublicCommands, peopleCommands, publicCommands } from '#casework';
import {
  caseCommandAt,
  commandAddresses,
  inKebab,
  instrumentCommandAt,
  journeyCommandAt,
  peopleCommandAt,
} from './addresses.js';

describe('the addresses of commands', () => {
  it('give every public command exactly one address, and no two the same', () => {
    const types = commandAddresses.map(({ type }) => type);
    expect(types.toSorted()).toEqual(
      [publicCommands, journeyPublicCommands, instrumentCommands, peopleCommands]
        .flatMap(Object.keys)
        .toSorted(),
    );
    expect(new Set(commandAddresses.map(({ path }) => path)).size).toBe(types.length);
  });

  it('are in lower case, the name of the process too', () => {
    for (const { path } of commandAddresses) expect(path.replace(/\{\w+\}/g, '')).toMatch(/^[a-z0-9/-]+$/);
  });

  it('lead back to their command', () => {
    for (const { path, process, type } of commandAddresses.filter(({ begins }) => !begins))
      expect(
        process === 'journey'
          ? journeyCommandAt(inKebab(type))
          : process === 'instrument'
            ? instrumentCommandAt(inKebab(type))
            : process === 'people'
              ? peopleCommandAt(inKebab(type))
              : caseCommandAt(inKebab(process), inKebab(type)),
      ).toBe(path.endsWith(inKebab(type)) ? type : undefined);
  });

  it('lead nowhere for what begins a file, for commands of the node itself and for unknown names', () => {
    for (const [process, step] of [
      ['coordination', 'open-case'],
      ['journey', 'start-leg'],
      ['disclosure', 'receive-message'],
      ['identity', 'RecordName'],
      ['consent', 'record-name'],
      ['constructor', 'constructor'],
    ] as const)
      expect(caseCommandAt(process, step)).toBeUndefined();
    for (const step of ['plan-journey', 'expect-traveller', 'release-traveller', 'constructor'])
      expect(journeyCommandAt(step)).toBeUndefined();
    for (const step of ['propose-instrument', 'start-leg', 'constructor'])
      expect(instrumentCommandAt(step)).toBeUndefined();
    for (const step of ['open-case', 'constructor']) expect(peopleCommandAt(step)).toBeUndefined();
  });
});
