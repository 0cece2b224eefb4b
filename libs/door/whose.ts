import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { callerOf, isKnown } from './caller.js';

const groupsOf = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));

/** One subscriber's addresses as one: of IPv6 a network of 64 bits, of IPv4 the address, also where it is written as IPv6. */
export const subscriberOf = (address: string): string => {
  const asIPv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (asIPv4 !== undefined || !isIPv6(address)) return asIPv4 ?? address;
  const [before = '', after] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const ends = after === undefined ? [] : groupsOf(after);
  const zeros = Array.from({ length: Math.max(0, 8 - groupsOf(before).length - ends.length) }, () => '0');
  return [...groupsOf(before), ...zeros, ...ends]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
};

/**
 * Whose a request is, as far as it is known: country, agency and subject of the token where it was accepted, however it
 * was spelled; else the address from which it came.
 */
export const whose = (request: FastifyRequest): string => {
  if (!isKnown(request)) return subscriberOf(request.ip);
  const { country, agency, id } = callerOf(request).actor;
  return JSON.stringify([country, agency, id]);
};
