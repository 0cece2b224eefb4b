import type { Metadata } from '@grpc/grpc-js';
import type { EventLog } from './log.js';

export type Right = 'read' | 'write' | 'delete' | 'metaRead' | 'metaWrite';

const keys: Readonly<Record<Right, string>> = {
  read: '$r',
  write: '$w',
  delete: '$d',
  metaRead: '$mr',
  metaWrite: '$mw',
};
type Acl = Readonly<Record<string, string | readonly string[]>>;

export interface User {
  readonly password: string;
  readonly groups: readonly string[];
}

const administrators = '$admins';

const lastJson = (log: EventLog, stream: string): Readonly<Record<string, unknown>> => {
  const last = log.stream(stream).at(-1);
  return last
    ? (JSON.parse(Buffer.from(last.data).toString('utf8')) as Readonly<Record<string, unknown>>)
    : {};
};

const rolesIn = (acl: unknown, right: Right): readonly string[] | undefined => {
  const roles = (acl as Acl | undefined)?.[keys[right]];
  return typeof roles === 'string' ? [roles] : roles;
};

/**
 * Who may do what, as the server decides it: administrators everything; others by the ACL of the stream's metadata, else
 * by the default in `$settings`, else everything on streams of users and nothing on those of the system.
 */
export const accessTo = (log: EventLog, users: Map<string, User>) => {
  /** The user that a call names; undefined where the password is wrong or nobody is named. */
  const userOf = (metadata: Metadata): string | undefined => {
    const [given] = metadata.get('authorization');
    const [username = '', password] = Buffer.from(String(given ?? '').replace('Basic ', ''), 'base64')
      .toString('utf8')
      .split(':');
    return users.get(username)?.password === password ? username : undefined;
  };

  const may = (user: string, stream: string, right: Right): boolean => {
    const roles = [user, ...(users.get(user)?.groups ?? [])];
    if (roles.includes(administrators)) return true;
    if (stream.startsWith('$$'))
      return may(user, stream.slice(2), right === 'write' ? 'metaWrite' : 'metaRead');
    const own = rolesIn(lastJson(log, `$$${stream}`)['$acl'], right);
    if (own) return own.some((role) => roles.includes(role) || role === '$all');
    if (stream.startsWith('$'))
      return (
        stream === '$all' &&
        roles.some((role) => (rolesIn(lastJson(log, '$$$all')['$acl'], right) ?? []).includes(role))
      );
    const defaults = rolesIn(lastJson(log, '$settings')['$userStreamAcl'], right) ?? ['$all'];
    return defaults.some((role) => roles.includes(role) || role === '$all');
  };

  return { userOf, may };
};
