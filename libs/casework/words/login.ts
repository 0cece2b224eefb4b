import { z } from 'zod';

/**
 * What a provider of identities calls a person: the claim `sub` of a token, up to 255 characters of ASCII (OpenID Connect
 * Core, section 2), as it is. The same wherever a body names a person's login or a pseudonym in its place.
 */
export const Login = z
  .string()
  .regex(
    /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/,
    'a login as its provider writes it: up to 255 characters of ASCII, no space at its ends',
  );
