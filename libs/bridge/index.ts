export { announcing, takenFrom, type AnnouncingParts } from './announcing.js';
export * from './channel.js';
export { heldKeys, whyKept, type HeldKey } from './crypto/key-ends.js';
export * from './crypto/keys.js';
export { KeyMissing, type Keyring } from './crypto/seal.js';
export { embeddedExchange, type EmbeddedExchangeOptions } from './embedded/exchange.js';
export { installEmbeddedExchange, type ExchangeMember } from './embedded/install.js';
export type { Exchange, ExchangeRecord, Flow, RecordHandler } from './exchange.js';
export { forgetting, type ForgettingParts } from './forgetting.js';
export { hearing, partnersKnown, type HearingParts, type Partners } from './hearing.js';
export { inbound, type InboundParts, type Retaken } from './inbound.js';
export { createTopics } from './kafka/create-topics.js';
export { kafkaExchange, type KafkaExchangeOptions } from './kafka/exchange.js';
export { provisionTopics, TopicSettings, type ProvisionOptions } from './kafka/provision.js';
export { KafkaCluster } from './kafka/settings.js';
export { exchangesOf, linesOver, oneLine, type Lines } from './lines.js';
export type { BridgeCount, BridgeMetrics } from './metrics.js';
export { outbound, outboundFollower, type OutboundParts } from './outbound.js';
export { paperChannel } from './paper/channel.js';
export { lettersOf, type MakeLetter } from './paper/letters.js';
export { exchangeKeepsDays } from './retention.js';
export { remembering } from './remembering.js';
export { blind, blindConsent, caseIdFor, unblind } from './reference.js';
export { speaking } from './speaking.js';
export { announcementTable, type Announcements } from './tables/announcements.js';
export { rowsOf, type TablesDatabase } from './tables/database.js';
export {
  awaitedReceiptTable,
  listWithoutReceipt,
  withoutReceipt,
  type AwaitedReceipts,
  type WithoutReceipt,
} from './tables/awaited-receipts.js';
export { entitiesOver, type Entities } from './tables/entities.js';
export { deadLetterTable, type DeadLetter, type DeadLetters } from './tables/dead-letters.js';
export { heardTable, type LastHeard } from './tables/last-heard.js';
export { bridgeMigrations } from './tables/migrations.js';
export { unreadEventTable, type UnreadEvents } from './tables/unread-events.js';
export { parkedMessageTable, type ParkedMessages } from './tables/parked-messages.js';
export { waitingReleaseTable, type WaitingReleases } from './tables/waiting-releases.js';
export { listStuck, type StuckMessage } from './tables/stuck.js';
export { nothingWaits, queueDepths, type QueueDepths } from './tables/queue-depths.js';
export { announcementTopicOf, inboundGroup, topicOf, topicsAmong } from './topics.js';
export { asyncApi } from './wire/asyncapi.js';
export { largestPayload } from './wire/size.js';
export {
  wireVersion,
  wireVersions,
  type WireMessage,
  type WireReceipt,
  type WireVersion,
} from './wire/message.js';
export { wireSchemas } from './wire/schemas.js';
