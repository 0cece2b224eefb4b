export { ageBandsOf, bandOf, isChildBand } from './words/age-band.js';
export type { Announced, TakenUnder } from './words/announced.js';
export * from './words/audience.js';
export { casesNamed } from './words/case-id.js';
export * from './words/command.js';
export * from './words/channel-kind.js';
export * from './words/context.js';
export * from './words/country.js';
export { programme } from './words/programme.js';
export * from './words/states.js';
export { codesTaken } from './words/codes-taken.js';
export { anyScript, scriptOf, scripts, type Script } from './words/scripts.js';
export * from './words/data-class.js';
export * from './words/decision.js';
export * from './words/event.js';
export * from './words/current-form.js';
export * from './words/field.js';
export * from './words/message.js';
export * from './words/viewer.js';
export * from './words/calendar.js';
export { due, isOutside, Reckoning } from './words/reckoned.js';
export * from './the-case.js';
export { mayStillGo } from './the-case/messages.js';
export * from './records/catalogue.js';
export * from './words/dictionary.js';
export * from './words/facts.js';
export * from './records/file.js';
export * from './words/mandate.js';
export { knowsOffice } from './words/office.js';
export { officesFor, officesNeeded } from './coordination/questions/offices.js';
export { listed, codeLists, type CodeList, type Listed } from './words/listed.js';
export { namedIn, replacing, type Named } from './words/named-in.js';
export {
  agenciesKnown,
  codesFor,
  hasNoList,
  codesKnown,
  referenceAddress,
  sheltersKnown,
  strangeCode,
  type For,
} from './words/reference.js';
export * from './words/refusal-codes.js';
export * from './words/role.js';
export * from './words/purpose.js';
export * from './words/instrument.js';
export type { ChargedPersons, PeopleNow } from './words/people.js';
export * from './words/policy.js';
export * from './disclosure/state.js';
export { letterIn, type OwnLetter } from './letters/state.js';
export { asPrinted, numbersWith } from './letters/questions/numbers.js';
export { channelIn, hasLetters, hasSpoken } from './letters/questions/series.js';
export { LetterNumber } from './words/letter-number.js';
export * from './conversation/question.js';
export { Conversation, noConversation } from './conversation/state.js';
export { hasArrived } from './disclosure/questions/arrived.js';
export { correlationOf, correlationOfTheirs } from './disclosure/questions/correlation.js';
export { asIfInForce } from './crossing/as-if-in-force.js';
export { preview, type Preview, type PreviewedMessage } from './crossing/preview.js';
export { holdsOn, isFor } from './disclosure/questions/scope.js';
export { type Scope } from './disclosure/values.js';
export { isStop, isWarning } from './records/kinds.js';
export { stopsEvery } from './disclosure/questions/overtaking.js';
export { isRecalled } from './disclosure/questions/recalled.js';
export { Corrected } from './disclosure/corrected.js';
export { missionsToTell } from './nationality/state.js';
export { correctionsOwed, type OwedCorrection } from './owed/state.js';
export { unsentAlerts } from './alerts/state.js';
export { Remainder } from './erasure/values.js';
export { isAwaited, isOwed } from './conversation/questions/awaited.js';
export {
  journeyCommands,
  journeyPublicCommands,
  journeySystemCommands,
  type JourneyBodyOf,
  type JourneyCommand,
  type JourneyCommandType,
  type JourneyPublicCommandType,
} from './journey/commands.js';
export { decideJourney, travellersOf } from './the-journey.js';
export { besideJourney, journeyBeside } from './the-journey/beside.js';
export { journeyEvents } from './journey/events.js';
export {
  caseFollowUps,
  journeyFollowUps,
  type CaseFollowUp,
  type JourneyFollowUp,
} from './the-journey/follow-ups.js';
export {
  advanceJourney,
  emptyJourney,
  lastStepOf,
  type Journey,
  type NewJourneyEvent,
  type RecordedJourneyEvent,
} from './journey/state.js';
export {
  instrumentCommands,
  type InstrumentBodyOf,
  type InstrumentCommand,
  type InstrumentCommandType,
} from './instrument/commands.js';
export type { CheckedSignature, Papers, SignatureFault } from './instrument/decide/decisions.js';
export { noticeAheadMs } from './instrument/decide/change.js';
export { instrumentEvents } from './instrument/events.js';
export {
  hashOfStanding,
  instrumentsAt,
  partiesTo,
  withDisputed,
  type Dispute,
} from './instrument/questions/standing.js';
export { instrument as instrumentRecord } from './instrument/record.js';
export { decideInstrument } from './instrument/rules.js';
export {
  advanceInstruments,
  emptyInstrumentRegister,
  proposedIn,
  type InstrumentRegister,
  type NewInstrumentEvent,
  type RecordedInstrumentEvent,
} from './instrument/state.js';
export {
  ChangeNotice,
  DetachedSignature,
  InstrumentCode,
  InstrumentText,
  InstrumentVersion,
} from './instrument/values.js';
export {
  peopleCommands,
  type PeopleBodyOf,
  type PeopleCommand,
  type PeopleCommandType,
} from './people/commands.js';
export { worksOn } from './assignment/questions/works-on.js';
export type { Assignment } from './assignment/state.js';
export { peopleEvents } from './people/events.js';
export { answering, hasLeft, isAway, peopleAt, postsOf, whoIsCharged } from './people/questions/charged.js';
export { people as peopleRecord } from './people/record.js';
export { decidePeople } from './people/rules.js';
export {
  advancePeople,
  emptyPeopleRegister,
  type NewPeopleEvent,
  type PeopleRegister,
  type RecordedPeopleEvent,
} from './people/state.js';
export { Post, posts } from './people/values.js';
export { disturbs, effectOfStopped, inEffect, type Entered } from './records/in-effect.js';
export { consentsInForce } from './consent/questions/in-force.js';
export { serves } from './consent/questions/serving.js';
export {
  exclusionsAfter,
  isExcluded,
  isInvolved,
  involvementsAfter,
  ownerAfter,
  type Exclusion,
  type Involvement,
} from './coordination/state.js';
export { runsTheCase } from './coordination/questions/owner.js';
export { profileAfter, profileFields, unknownProfile } from './coordination/profile.js';
export { codeKey } from './words/same-code.js';
export { clockDifferenceMs } from './words/ahead.js';
export { Login } from './words/login.js';
export { isOneLine, isUnicode } from './words/text.js';
export { Code, Hash, Id, Instant } from './words/values.js';
export { exists, type HandledCommand, type HandledCommands } from './words/handled.js';
export { ageFrom, bandUnder, type Age } from './identity/questions/age.js';
export { evolveAge, noAgeEvidence, type AgeEvent, type AgeEvidence } from './age/state.js';
export { ageOf, isChild } from './identity/questions/childhood.js';
export { ageResults } from './identification/events.js';
export { BirthDate } from './words/person.js';
export * from './the-case/circumstances.js';
export {
  dutiesByProcess,
  dutiesIn,
  dutiesOf,
  dutyKinds,
  endedIn,
  type CaseDuty,
  type ChargedDuty,
  type DutyKind,
  type DutyParts,
  type Ended,
} from './the-case/duties.js';
export type { Bearer, Duty, DutyContext, DutyKindDefinition, Ending, Pause } from './records/duty.js';
export * from './the-case/stage.js';
export { countingIn, evolvePart, evolveParts, type FilePart } from './records/fold.js';
export { records, type ProcessName } from './records/records.js';
export { journey as journeyRecord } from './journey/record.js';
export { isSuspended, isUnderWay, planOf } from './repatriation/state.js';
export { noShelter, shelterTypes, type Stay } from './shelter/state.js';
export { noNationality, type NationalityRequest, type NationalityState } from './nationality/state.js';
export { ways as relayWays } from './relay/events.js';
export { noRelay, whoseTurn, type Relay, type RelayState } from './relay/state.js';
export { noTracing, isSearching, type TracingRequest, type TracingState } from './tracing/state.js';
export { isSignedErasure } from './erasure/questions/signed.js';
export { transitStandings, type Transit, type TransitStanding } from './repatriation/transit.js';
export { OfficeLine, PassingLeg } from './repatriation/values.js';
export { fallenDue, nextDue, type DueContext } from './the-case/falls-due.js';
