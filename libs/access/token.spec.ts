import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import fc from 'fast-check';
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import { publicCommands } from '#casework';
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
    for (const id of ['ဒေါ်အေးအေး', 'x'.repeat(256), '', ' officer', 'officer\u0000', 'officer\n'])
      expect(await fault(await issuer.sign({ ...sampleActor(), id }))).toBe('malformed');
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

  it('name whoever the provider names, and whoever they name can be excluded and appointed', async () => {
    const ascii = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
    const subject = fc
      .oneof(
        fc.string({ unit: ascii, minLength: 1, maxLength: 255 }),
        fc.constantFrom('auth0|5f7c1d2e', '-hRk3abc', '_x', 'dlvyg+Pk=', 'DSDW\\somchai', 'a@b.go.th'),
      )
      .filter((text) => text.trim() === text && text !== '');
    await fc.assert(
      fc.asyncProperty(subject, async (id) => {
        expect(await fault(await issuer.sign({ ...sampleActor(), id }))).toBe('accepted');
        for (const [type, body] of [
          ['ExcludeParty', { officialId: id, reason: 'A friend.' }],
          ['AppointGuardian', { ...publicCommands.AppointGuardian.example, officialId: id }],
          ['GiveConsent', { ...publicCommands.GiveConsent.example, interpreter: id }],
          ['AcknowledgeCase', { ...publicCommands.AcknowledgeCase.example, focalPerson: id }],
        ] as const)
          expect(publicCommands[type].body.safeParse(body).success).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('end with their time, also when they were verified before', async () => {
    time = Date.now();
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

describe('the times of a token', () => {
  const now = Date.parse('2026-03-01T08:00:00Z');
  const at = (seconds: number): number => now / 1_000 + seconds;
  const longest = 3_600;

  const faultOf = async (times: Readonly<Record<'exp' | 'nbf' | 'iat', number | undefined>>) => {
    const { privateKey, publicKey } = await keys;
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA' };
    const verifier = tokenVerifier({
      facts,
      audience,
      issuers: [{ kind: 'sandbox', issuer: 'here', keys: { keys: [jwk] } }],
      acceptSandbox: true,
      wallClock: () => now,
      longestLifetimeMs: longest * 1_000,
    });
    const token = await new SignJWT({ country: 'TH', agency: 'focal', roles: [], sandbox: true, ...times })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'one' })
      .setIssuer('here')
      .setAudience(audience)
      .setSubject('officer-1')
      .sign(privateKey);
    return verifier.verify(token);
  };
  const keys = generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });

  it('may begin 30 seconds ahead of the clock and never end behind it, and have an upper bound', async () => {
    const seconds = fc.integer({ min: -100, max: 100 });
    await fc.assert(
      fc.asyncProperty(
        fc.option(seconds, { nil: undefined }),
        fc.option(seconds, { nil: undefined }),
        fc.oneof(seconds, fc.integer({ min: longest - 100, max: longest + 100 })),
        async (nbf, iat, exp) => {
          const answer = await faultOf({
            exp: at(exp),
            nbf: nbf === undefined ? undefined : at(nbf),
            iat: iat === undefined ? undefined : at(iat),
          });
          const expected =
            exp <= 0
              ? ['expired', ...((nbf ?? 0) > 30 || (iat ?? 0) > 30 ? ['ahead'] : [])]
              : (nbf ?? 0) > 30 || (iat ?? 0) > 30
                ? ['ahead']
                : exp - (iat ?? 0) > longest
                  ? ['lives_too_long']
                  : ['accepted'];
          expect(expected).toContain(answer.ok ? 'accepted' : answer.fault);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are told by the clock, not by the issuer', async () => {
    const answer = await faultOf({ exp: at(600), nbf: at(60), iat: undefined });
    expect(answer).toMatchObject({ ok: false, fault: 'ahead', sentence: expect.stringContaining('clock') });
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
