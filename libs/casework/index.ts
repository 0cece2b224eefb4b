export * from './kernel/audience.js';
export { casesNamed } from './kernel/case-id.js';
export * from './kernel/command.js';
export * from './kernel/context.js';
export * from './kernel/country.js';
export * from './kernel/data-class.js';
export * from './kernel/decision.js';
export * from './kernel/event.js';
export * from './kernel/field.js';
export * from './kernel/message.js';
export * from './kernel/viewer.js';
export * from './calendar.js';
export * from './case.js';
export * from './catalogue.js';
export * from './dictionary.js';
export * from './facts.js';
export * from './file.js';
export * from './mandate.js';
export { knowsOffice } from './office.js';
export { listed, codeLists, type CodeList, type Listed } from './kernel/listed.js';
export { namedIn, replacing, type Named } from './kernel/named-in.js';
export {
  agenciesKnown,
  codesFor,
  codesKnown,
  referenceAddress,
  sheltersKnown,
  strangeCode,
  type For,
} from './reference.js';
export * from './refusal-codes.js';
export * from './role.js';
export * from './consent/purpose.js';
export * from './disclosure/instrument.js';
export * from './disclosure/state.js';
export * from './disclosure/exchange.js';
export * from './disclosure/question.js';
export { holdsOn, isFor, type Scope } from './disclosure/scope.js';
export { isStop } from './disclosure/stops.js';
export { Corrected } from './disclosure/corrected.js';
export { correctionsOwed, type OwedCorrection } from './disclosure/owed.js';
export { unsentAlerts } from './alerts/state.js';
export { Remainder } from './erasure/values.js';
export { isAwaited, isOwed } from './disclosure/awaited.js';
export * from './journey/index.js';
export { belongs } from './kernel/belongs.js';
export { disturbs, effectOfStopped, inEffect, type Entered } from './in-effect.js';
export { consentsInForce } from './consent/in-force.js';
export { serves } from './consent/serving.js';
export {
  exclusionsAfter,
  isExcluded,
  isInvolved,
  involvementsAfter,
  ownerAfter,
  type Exclusion,
  type Involvement,
} from './coordination/state.js';
export { runsTheCase } from './coordination/owner.js';
export { profileAfter, profileFields, unknownProfile } from './coordination/profile.js';
export { codeKey } from './kernel/same-code.js';
export { clockDifferenceMs } from './kernel/ahead.js';
export { Login } from './kernel/login.js';
export { isOneLine, isUnicode } from './kernel/text.js';
export { Code, Id, Instant } from './kernel/values.js';
export { ageFrom, bandUnder, type Age } from './identity/age.js';
export { evolveAge, noAgeEvidence, type AgeEvent, type AgeEvidence } from './identity/age-evidence.js';
export { ageOf, isChild } from './identity/childhood.js';
export { ageResults } from './identification/events.js';
export { BirthDate } from './identity/values.js';
export * from './circumstances.js';
export * from './stage.js';
export { evolveParts, type FilePart } from './fold.js';
export { isSuspended, isUnderWay, planOf } from './repatriation/state.js';
export { evolveShelter, noShelter, shelterTypes, type Stay } from './shelter/state.js';
export {
  evolveNationality,
  noNationality,
  type NationalityRequest,
  type NationalityState,
} from './nationality/state.js';
export {
  evolveTracing,
  noTracing,
  isSearching,
  type TracingRequest,
  type TracingState,
} from './tracing/state.js';
