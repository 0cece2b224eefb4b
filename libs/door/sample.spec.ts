import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { sampleOf } from './sample.js';

const form = z.object({
  id: z.uuid(),
  on: z.iso.date(),
  at: z.iso.datetime(),
  code: z.string().regex(/^[a-z]{2,3}$/),
  free: z.string().min(1),
  count: z.int().min(3),
  yes: z.boolean(),
  kind: z.enum(['one', 'two']),
  maybe: z.string().nullable(),
  either: z.union([z.literal('left'), z.literal('right')]),
  list: z.array(
    z.object({ both: z.intersection(z.looseObject({ a: z.int() }), z.looseObject({ b: z.int() })) }),
  ),
  anything: z.unknown(),
});

describe('a sample of a schema', () => {
  it('is allowed by it, with every property filled in', () => {
    const sample = sampleOf(z.toJSONSchema(form));
    expect(form.parse(sample)).toEqual(sample);
    expect(Object.keys(form.parse(sample))).toEqual(Object.keys(form.shape));
  });
});
