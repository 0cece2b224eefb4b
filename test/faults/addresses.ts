/** The same URL at another port of 127.0.0.1. */
export const withPort = (address: string, port: number): string => {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.toString();
};
