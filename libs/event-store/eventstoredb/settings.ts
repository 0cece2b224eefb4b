/** The name and password of a user of the event store. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

export interface Settings {
  /** What the client gets. */
  readonly url: string;
  /** The same to one host of the cluster. */
  readonly urlTo: (address: string, port: number) => string;
  readonly login: Login;
  readonly secure: boolean;
  /** `host:port` of the nodes named, the first of which is asked first. */
  readonly hosts: readonly string[];
  /** Path of the certificate authority's file. */
  readonly authority?: string;
}

/** Ours whatever the string says: this client reports a wrong revision where it does not throw. */
const forced = { throwOnAppendFailure: 'true' };
/** Seconds; the client's own 5 would outlast an election. */
const defaults = { gossipTimeout: '2' };

const form = /^(esdb(?:\+discover)?):\/\/(?:([^:@/]+):([^@/]+)@)?([^/?@]+)\/?(?:\?(.*))?$/;

const same = (one: string, other: string): boolean =>
  one.replace(/[_-]/g, '').toLowerCase() === other.toLowerCase();

/**
 * Reads a connection string of EventStoreDB. Throws a sentence where it is malformed, or names no user although the
 * connection is encrypted; it never repeats the string, which may hold a password.
 */
export const settingsOf = (connectionString: string): Settings => {
  const [, protocol, username, password, hosts, query] = form.exec(connectionString.trim()) ?? [];
  if (!protocol || !hosts)
    throw new Error(
      'The connection string of EventStoreDB has another form than esdb://user:password@host:port?tls=true or esdb+discover://…',
    );
  const given = [...new URLSearchParams(query ?? '')];
  const valueOf = (name: string): string | undefined => given.find(([key]) => same(key, name))?.[1];
  const secure = valueOf('tls') !== 'false';
  if (secure && !username)
    throw new Error('The connection string of EventStoreDB names no user: esdb://user:password@host:port.');
  const kept = given.filter(([key]) => !Object.keys(forced).some((name) => same(key, name)));
  const missing = Object.entries(defaults).filter(([name]) => valueOf(name) === undefined);
  const options = [...kept, ...missing, ...Object.entries(forced)]
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
  const user = username && password ? `${username}:${password}@` : '';
  const authority = valueOf('tlsCAFile');
  return {
    url: `${protocol}://${user}${hosts}?${options}`,
    urlTo: (address, port) => `esdb://${user}${address}:${port}?${options}`,
    // Without TLS the server asks nobody who they are; the client needs a login all the same, to send appends one by one.
    login: {
      username: decodeURIComponent(username ?? 'none'),
      password: decodeURIComponent(password ?? 'none'),
    },
    secure,
    hosts: hosts.split(',').map((host) => (host.includes(':') ? host : `${host}:2113`)),
    ...(authority === undefined ? {} : { authority }),
  };
};
