import { z } from 'zod';

/** What somebody answers as for the country towards another; `authority` is who stands above, asked last. */
export const posts = ['focal_point', 'deputy', 'authority'] as const;
export const Post = z.enum(posts);
export type Post = z.infer<typeof Post>;
