import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scratchDatabase, type ScratchDatabase } from '../kit/scratch-database.js';
import { refuseUnsafe } from './bench-server.js';

describe('the benchmark', () => {
  let database: ScratchDatabase;
  beforeAll(async () => {
    database = await scratchDatabase();
  });
  afterAll(() => database.drop());

  it('refuses a server that could lose what it acknowledged', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c synchronous_commit=off');
    await expect(refuseUnsafe(url.toString())).rejects.toThrow('synchronous_commit=off');
    // The server of these tests itself runs without fsync.
    await expect(refuseUnsafe(database.url)).rejects.toThrow('fsync=off');
  });
});
