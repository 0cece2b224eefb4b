import { z } from 'zod';
import type { MessageCatalogue } from '#casework';
import { WireAnnouncement } from './announcement.js';
import { Envelope } from './envelope.js';
import { wireForms, wireVersions, type WireVersion } from './message.js';
import { wordsOfVersion1 } from './version-1.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

const published = (version: WireVersion, name: string, title: string, schema: z.ZodType): JsonSchema => ({
  ...z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const words = version === 1 ? wordsOfVersion1(zodSchema) : undefined;
      if (!words) return;
      delete jsonSchema.pattern;
      jsonSchema.enum = [...words];
    },
  }),
  $id: `urn:homeward:wire:${version}:${name}`,
  title,
});

/** Where the forms of a version stand: those of the first beside the folders of the later ones. */
const folderOf = (version: WireVersion): string => (version === 1 ? '' : `v${version}/`);

/** The payloads of a version: of a later one those alone that differ from the first. */
const payloads = (catalogue: MessageCatalogue, version: WireVersion): [string, JsonSchema][] =>
  Object.entries(catalogue).flatMap(([kind, { schema, number, summary }]) => {
    const of = (each: WireVersion) =>
      published(each, `payload:${kind}`, `${number} ${kind}: ${summary}`, schema);
    const own = of(version);
    const differs = JSON.stringify({ ...own, $id: '' }) !== JSON.stringify({ ...of(1), $id: '' });
    return version === 1 || differs ? [[`${folderOf(version)}payload/${kind}.schema.json`, own]] : [];
  });

/**
 * The wire contract as JSON Schemas (2020-12) by file name: the envelope, the announcement, message and receipt of each
 * version, and the payload of each kind of message. docs/wire is written from it.
 */
export const wireSchemas = (catalogue: MessageCatalogue): Readonly<Record<string, JsonSchema>> => ({
  'envelope.schema.json': published(1, 'envelope', 'Envelope on the exchange (CloudEvents 1.0)', Envelope),
  'announcement.schema.json': published(
    2,
    'announcement',
    'Announcement, inside the seal: what a node takes',
    WireAnnouncement,
  ),
  ...Object.fromEntries(
    wireVersions.flatMap((version) => [
      [
        `${folderOf(version)}message.schema.json`,
        published(version, 'message', 'Message, inside the seal', wireForms[version].message),
      ],
      [
        `${folderOf(version)}receipt.schema.json`,
        published(version, 'receipt', 'Receipt, inside the seal', wireForms[version].receipt),
      ],
    ]),
  ),
  ...Object.fromEntries(wireVersions.flatMap((version) => payloads(catalogue, version))),
});
