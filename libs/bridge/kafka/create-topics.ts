import type { Admin, ITopicConfig } from 'kafkajs';

const longestWait = 30_000;

/**
 * Creates topics, and resolves when the leader of every partition answers: for a while after the creation brokers deny
 * that a topic is there or that they lead it, and the client's own wait for leaders then fails.
 */
export const createTopics = async (admin: Admin, topics: ITopicConfig[]): Promise<void> => {
  await admin.createTopics({ waitForLeaders: false, topics });
  for (const until = Date.now() + longestWait; ;) {
    try {
      for (const { topic } of topics) await admin.fetchTopicOffsets(topic);
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
