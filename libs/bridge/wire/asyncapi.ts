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

/** Names of what travels on a topic, by what it carries. */
const sealedAs = { messages: 'sealed', announcements: 'announcement' } as const;

/** The exchange as an AsyncAPI 3.0 document, to be written as YAML beside the schemas of `wireSchemas`. */
export const asyncApi = (among: readonly Country[] = countries) => {
  const topics = topicsAmong(among);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Homeward exchange',
      version: String(wireVersion),
      description:
        'Two topics for each pair of countries and direction: one of messages and receipts, in order for each key, and one on which a node says which versions, instruments and kinds of message it takes. Messages and receipts travel signed, padded and encrypted in a constant CloudEvents envelope. A message may come again under the same id and number: it takes effect once and gets its receipt each time.',
    },
    channels: Object.fromEntries(
      topics.map(({ topic, carries }) => [
        topic,
        {
          address: topic,
          messages: { [sealedAs[carries]]: { $ref: `#/components/messages/${sealedAs[carries]}` } },
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
        announcement: {
          contentType: 'application/cloudevents+json',
          payload: { $ref: './wire/envelope.schema.json' },
          description:
            'data holds ./wire/announcement.schema.json, signed (JWS) and sealed (JWE). It is said at the start of a node, when it has changed, and again each hour; of several the one with the highest number counts. A partner that says nothing for a day is written to in version 1.',
          bindings: { kafka: { key: { type: 'string', format: 'uuid' }, ...binding } },
        },
      },
    },
  };
};
