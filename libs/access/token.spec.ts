import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import { sampleActor, sampleFacts } from '../casework/spec/sample.js';
import { sandboxIssuer, type SandboxIssuer } from './sandbox-issuer.js';
import { tokenVerifier, type TokenVerifier } from './token.js';

const audience = 'homeward-TH';
const facts = sampleFacts('TH');

describe('tokens of a sandbox', () => {
  let issuer: SandboxIssuer;
  let verifier: TokenVerifier;
  let time = Date.now();

  beforeAll(async () => {
    issuer = await sandboxIssuer({ audience });
    verifier = tokenVerifier({
      facts,
      audience,
      issuers: [issuer.trusted],
      acceptSandbox: true,
      remember: 2,
      wallClock: () => time,
    });
  });

  const fault = async (token: string | undefined): Promise<string> => {
    const answer = await verifier.verify(token);
    return answer.ok ? 'accepted' : answer.fault;
  };

  it('name the actor and the agency of the facts', async () => {
    const answer = await verifier.verify(await issuer.sign(sampleActor('police', 'officer-7')));
    expect(answer).toMatchObject({
      ok: true,
      caller: {
        actor: { id: 'officer-7', country: 'TH', agency: 'police', roles: ['approver'] },
        agency: { viewer: 'PO' },
        sandbox: true,
      },
    });
  });

  it('are refused when missing, malformed, of another country, or of an agency that is none', async () => {
    expect(await fault(undefined)).toBe('missing');
    expect(await fault('')).toBe('missing');
    expect(await fault('not.a.token')).toBe('malformed');
    expect(await fault('x'.repeat(9_000))).toBe('malformed');
    expect(await fault(await issuer.sign(sampleActor('focal', 'officer-1', 'MM')))).toBe('wrong_country');
    expect(await fault(await issuer.sign(sampleActor('node', 'node')))).toBe('unknown_agency');
    expect(await fault(await issuer.sign({ ...sampleActor(), id: 'Daw Aye Aye' }))).toBe('malformed');
  });

  it('are refused when altered, signed by another key, or meant for another node', async () => {
    const [head, , signature] = (await issuer.sign(sampleActor())).split('.');
    const other = (await issuer.sign(sampleActor('welfare'))).split('.')[1];
    expect(await fault(`${head}.${other}.${signature}`)).toBe('untrusted');
    const stranger = await sandboxIssuer({ audience });
    expect(await fault(await stranger.sign(sampleActor()))).toBe('untrusted');
    const unknown = await sandboxIssuer({ audience, issuer: 'elsewhere' });
    expect(await fault(await unknown.sign(sampleActor()))).toBe('untrusted');
    const elsewhere = await sandboxIssuer({
      audience: 'homeward-MM',
      privateKey: await issuer.privateKey(),
    });
    expect(await fault(await elsewhere.sign(sampleActor()))).toBe('untrusted');
  });

  it('end with their time, also when they were verified before', async () => {
    const token = await issuer.sign(sampleActor(), { lifetimeSeconds: 60 });
    expect(await fault(token)).toBe('accepted');
    expect(await fault(token)).toBe('accepted');
    time += 61_000;
    expect(await fault(token)).toBe('expired');
    time -= 61_000;
  });

  it('stay valid when more of them are in use than are remembered', async () => {
    const tokens = await Promise.all(
      ['a', 'b', 'c', 'd'].map((person) => issuer.sign(sampleActor('focal', person))),
    );
    for (const token of [...tokens, ...tokens]) expect(await fault(token)).toBe('accepted');
  });

  it('are not accepted by a node that was not told to', () => {
    expect(() => tokenVerifier({ facts, audience, issuers: [issuer.trusted], acceptSandbox: false })).toThrow(
      'not told to accept sandbox tokens',
    );
  });

  it('go on when the sandbox starts again with its key', async () => {
    const again = await sandboxIssuer({ audience, privateKey: await issuer.privateKey() });
    expect(await fault(await again.sign(sampleActor()))).toBe('accepted');
  });
});

describe('tokens of an OIDC provider', () => {
  const issuer = 'https://login.example.th';
  let server: Server;
  let jwksUrl: string;
  let signing: CryptoKey;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    signing = privateKey;
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] };
    server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    jwksUrl = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/jwks`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const sign = (claims: Record<string, unknown>): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject('officer-1')
      .setExpirationTime('1h')
      .sign(signing);

  const claims = { country: 'TH', agency: 'focal', roles: ['officer'] };

  it('are checked against its key set', async () => {
    const verifier = tokenVerifier({
      facts,
      audience,
      issuers: [{ kind: 'oidc', issuer, jwksUrl }],
      acceptSandbox: false,
    });
    expect(await verifier.verify(await sign(claims))).toMatchObject({ ok: true, caller: { sandbox: false } });
    expect(await verifier.verify(await sign({ ...claims, roles: 'officer' }))).toMatchObject({
      fault: 'malformed',
    });
    expect(await verifier.verify(await sign({ ...claims, sandbox: true }))).toMatchObject({
      fault: 'untrusted',
    });
  });

  it('wait for a provider that cannot be reached', async () => {
    const verifier = tokenVerifier({
      facts,
      audience,
      issuers: [{ kind: 'oidc', issuer, jwksUrl: 'http://127.0.0.1:1/jwks' }],
      acceptSandbox: false,
    });
    expect(await verifier.verify(await sign(claims))).toMatchObject({ fault: 'issuer_unreachable' });
  });
});
