import { groupOf, inboundGroup, topicsAmong } from '../topics.js';
import { countries, type Country } from '#casework';
import { wireVersion } from './message.js';

/** Of the Kafka binding, https://github.com/asyncapi/bindings/tree/master/kafka */
const binding = { bindingVersion: '0.5.0' } as const;

const operationsOf = (topic: string, from: Country, to: Country) => ({
  [`send-${topic}`]: {
    action: 'send',
    bindings: {
      kafka: { clientId: { type: 'string', pattern: `^homeward-${from.toLowerCase()}-` }, ...binding },
    },
    channel: { $ref: `#/channels/${topic}` },
    summary: `The node of ${from} tells the node of ${to}.`,
  },
  [`receive-${topic}`]: {
    action: 'receive',
    channel: { $ref: `#/channels/${topic}` },
    bindings: {
      kafka: {
        groupId: { type: 'string', const: groupOf(topic, inboundGroup) },
        clientId: { type: 'string', pattern: `^homeward-${to.toLowerCase()}-` },
        ...binding,
      },
    },
  },
});

/** The exchange as an AsyncAPI 3.0 document, to be written as YAML beside the schemas of `wireSchemas`. */
export const asyncApi = (among: readonly Country[] = countries) => {
  const topics = topicsAmong(among);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Homeward exchange',
      version: String(wireVersion),
      description:
        'One topic for each pair of countries and direction, in order for each key. Messages and receipts travel signed, padded and encrypted in a constant CloudEvents envelope. A message may come again under the same id and number: it takes effect once and gets its receipt each time.',
    },
    channels: Object.fromEntries(
      topics.map(({ topic }) => [
        topic,
        {
          address: topic,
          messages: { sealed: { $ref: '#/components/messages/sealed' } },
          bindings: { kafka: { topic, topicConfiguration: { 'cleanup.policy': ['delete'] }, ...binding } },
        },
      ]),
    ),
    operations: Object.fromEntries(
      topics.flatMap(({ topic, from, to }) => Object.entries(operationsOf(topic, from, to))),
    ),
    components: {
      messages: {
        sealed: {
          contentType: 'application/cloudevents+json',
          payload: { $ref: './wire/envelope.schema.json' },
          description:
            'data holds a message or a receipt in one of the versions, signed (JWS) and sealed (JWE): ./wire/message.schema.json and ./wire/receipt.schema.json are those of version 1, ./wire/v2/message.schema.json and ./wire/v2/receipt.schema.json those of version 2.',
          bindings: {
            kafka: {
              key: {
                type: 'string',
                format: 'uuid',
                description:
                  "the sender's blinded case reference: decides the partition, so that a case keeps its order",
              },
              ...binding,
            },
          },
        },
      },
    },
  };
};
