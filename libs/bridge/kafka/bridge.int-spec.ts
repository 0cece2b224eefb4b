import { describe } from '@jest/globals';
import { kafkaAdmin, noKafka, saySkipped, sharedKafka } from '../../../test/kit/shared-kafka.js';
import { bridgeContract } from '../bridge.contract.js';
import { kafkaBorder } from '../spec/kafka-border.js';

const missing = await noKafka();
if (missing) {
  saySkipped('two bridges over Kafka', missing);
  describe.skip('over Kafka', () => bridgeContract('Kafka'));
} else {
  const broker = await sharedKafka();
  bridgeContract(
    `kafkajs 2.2.4 on ${broker.version}`,
    kafkaBorder(broker.brokers, () => kafkaAdmin(broker)),
  );
}
