import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_STREAM, UnavailableError } from '@eventstore/db-client';
import { EventStoreUnavailableError } from '../port.js';
import { sampleEvent } from '../samples.contract.js';
import { connectTo } from './connection.js';
import { eventStoreDbDouble, type EventStoreDbDouble } from '../../../test/doubles/eventstoredb/double.js';
import { settingsOf } from './settings.js';
import { toEventData } from './stored.js';

/** What a call of the client waits for before it is made. */
interface Inner {
  readonly getGRPCClient: (...given: readonly unknown[]) => Promise<unknown>;
}

describe('a connection', () => {
  let double: EventStoreDbDouble;
  beforeEach(async () => {
    double = eventStoreDbDouble();
    await double.start();
  });
  afterEach(() => double.close());

  it('stays open for a call that was about to be made when another failed', async () => {
    const connection = connectTo(`esdb://127.0.0.1:${double.port()}?tls=false`);
    const client = connection.client();
    const options = { credentials: connection.login, expectedRevision: NO_STREAM } as const;
    const append = (to: string) => client.appendToStream(to, toEventData(sampleEvent()), options);
    double.faults.append = ({ stream }) => (stream === 'case-failing' ? 'unavailable' : 'none');
    await append('case-first');

    const { getGRPCClient } = client as unknown as Inner;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const waiting: Inner = {
      getGRPCClient: async (...given) => {
        const made = await getGRPCClient(...given);
        await held;
        return made;
      },
    };
    Object.assign(client, waiting);
    const about = append('case-about');
    Object.assign(client, { getGRPCClient });
    await expect(append('case-failing')).rejects.toThrow(UnavailableError);
    goOn();
    expect(await about).toMatchObject({ success: true });
    await connection.close();
  });

  it('gives no client once it is closed', async () => {
    const connection = connectTo(`esdb://127.0.0.1:${double.port()}?tls=false`);
    await connection.close();
    expect(connection.client).toThrow(EventStoreUnavailableError);
  });

  it('takes the user from its string, and says nothing of it where it is malformed', () => {
    const { login, hosts, url } = settingsOf(
      'esdb+discover://some%20one:se%40cret@a:1,b?tls=true&throw-on-append-failure=false',
    );
    expect(login).toEqual({ username: 'some one', password: 'se@cret' });
    expect(hosts).toEqual(['a:1', 'b:2113']);
    expect(url).toContain('throwOnAppendFailure=true');
    expect(url).not.toContain('false');
    for (const wrong of ['esdb://user:secret@', 'http://user:secret@host', 'esdb://user@secret@host'])
      expect(() => settingsOf(wrong)).toThrow(/^(?!.*secret).*connection string of EventStoreDB/);
    expect(() => settingsOf('esdb://host?tls=true')).toThrow('names no user');
  });
});
