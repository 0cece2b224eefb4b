import { readFileSync } from 'node:fs';
import type { KafkaConfig, SASLOptions } from 'kafkajs';
import { z } from 'zod';

const Path = z.string().min(1, 'the path of a file');

/** A login to the brokers; the password stands here, or in a file of its own (Docker and Kubernetes secrets). */
const Login = z
  .strictObject({
    mechanism: z.enum(['scram-sha-512', 'scram-sha-256']),
    username: z.string().min(1),
    password: z.string().min(1).optional(),
    passwordFile: Path.optional(),
  })
  .refine(({ password, passwordFile }) => (password === undefined) !== (passwordFile === undefined), {
    error: 'give either password or passwordFile',
  });

/** How to reach one Kafka cluster, as it stands in a settings file. */
export const KafkaCluster = z
  .strictObject({
    kind: z.literal('kafka'),
    brokers: z
      .array(z.string().regex(/^[^\s:/]+:\d{1,5}$/, 'a broker is host:port'))
      .min(1, 'name at least one broker as host:port'),
    tls: z
      .strictObject({
        /** Authority that signed the brokers' certificates, PEM; those that Node trusts where absent. */
        caFile: Path.optional(),
        certFile: Path.optional(),
        keyFile: Path.optional(),
      })
      .optional(),
    sasl: Login.optional(),
  })
  .refine(({ tls, sasl }) => sasl === undefined || tls !== undefined, {
    path: ['sasl'],
    error: 'a login goes over TLS only: add "tls": {}',
  })
  .refine(({ tls }) => (tls?.certFile === undefined) === (tls?.keyFile === undefined), {
    path: ['tls'],
    error: 'certFile and keyFile belong together',
  });
export type KafkaCluster = z.infer<typeof KafkaCluster>;

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${path} cannot be read. Name a file that this process may read.`);
  }
};

const saslOf = ({ mechanism, username, password, passwordFile }: z.infer<typeof Login>): SASLOptions => ({
  mechanism,
  username,
  password: password ?? textOf(passwordFile ?? '').trimEnd(),
});

/** The same for the client, with every file read. Throws a sentence where one cannot be read. */
export const connectionOf = ({
  brokers,
  tls,
  sasl,
}: KafkaCluster): Pick<KafkaConfig, 'brokers' | 'ssl' | 'sasl'> => ({
  brokers,
  ...(tls && {
    ssl: {
      ...(tls.caFile !== undefined && { ca: [textOf(tls.caFile)] }),
      ...(tls.certFile !== undefined && { cert: textOf(tls.certFile) }),
      ...(tls.keyFile !== undefined && { key: textOf(tls.keyFile) }),
    },
  }),
  ...(sasl && { sasl: saslOf(sasl) }),
});
