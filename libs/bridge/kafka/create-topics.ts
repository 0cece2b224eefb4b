import type { Admin, ITopicConfig } from 'kafkajs';

const longestWait = 30_000;

/**
 * Creates topics, and resolves when the brokers serve them all: for a while after the creation they deny that a topic is
 * there, and the client's own wait for leaders then fails.
 */
export const createTopics = async (admin: Admin, topics: ITopicConfig[]): Promise<void> => {
  await admin.createTopics({ waitForLeaders: false, topics });
  const names = topics.map(({ topic }) => topic);
  for (const until = Date.now() + longestWait; ;) {
    try {
      const found = await admin.fetchTopicMetadata({ topics: names });
      const served = found.topics.flatMap(({ partitions }) => partitions).every(({ leader }) => leader >= 0);
      if (served && found.topics.length === names.length) return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    if (Date.now() > until) throw new Error(`The brokers do not serve ${names.join(', ')}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
