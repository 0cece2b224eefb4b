import { binds, inForceOn, type Instrument, type InstrumentChange } from '../../words/instrument.js';
import { proposedIn, type InstrumentRegister, type ProposedText, type StatedChange } from '../state.js';
import type { Country } from '../../words/country.js';
import type { ChangeKind } from '../values.js';

/** How a version stands at an instant. */
export type InstrumentStanding = 'draft' | 'in_force' | 'suspended' | 'superseded' | 'ended';

/** What there is of the versions of one code: in the register that is built in, and proposed. */
export interface KnownTexts {
  readonly builtIn: readonly Instrument[];
  readonly register: Pick<InstrumentRegister, 'proposed' | 'changes'>;
}

/** Every state whose signature a text needs. */
export const partiesTo = ({
  parties,
  furtherParties = [],
}: Pick<Instrument, 'parties' | 'furtherParties'>): readonly string[] => [...parties, ...furtherParties];

type Signed = { readonly signatures: readonly { readonly party: string }[] };

/** Parties whose signature something still lacks. */
export const missingOf = (
  text: Pick<Instrument, 'parties' | 'furtherParties'>,
  { signatures }: Signed,
): readonly string[] =>
  partiesTo(text).filter((party) => !signatures.some((signature) => signature.party === party));

/** At one instant what stops counts last, so that the order in which notices came in changes nothing. */
const rank: Readonly<Record<ChangeKind, number>> = { in_force: 0, resumed: 1, suspended: 2, ended: 3 };

const inOrder = (one: StatedChange, other: StatedChange): number =>
  compared(one.at, other.at) || rank[one.change] - rank[other.change] || compared(one.version, other.version);

const compared = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** The day of an instant where it begins last: every country of the programme lies east of Greenwich. */
export const dayOfInstant = (instant: string): string => instant.slice(0, 10);

/** Changes that took or take effect, by version. */
type Effects = ReadonlyMap<string, readonly InstrumentChange[]>;

const shippedIn = ({ builtIn }: Pick<KnownTexts, 'builtIn'>, code: string, version: string) =>
  builtIn.find((each) => each.code === code && each.version === version);

const isSigned = (proposed: ProposedText): boolean => missingOf(proposed.text, proposed).length === 0;

/** The text of this release, unless all parties signed another under its code and version: that one stands. */
const builtInOf = (known: KnownTexts, code: string, version: string): Instrument | undefined => {
  const shipped = shippedIn(known, code, version);
  const proposed = proposedIn(known.register, code, version);
  return shipped && proposed && proposed.hash !== shipped.hash && isSigned(proposed) ? undefined : shipped;
};

/**
 * Hash of another text than this release has, that somebody signed under a code and version, itself or in a notice; none once
 * all signed that of the release.
 */
const signedBeside = (
  { register }: KnownTexts,
  { code, version, hash }: Pick<Instrument, 'code' | 'version' | 'hash'>,
): string | undefined => {
  const proposed = proposedIn(register, code, version);
  if (proposed?.hash === hash && proposed && isSigned(proposed)) return undefined;
  const signed = [
    ...(proposed && proposed.signatures.length > 0 ? [proposed.hash] : []),
    ...register.changes.flatMap((each) =>
      each.code === code && each.version === version ? [each.hash] : [],
    ),
  ];
  return signed.find((other) => other !== hash);
};

const asRegistered = (instrument: Instrument | undefined, instant: string): InstrumentStanding => {
  if (!instrument || !binds(instrument)) return 'draft';
  return inForceOn(instrument, dayOfInstant(instant)) ? 'in_force' : 'ended';
};

/** How a version stands at an instant, by what took effect until then. */
const standingAfter = (
  known: KnownTexts,
  effects: Effects,
  { code, version, at }: Pick<StatedChange, 'code' | 'version' | 'at'>,
): InstrumentStanding => {
  const last = effects.get(version)?.at(-1)?.became;
  if (last !== undefined && last !== 'in_force' && last !== 'resumed') return last;
  const registered = builtInOf(known, code, version);
  return last !== undefined && !(registered && binds(registered)) ? 'in_force' : asRegistered(registered, at);
};

const textOf = (known: KnownTexts, code: string, version: string) =>
  builtInOf(known, code, version) ?? proposedIn(known.register, code, version)?.text;

/** Hash of the text that stands under a code and version; undefined where there is none. */
export const hashOfStanding = (known: KnownTexts, code: string, version: string): string | undefined =>
  (builtInOf(known, code, version) ?? proposedIn(known.register, code, version))?.hash;

const versionsOf = ({ builtIn, register }: KnownTexts, code: string): readonly string[] => [
  ...new Set([
    ...builtIn.filter((each) => each.code === code).map(({ version }) => version),
    ...register.proposed.filter(({ text }) => text.code === code).map(({ text }) => text.version),
  ]),
];

/** Why a notice has no effect where it stands in time; undefined where it has one. */
export type WithoutEffect =
  'unknown' | 'unsigned_text' | 'signatures_missing' | 'too_early' | 'another_holds' | InstrumentStanding;

const whyWithout = (known: KnownTexts, effects: Effects, stated: StatedChange): WithoutEffect | undefined => {
  const { code, version, change, at, replaces } = stated;
  const proposed = proposedIn(known.register, code, version);
  const text = textOf(known, code, version);
  if (!text) return 'unknown';
  const lets = change === 'in_force' || change === 'resumed';
  if (lets && stated.hash !== hashOfStanding(known, code, version)) return 'unknown';
  const standing = standingAfter(known, effects, stated);
  const all = missingOf(text, stated).length === 0;
  switch (change) {
    case 'in_force': {
      if (standing !== 'draft') return standing;
      if (!proposed || missingOf(text, proposed).length > 0) return 'unsigned_text';
      if (dayOfInstant(at) < text.from) return 'too_early';
      const holding = versionsOf(known, code).filter((other) =>
        ['in_force', 'suspended'].includes(standingAfter(known, effects, { code, version: other, at })),
      );
      if (holding.some((other) => other !== replaces)) return 'another_holds';
      if (replaces !== undefined && !holding.includes(replaces)) return 'unknown';
      const ended = replaces === undefined ? undefined : textOf(known, code, replaces);
      // Who signs all of the new text ends the old one: nobody ends it without one of its parties.
      if (ended && missingOf(ended, stated).length > 0) return 'signatures_missing';
      return all ? undefined : 'signatures_missing';
    }
    case 'suspended':
      if (standing !== 'in_force') return standing;
      return stated.signatures.some(({ party }) => partiesTo(text).includes(party))
        ? undefined
        : 'signatures_missing';
    case 'resumed':
      if (standing !== 'suspended') return standing;
      return all ? undefined : 'signatures_missing';
    case 'ended':
      if (standing !== 'in_force' && standing !== 'suspended') return standing;
      return all ? undefined : 'signatures_missing';
  }
};

const applied = (effects: Effects, { version, change, at, replaces, signatures }: StatedChange): Effects => {
  const by = signatures.map(({ party }) => party).toSorted();
  const next = new Map(effects);
  const add = (which: string, became: InstrumentChange['became']): void => {
    next.set(which, [...(next.get(which) ?? []), { at, became, by }]);
  };
  add(version, change);
  if (replaces !== undefined) add(replaces, 'superseded');
  return next;
};

const effectsOf = (known: KnownTexts, code: string, until?: StatedChange): Effects =>
  known.register.changes
    .filter((stated) => stated.code === code && (until === undefined || inOrder(stated, until) <= 0))
    .toSorted(inOrder)
    .reduce<Effects>(
      (effects, stated) => (whyWithout(known, effects, stated) ? effects : applied(effects, stated)),
      new Map(),
    );

/** Why a notice would have no effect if it were brought in now; undefined where it would have one. */
export const withoutEffect = (known: KnownTexts, stated: StatedChange): WithoutEffect | undefined =>
  whyWithout(known, effectsOf(known, stated.code, stated), stated);

const signedText = 'the text that its parties sign';

/** A proposed text as an instrument; nothing goes under it yet. */
const drafted = ({ text, hash, exchange, signatures }: ProposedText): Instrument => ({
  ...text,
  ...{ hash, exchange, status: signatures.length === 0 ? 'draft' : 'in_process' },
  clauses: text.clauses.map(({ answerWithin, onward, vitalInterest, ...clause }) => ({
    ...clause,
    ...(answerWithin ? { answerWithin: { ...answerWithin, source: signedText } } : {}),
    ...(onward ? { onward } : {}),
    ...(vitalInterest === undefined ? {} : { vitalInterest }),
    source: signedText,
  })),
  source: signedText,
});

/** The channels of the last text of that code that this release knows: no signed text states any, and none is skipped for it. */
const channelsOf = (code: string, builtIn: readonly Instrument[]): Pick<Instrument, 'channels'> => {
  const channels = builtIn.findLast((each) => each.code === code && each.channels)?.channels;
  return channels ? { channels } : {};
};

const changed = (instrument: Instrument, changes: readonly InstrumentChange[], now: string): Instrument => {
  const last = changes.findLast(({ at }) => at <= now);
  if (!last) return { ...instrument, changes };
  switch (last.became) {
    case 'in_force':
      return { ...instrument, changes, status: 'in_force' };
    case 'resumed':
      return { ...instrument, changes, status: binds(instrument) ? instrument.status : 'in_force' };
    case 'suspended':
      return { ...instrument, changes, status: 'suspended' };
    case 'superseded':
    case 'ended':
      return { ...instrument, changes, status: last.became, until: dayOfInstant(last.at) };
  }
};

/**
 * Of two texts under one code and version the one that all parties signed stands, with the difference noted. While they signed
 * none of the two in full, that of the release stands without effect.
 */
const inConflict = (known: KnownTexts, instrument: Instrument, now: string): Instrument => {
  const { code, version } = instrument;
  const shipped = shippedIn(known, code, version);
  if (shipped === undefined || shipped.hash === undefined) return instrument;
  if (builtInOf(known, code, version) === undefined) return { ...instrument, conflictsWith: shipped.hash };
  const other = signedBeside(known, shipped);
  if (other === undefined) return instrument;
  const status = inForceOn(instrument, dayOfInstant(now)) ? 'suspended' : instrument.status;
  return { ...instrument, status, conflictsWith: other };
};

/** The instruments as they stand at an instant: the register that is built in, and what was told beside it. */
export const instrumentsAt = (
  builtIn: readonly Instrument[],
  register: Pick<InstrumentRegister, 'proposed' | 'changes'>,
  now: string,
): readonly Instrument[] => {
  if (register.proposed.length === 0 && register.changes.length === 0) return builtIn;
  const known = { builtIn, register };
  const shipped = builtIn.filter((each) => builtInOf(known, each.code, each.version) === each);
  const added = register.proposed.filter(({ text }) => !builtInOf(known, text.code, text.version));
  const byCode = new Map<string, Effects>();
  const signed = added.map((each) => ({ ...drafted(each), ...channelsOf(each.text.code, builtIn) }));
  return [...shipped, ...signed].map((instrument) => {
    const { code, version } = instrument;
    const effects = byCode.get(code) ?? effectsOf(known, code);
    byCode.set(code, effects);
    const proposed = proposedIn(register, code, version);
    const missing = proposed && missingOf(instrument, proposed);
    const signing = proposed &&
      missing && {
        signing: { signed: partiesTo(instrument).filter((party) => !missing.includes(party)), missing },
      };
    const changes = effects.get(version);
    const stands = { ...(changes ? changed(instrument, changes, now) : instrument), ...signing };
    return inConflict(known, stands, now);
  });
};

/** A country whose node holds another text of an instrument than the own one. */
export interface Dispute {
  readonly code: string;
  readonly with: Country;
}

/** The same while the texts of some are in dispute with some: each says with whom, for it concerns those alone. */
export const withDisputed = (
  instruments: readonly Instrument[],
  disputes: readonly Dispute[],
): readonly Instrument[] =>
  disputes.length === 0
    ? instruments
    : instruments.map((instrument) => {
        const disputedWith = disputes.flatMap((each) => (each.code === instrument.code ? [each.with] : []));
        return disputedWith.length === 0 ? instrument : { ...instrument, disputedWith };
      });
