import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { agencyOf } from '#casework';
import { factsOf } from '#countries';
import type { StoryActor } from '../sandbox/story/index.js';

export const audience = 'homeward';
const issuer = 'http://127.0.0.1/homeward-engines';

/** Where people log in, for a demonstration: an issuer whose key set is fetched over HTTP like that of an OIDC provider. */
export interface Login {
  readonly settings: Readonly<Record<'TOKEN_AUDIENCE' | 'TOKEN_ISSUER' | 'TOKEN_JWKS_URL', string>>;
  /** A token for somebody of an agency, good for 12 hours. */
  readonly token: (actor: StoryActor) => Promise<string>;
  close(): Promise<void>;
}

/** Serves the key set on a free port of 127.0.0.1. Its key goes with it. */
export const startLogin = async (): Promise<Login> => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const kid = 'engines';
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' }] });
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(keys);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    settings: {
      TOKEN_AUDIENCE: audience,
      TOKEN_ISSUER: issuer,
      TOKEN_JWKS_URL: `http://127.0.0.1:${port}/keys`,
    },
    token: ({ node, agency, role, person }) => {
      if (!agencyOf(factsOf(node), agency))
        throw new Error(`${node} has no agency "${agency}"; its facts name them all.`);
      return new SignJWT({ country: node, agency, roles: [role ?? 'approver'] })
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(`${agency}-${person ?? 'officer'}`)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
