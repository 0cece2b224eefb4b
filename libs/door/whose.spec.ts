import { afterAll, describe, expect, it } from '@jest/globals';
import { get, type OutgoingHttpHeaders } from 'node:http';
import fc from 'fast-check';
import rateLimit from '@fastify/rate-limit';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { sandboxIssuer, tokenVerifier } from '#access';
import { factsOf } from '#countries';
import { spellingsOf } from '../../test/e2e/spellings.js';
import { askWho } from './caller.js';
import { rateLimitOf } from './limits.js';
import { problemOf, sendProblem } from './problem-filter.js';
import { subscriberOf, whose } from './whose.js';

const facts = factsOf('TH');

/** A verifier of a node, and tokens that it takes. */
const gate = async () => {
  const issuer = await sandboxIssuer({ audience: 'spec' });
  const tokens = tokenVerifier({ facts, audience: 'spec', acceptSandbox: true, issuers: [issuer.trusted] });
  const token = (id: string) => issuer.sign({ id, country: 'TH', agency: 'atpd', roles: ['officer'] });
  return { tokens, token };
};

const nobodyLeft = () => Promise.resolve(false);

const proxy = '127.0.0.7';

interface Server {
  readonly port: number;
  readonly close: () => Promise<void>;
}
const listening: Server[] = [];
afterAll(() => Promise.all(listening.map(({ close }) => close())));

/** The status that a request gets which comes from one of the machine's own addresses. */
const statusOf = ({ port }: Server, path: string, headers: OutgoingHttpHeaders, localAddress: string) =>
  new Promise<number>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, headers, localAddress, agent: false } as const;
    get(options, (answer) => resolve(answer.resume().statusCode ?? 0)).once('error', reject);
  });

/** A server with the door's questions and its limit, behind a proxy that it trusts. */
const behindProxy = async (most: number) => {
  const { tokens, token } = await gate();
  const server = new FastifyAdapter({ trustProxy: [proxy] }).getInstance();
  server.setErrorHandler((error, _request, reply) => sendProblem(reply, problemOf(error)));
  server.addHook('onRequest', askWho(tokens, nobodyLeft));
  await server.register(rateLimit, rateLimitOf(most));
  server.addHook('onRequest', server.rateLimit());
  server.get('/v1/there', () => 'here');
  const port = Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port);
  const open = { port, close: () => server.close() };
  listening.push(open);
  const ask = (path: string, headers: OutgoingHttpHeaders, from = proxy) =>
    statusOf(open, path, headers, from);
  return { ask, token };
};

describe('whose a request is', () => {
  it('is told by the address of IPv4, however it is written, and by the network of IPv6', () => {
    expect(subscriberOf('192.0.2.7')).toBe('192.0.2.7');
    expect(subscriberOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(subscriberOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(subscriberOf('2001:0DB8::1')).toBe('2001:db8:0:0');
    expect(subscriberOf('fe80::1%eth0')).toBe('fe80:0:0:0');
    expect(subscriberOf('::1')).toBe('0:0:0:0');
  });

  it('does not change with the host part of an IPv6 address', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((part) => part.toString(16));
    const four = fc.tuple(group, group, group, group);
    fc.assert(
      fc.property(four, four, four, (network, one, other) => {
        const at = (host: readonly string[]): string => subscriberOf([...network, ...host].join(':'));
        expect(at(one)).toBe(at(other));
      }),
    );
  });

  it('is one caller for all 64 spellings of Bearer and all 16 endings of a signature, and another for another person', async () => {
    const { tokens, token } = await gate();
    const whoseIs = async (authorization: string) => {
      const request = {
        headers: { authorization },
        routeOptions: { url: '/v1/x' },
        ip: '192.0.2.7',
      } as never;
      await askWho(tokens, nobodyLeft)(request);
      return whose(request);
    };
    const spelled = spellingsOf(await token('officer-1'));
    expect(new Set(spelled).size).toBe(1_024);
    expect(new Set(await Promise.all(spelled.map(whoseIs)))).toEqual(new Set(['["TH","atpd","officer-1"]']));
    expect(await whoseIs(`Bearer ${await token('officer-2')}`)).toBe('["TH","atpd","officer-2"]');
    expect(await whoseIs('Bearer made.up.token')).toBe('192.0.2.7');
  });

  it('is told behind a trusted proxy by whom the proxy names, and by nobody else’s word', async () => {
    const { ask } = await behindProxy(2);
    const from = (address: string, via?: string) => ask('/v1/there', { 'x-forwarded-for': address }, via);
    expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.1')]).toEqual([
      200, 200, 429,
    ]);
    expect(await from('192.0.2.2')).toBe(200);
    const stranger = (address: string) => from(address, '127.0.0.9');
    expect([await stranger('192.0.2.3'), await stranger('192.0.2.4'), await stranger('192.0.2.5')]).toEqual([
      200, 200, 429,
    ]);
  });

  it('counts the same at addresses that there are not, with a token and without', async () => {
    const { ask, token } = await behindProxy(3);
    const headers = [
      { authorization: `Bearer ${await token('officer-1')}` },
      { 'x-forwarded-for': '192.0.2.8' },
    ];
    for (const sent of headers) {
      const asked: number[] = [];
      for (let index = 0; index < 5; index += 1)
        asked.push(await ask(`/${index % 2 ? 'v1/' : ''}nowhere-${index}`, sent));
      expect(asked).toEqual([404, 404, 404, 429, 429]);
    }
  });
});
