import { hkdfSync } from 'node:crypto';
import { announcementTable, blind, exchangeKeepsDays, largestPayload, partnersKnown, rowsOf } from '#bridge';
import type { Country, Dispute, Instrument } from '#casework';
import { factsAmong, type CountryParts } from '#countries';
import { deskOf, type Desk } from '#desk';
import { knowsOf, tagsOf } from '#door';
import { postgresCheckpoints, postgresParking } from '#following';
import { disputedWith, signaturesUnder } from '#instruments';
import { keyEncryption, postgresKeyRing } from '#sealing';
import { channelsOf } from './channels.js';
import type { NodeConfig, NodeSecrets } from './config.js';
import type { Ground } from './ground.js';
import { rolesIn } from './roles.js';

/** A secret of its own for each use, so that none can be taken for another. */
export const secretFor = (node: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(node, 'hex'), '', `homeward ${use}`, 32));

/** The key-encryption keys of a node: the current one, and earlier ones for what they wrapped. */
export const keyEncryptionOf = ({ keyEncryption: current, earlierKeyEncryption }: NodeSecrets) => {
  const inBytes = ({ id, secret }: typeof current) => ({ id, secret: Buffer.from(secret, 'hex') });
  return keyEncryption(inBytes(current), earlierKeyEncryption.map(inBytes));
};

/** The desk with its keys, for processes that carry out commands: those of the api and of the bridge. */
export const deskParts = (
  {
    policy,
    others,
    instruments,
    neighbours,
  }: Pick<CountryParts, 'policy' | 'others' | 'instruments' | 'neighbours'>,
  { country, facts, clock, store, database, bridging, trouble }: Ground,
  config: NodeConfig,
) => {
  const { secrets, exchangeKeptDays = exchangeKeepsDays, keysLiveDays } = config;
  if (!secrets) throw new Error('The api and the bridge need SECRETS_FILE.');
  // An api looks where the follow-ups stand, and moves nothing.
  const following = rolesIn(config).has('bridge') ? bridging : database;
  const keys = postgresKeyRing(database, keyEncryptionOf(secrets), {
    onErasure: () => desk.cases.forgetAll(),
  });
  const referenceSecret = secretFor(secrets.node, 'references');
  const referenceFor = (other: Country, caseId: string): string => blind(referenceSecret, other, caseId);
  const doorSecret = secretFor(secrets.node, 'door').toString('hex');
  const looking = { facts, cases: { load: (id: string) => desk.cases.load(id) } };
  const factsOf = factsAmong({ facts, others });
  const announcements = announcementTable(rowsOf(following));
  const partners = partnersKnown(announcements, { onTrouble: trouble('announcements') });
  /** What differs from what a partner said last: silence settles no difference. */
  const disputed = (held: readonly Instrument[], now: string): readonly Dispute[] =>
    others.flatMap(({ country: other }) => {
      const said = partners.saidLast(other);
      const comparing = { own: country, other, now, timeZone: facts.timeZone };
      return said ? [...disputedWith(held, said, comparing)].map((code) => ({ code, with: other })) : [];
    });
  const desk: Desk = deskOf({
    country,
    clock,
    facts: factsOf,
    policy,
    channelTo: channelsOf(neighbours, config.paper),
    instruments: () => instruments,
    checkSignature: signaturesUnder(config.instrumentKeys ?? []),
    announced: partners.announced,
    disputed,
    referenceFor,
    largestPayload,
    exchangeKeepsDays: exchangeKeptDays,
    keysLiveDays,
    store,
    keys,
    bodySecret: secretFor(secrets.node, 'bodies'),
    eventSecret: secretFor(secrets.node, 'events'),
    tags: tagsOf({ ...looking, secret: doorSecret }),
    knows: knowsOf(looking),
  });
  return {
    secrets,
    doorSecret,
    keys,
    desk,
    announcements,
    partners,
    disputedNow: async () => {
      const held = await desk.textsHeld();
      // With itself a country is in dispute where this release has another text than was signed.
      const own = held.flatMap(({ code, conflictsWith }) => (conflictsWith ? [{ code, with: country }] : []));
      return [...own, ...disputed(held, clock.now())];
    },
    factsOf,
    referenceSecret,
    referenceFor,
    checkpoints: postgresCheckpoints(following),
    parking: postgresParking(following),
  };
};

export type DeskParts = ReturnType<typeof deskParts>;
