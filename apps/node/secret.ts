import { z } from 'zod';

/** A secret as it stands in a file. */
export const Secret = z.string().regex(/^[0-9a-f]{64}$/, '32 bytes as 64 hexadecimal digits');
