import kafkajs from 'kafkajs';
import type { AclEntry, Admin } from 'kafkajs';
import { z } from 'zod';
import { countries } from '#casework';
import { exchangeKeepsDays } from '../retention.js';
import { groupOf, inboundGroup, topicsAmong, type Topic } from '../topics.js';
import { kafkaClient, retries } from './client.js';
import { createTopics } from './create-topics.js';
import { KafkaCluster } from './settings.js';

/** What an administrator wants of one cluster: who takes part, and how the topics are kept. */
export const TopicSettings = z.strictObject({
  /** The cluster, logged in to as somebody who may create topics and give rights. */
  cluster: KafkaCluster,
  /** The user of each country's node. */
  members: z.partialRecord(z.enum(countries), z.string().min(1)),
  /** Never changed afterwards: keys would move to other partitions, and lose their order. */
  partitions: z.int().min(1).max(64).default(6),
  replication: z.int().min(1).default(3),
  minInsyncReplicas: z.int().min(1).default(2),
  /** How long a receiving node may be away without losing a message. */
  retentionDays: z.number().positive().default(exchangeKeepsDays),
  /** False on a cluster without an authorizer: everybody may do everything. */
  acls: z.boolean().default(true),
});
export type TopicSettings = z.infer<typeof TopicSettings>;

export interface ProvisionOptions {
  /** Says what it would do, and does nothing. */
  readonly dryRun: boolean;
  /** Takes away rights on these topics that are not in the plan. */
  readonly prune: boolean;
}

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ResourcePatternTypes } =
  kafkajs;

const configOf = ({ retentionDays, minInsyncReplicas }: TopicSettings): Readonly<Record<string, string>> => ({
  'cleanup.policy': 'delete',
  'retention.ms': String(Math.round(retentionDays * 86_400_000)),
  // A cluster that limits its other topics by size must not drop a message that its receiver has not read.
  'retention.bytes': '-1',
  'min.insync.replicas': String(minInsyncReplicas),
  'message.timestamp.type': 'LogAppendTime',
  'unclean.leader.election.enable': 'false',
});

const nameIn = (names: object, value: number): string =>
  Object.entries(names).find(([, number]) => number === value)?.[0] ?? String(value);

const allowed = (
  entry: Pick<AclEntry, 'resourceType' | 'resourceName' | 'operation'>,
  user: string,
): AclEntry => ({
  ...entry,
  principal: `User:${user}`,
  host: '*',
  permissionType: AclPermissionTypes.ALLOW,
  resourcePatternType: ResourcePatternTypes.LITERAL,
});

/** Only the sending node may write, only the receiving node may read, and as one group only. */
const rightsOn = ({ topic, from, to }: Topic, { members }: TopicSettings): readonly AclEntry[] => {
  const onTopic = { resourceType: AclResourceTypes.TOPIC, resourceName: topic };
  const onGroup = { resourceType: AclResourceTypes.GROUP, resourceName: groupOf(topic, inboundGroup) };
  const [sender = '', receiver = ''] = [members[from], members[to]];
  return [
    allowed({ ...onTopic, operation: AclOperationTypes.WRITE }, sender),
    allowed({ ...onTopic, operation: AclOperationTypes.READ }, receiver),
    allowed({ ...onGroup, operation: AclOperationTypes.READ }, receiver),
  ];
};

const sentenceOf = ({
  principal,
  host,
  operation,
  resourceType,
  resourceName,
  ...entry
}: AclEntry): string => {
  const may = entry.permissionType === AclPermissionTypes.ALLOW ? 'may' : 'may not';
  const kind = nameIn(ResourcePatternTypes, entry.resourcePatternType).toLowerCase();
  const from = host === '*' ? '' : ` from ${host}`;
  return `${principal} ${may} ${nameIn(AclOperationTypes, operation)} ${nameIn(AclResourceTypes, resourceType).toLowerCase()} ${resourceName} (${kind})${from}`;
};

/** Every right that holds for a topic or its group, also by a pattern. */
const rightsFound = async (admin: Admin, wanted: readonly AclEntry[]): Promise<readonly AclEntry[]> => {
  const places = new Map(wanted.map((entry) => [`${entry.resourceType} ${entry.resourceName}`, entry]));
  const found = new Map<string, AclEntry>();
  for (const { resourceType, resourceName } of places.values()) {
    const { resources } = await admin.describeAcls({
      resourceType,
      resourceName,
      resourcePatternType: ResourcePatternTypes.MATCH,
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ANY,
    });
    for (const { acls, ...resource } of resources)
      for (const acl of acls) {
        const entry = { ...resource, ...acl };
        found.set(sentenceOf(entry), entry);
      }
  }
  return [...found.values()];
};

async function* rights(
  admin: Admin,
  topics: readonly Topic[],
  settings: TopicSettings,
  { dryRun, prune }: ProvisionOptions,
): AsyncGenerator<string> {
  const wanted = topics.flatMap((topic) => rightsOn(topic, settings));
  const found = await rightsFound(admin, wanted);
  const has = new Set(found.map(sentenceOf));
  const planned = new Set(wanted.map(sentenceOf));
  const lacking = wanted.filter((entry) => !has.has(sentenceOf(entry)));
  for (const entry of lacking) yield `give: ${sentenceOf(entry)}`;
  if (!dryRun && lacking.length > 0) await admin.createAcls({ acl: lacking });
  for (const entry of found.filter((each) => !planned.has(sentenceOf(each)))) {
    const own = entry.resourcePatternType === ResourcePatternTypes.LITERAL && entry.resourceName !== '*';
    if (!prune || !own) {
      yield `not planned: ${sentenceOf(entry)}${own ? '; --prune takes it away' : '; it holds for more than this topic and is left'}`;
      continue;
    }
    yield `take away: ${sentenceOf(entry)}`;
    if (!dryRun) await admin.deleteAcls({ filters: [entry] });
  }
}

/** Changes what differs. The client's call replaces all settings of a topic, so those that it has go along. */
async function* settingsOf(
  admin: Admin,
  { topic }: Topic,
  wanted: Readonly<Record<string, string>>,
  dryRun: boolean,
): AsyncGenerator<string> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
  });
  const entries = resources[0]?.configEntries ?? [];
  const present = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
  const differing = Object.entries(wanted).filter(([name, value]) => present.get(name) !== value);
  for (const [name, value] of differing)
    yield `set: ${topic} ${name}=${value} (was ${present.get(name) ?? 'unknown'})`;
  if (dryRun || differing.length === 0) return;
  const own = entries
    .filter(({ isDefault, isSensitive, readOnly }) => !isDefault && !isSensitive && !readOnly)
    .map(({ configName, configValue }) => [configName, configValue] as const);
  const configEntries = Object.entries({ ...Object.fromEntries(own), ...wanted }).map(([name, value]) => ({
    name,
    value,
  }));
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }],
  });
}

async function* keptTopic(
  admin: Admin,
  topic: Topic,
  settings: TopicSettings,
  dryRun: boolean,
): AsyncGenerator<string> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic.topic] });
  const partitions = topics[0]?.partitions ?? [];
  if (partitions.length !== settings.partitions)
    throw new Error(
      `The topic ${topic.topic} has ${partitions.length} partitions and ${settings.partitions} are asked for. With another number keys would move and lose their order: set "partitions" to ${partitions.length}.`,
    );
  const copies = Math.min(...partitions.map(({ replicas }) => replicas.length));
  if (copies !== settings.replication)
    yield `not changed: ${topic.topic} is kept ${copies} times and ${settings.replication} are asked for; kafka-reassign-partitions changes that`;
  yield* settingsOf(admin, topic, configOf(settings), dryRun);
}

/**
 * Brings the topics of a cluster to what the settings say, and tells each thing it does: creates topics, sets how they are
 * kept, gives rights. Can be run again; then it does and says nothing. Rejects with a sentence where it must not go on.
 */
export async function* provisionTopics(
  settings: TopicSettings,
  options: ProvisionOptions,
): AsyncGenerator<string> {
  const topics = topicsAmong(countries.filter((country) => settings.members[country] !== undefined));
  if (topics.length === 0) throw new Error('"members" must name the users of two countries at least.');
  const kafka = kafkaClient(settings.cluster, 'homeward-topics', () => undefined);
  const admin = kafka.admin({ retry: retries(3) });
  try {
    await admin.connect();
    const present = new Set(await admin.listTopics());
    for (const topic of topics) {
      if (present.has(topic.topic)) {
        yield* keptTopic(admin, topic, settings, options.dryRun);
        continue;
      }
      yield `create: ${topic.topic}, ${settings.partitions} partitions, kept ${settings.replication} times, for ${settings.retentionDays} days`;
      if (options.dryRun) continue;
      await createTopics(admin, [
        {
          topic: topic.topic,
          numPartitions: settings.partitions,
          replicationFactor: settings.replication,
          configEntries: Object.entries(configOf(settings)).map(([name, value]) => ({ name, value })),
        },
      ]);
    }
    if (settings.acls) yield* rights(admin, topics, settings, options);
  } finally {
    await admin.disconnect();
  }
}
