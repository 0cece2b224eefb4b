/** Whether a file with this entity tag meets an If-Match header (RFC 9110, 13.1.1): `*`, or a list of strong tags. */
export const meets = (ifMatch: string, etag: string | undefined): boolean =>
  ifMatch.trim() === '*' || ifMatch.split(',').some((tag) => tag.trim() === etag);
