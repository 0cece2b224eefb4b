import { stringify } from 'yaml';
import { asyncApi, wireSchemas } from '#bridge';
import { messages } from '#casework';

const written = 'Generated from the code: npm run docs';

/** The exchange as an AsyncAPI document. */
const asyncApiPage = (): string =>
  `# ${written}\n${stringify(asyncApi(), { lineWidth: 0, singleQuote: true })}`;

/** The wire contract under docs: the exchange, and one JSON Schema for the envelope, each form and each kind of message. */
export const wirePages: Readonly<Record<string, () => string>> = {
  'docs/asyncapi.yaml': asyncApiPage,
  ...Object.fromEntries(
    Object.entries(wireSchemas(messages)).map(([name, schema]) => [
      `docs/wire/${name}`,
      () => `${JSON.stringify({ $comment: written, ...schema }, undefined, 2)}\n`,
    ]),
  ),
};
