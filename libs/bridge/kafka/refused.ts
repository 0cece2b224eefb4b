/** The brokers refuse, and will go on refusing until somebody does what the message says. */
export class ExchangeRefused extends Error {
  override readonly name = 'ExchangeRefused';
  constructor(
    /** The broker's own word for it, or `LOGIN`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What is asked of the brokers; none of it is about a person. */
export interface BrokerRequest {
  readonly by: string;
  readonly topic: string;
  readonly group?: string;
}

const provision = 'npm run topics -- FILE';

const sentences: Readonly<Record<string, (asked: BrokerRequest) => string>> = {
  UNKNOWN_TOPIC_OR_PARTITION: ({ topic }) =>
    `The topic ${topic} does not exist. Create it: ${provision} (deploy/kafka).`,
  TOPIC_AUTHORIZATION_FAILED: ({ by, topic, group }) =>
    `${by} may not ${group === undefined ? 'write to' : 'read'} the topic ${topic}. Give the right: ${provision} (deploy/kafka), or log in as the node that has it.`,
  GROUP_AUTHORIZATION_FAILED: ({ by, group }) =>
    `${by} may not read as the group ${group}. Give the right: ${provision} (deploy/kafka).`,
  CLUSTER_AUTHORIZATION_FAILED: ({ by }) =>
    `${by} may write to no topic of this cluster. Give the right: ${provision} (deploy/kafka).`,
  /* The client does not tell apart why no broker names the coordinator of a group. */
  GROUP_COORDINATOR: ({ by, group }) =>
    `No broker says who keeps the group ${group}. Where brokers are starting this passes; otherwise ${by} may not read as that group. Give the right: ${provision} (deploy/kafka).`,
  LOGIN: ({ by }) =>
    `The brokers do not take the login of ${by}. Check sasl.username and its password, and that the user exists (deploy/kafka/users.sh).`,
};

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The errors that an error comes from, itself first. */
function* causesOf(error: unknown): Generator<Error> {
  for (let here = error; here instanceof Error; here = here.cause) yield here;
}

const codeOf = (error: Error): string | undefined => {
  if (error.name === 'KafkaJSSASLAuthenticationError') return 'LOGIN';
  if (error.name === 'KafkaJSGroupCoordinatorNotFound') return 'GROUP_COORDINATOR';
  return 'type' in error && typeof error.type === 'string' ? error.type : undefined;
};

/** The error with a sentence that says what to do, where the brokers refused; the same error where they only failed. */
export const explained = (error: unknown, asked: BrokerRequest): unknown => {
  for (const cause of causesOf(error)) {
    const code = codeOf(cause);
    const sentence = code === undefined ? undefined : sentences[code];
    if (code !== undefined && sentence) return new ExchangeRefused(code, capital(sentence(asked)));
  }
  return error;
};
