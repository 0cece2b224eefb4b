import { kafkaExchange } from '../kafka/exchange.js';

const [brokers = '', topic = ''] = process.argv.slice(2);
const exchange = kafkaExchange({
  cluster: { kind: 'kafka', brokers: brokers.split(',') },
  clientId: `reader-${process.pid}`,
});
const stop = new AbortController();

process.once('SIGTERM', () => stop.abort());
await exchange.consume(
  topic,
  'inbound',
  ({ key, message }) => {
    process.send?.(`${key} ${Buffer.from(message).toString()}`);
    return Promise.resolve();
  },
  { signal: stop.signal },
);
await exchange.close();
process.disconnect();
