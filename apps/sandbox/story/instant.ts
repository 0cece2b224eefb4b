/** Instant of an `at`: a day stands for ten in the morning in Bangkok. */
export const instantOf = (at: string): string =>
  new Date(at.length === 10 ? `${at}T10:00:00+07:00` : at).toISOString();
