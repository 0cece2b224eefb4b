import { countries, type Clause, type Country, type Instrument, type MessageKind } from '#casework';
import { instruments as real, partnersOf } from '../index.js';
import { hashed } from '../text.js';
import { parties as pair } from '../thailand-myanmar/parties.js';

type Text = Instrument<MessageKind>;

/** Whose file it is, to whom a message could go (somebody without an instrument among them), and what texts there are. */
export interface Play {
  readonly here: Country;
  readonly others: readonly Country[];
  readonly instruments: readonly Text[];
}

/** A text as if others had signed it: its clauses bind them all. */
export const signedBy = (text: Text, code: string, parties: readonly Country[]): Text =>
  hashed({
    ...text,
    code,
    parties,
    exchange: code,
    clauses: text.clauses.map((clause): Clause<MessageKind> => ({ ...clause, from: parties, to: parties })),
  });

/** The texts of one pair, of which invented ones are made. */
const model = real.filter((text) => text.parties.join() === pair.join());

/** The same among some countries at once: no kind and direction twice on a day. */
export const orderly = (parties: readonly Country[]): readonly Text[] =>
  model.map((text) => signedBy(text, `invented-${text.kind}`, parties));

const later = '2015-05-01';

/** Beside it a later text of the first two alone with less in it, and one under which the last only tells, and ends. */
export const overlapping = (parties: readonly [Country, Country, ...Country[]]): readonly Text[] => {
  const [one, other] = parties;
  const last = parties.at(-1) ?? other;
  const every = orderly(parties);
  const [first] = every;
  if (!first) return [];
  const narrow = signedBy({ ...first, from: later }, 'invented-pair', [one, other]);
  const telling = signedBy(
    { ...first, from: later, status: 'ended', until: '2017-07-01' },
    'invented-telling',
    [one, last],
  );
  return [
    ...every,
    {
      ...narrow,
      clauses: narrow.clauses.map((clause) => ({ ...clause, carries: ['reference', 'identity'] })),
    },
    { ...telling, clauses: telling.clauses.map((clause) => ({ ...clause, from: [last], to: [one] })) },
  ];
};

const strangerTo = (parties: readonly Country[]): readonly Country[] =>
  countries.filter((country) => !parties.includes(country)).slice(0, 1);

/** Every country of some texts in turn, with its partners and one country that shares none of them. */
const playsOf = (instruments: readonly Text[]): readonly Play[] =>
  countries
    .filter((here) => partnersOf(here, instruments).length > 0)
    .map((here) => {
      const partners = partnersOf(here, instruments);
      return { here, others: [...partners, ...strangerTo([here, ...partners])], instruments };
    });

/** The real texts, and invented ones of three parties and of four. */
export const plays: readonly Play[] = [
  ...playsOf(real),
  ...playsOf(overlapping(['VN', 'CN', 'JP'])),
  ...playsOf(overlapping(['PH', 'KH', 'LA', 'TH'])),
];
