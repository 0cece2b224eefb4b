/** What to say of an error where no personal data may stand: its name and its code, never its message. */
export const errorCode = (error: unknown): string => {
  if (!(error instanceof Error)) return 'error';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`.slice(0, 100);
};
