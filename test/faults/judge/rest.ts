import type { Country } from '#casework';
import { factsOf } from '#countries';
import { placesOn } from '../way.js';
import type { Evidence, LogEvidence } from './evidence.js';
import { finding, type Finding } from './finding.js';

/**
 * Views that what the load does must fill; one that is empty on both sides equals its rebuild and proves nothing. Those of an
 * embassy only where it has one in the country that asks.
 */
const everywhere = ['every_agency.case_register', 'focal_point.case_timeline', 'social_work.caseload'];
const filledAt = (country: Country, countries: readonly Country[]): readonly string[] => {
  const { from, to, through } = placesOn(countries);
  const answering =
    country === to
      ? [
          'registry.nationality_inbox',
          ...(factsOf(to).agencies.some(({ abroad }) => abroad === from)
            ? ['embassy.nationality_inbox']
            : []),
        ]
      : [];
  const board = 'focal_point.transfers_board';
  const passing = through.includes(country) ? ['focal_point.transits', 'police.passages'] : [];
  return [...everywhere, board, ...answering, ...passing];
};

const judgeFilled = ({ stores, views }: Pick<Evidence, 'stores' | 'views'>): Finding[] =>
  [...stores.keys()].flatMap((country, _index, countries) =>
    filledAt(country, countries)
      .filter(
        (name) => !views.some((one) => one.country === country && one.view === name && one.live.rows > 0),
      )
      .map((name) => finding('nothing_happened', `${country} ${name} is empty`)),
  );

const judgeEqual = ({ views }: Pick<Evidence, 'views'>): Finding[] =>
  views.flatMap(({ country, view, live, rebuilt, parkedCases }) => [
    ...(live.rows === rebuilt.rows && live.hash === rebuilt.hash
      ? []
      : [finding('view_differs', `${country} ${view}: ${live.rows} rows live, ${rebuilt.rows} rebuilt`)]),
    ...(parkedCases === 0 ? [] : [finding('case_parked', `${country} ${view}: ${parkedCases} cases`)]),
  ]);

/** Every view equals a fresh rebuild, none has put a case aside, and what the load must fill is not empty. */
export const judgeViews = (evidence: Pick<Evidence, 'stores' | 'views'>): Finding[] => [
  ...judgeEqual(evidence),
  ...judgeFilled(evidence),
];

/** Why a bridge buries a record that is no envelope. */
const noEnvelope = 'malformed_envelope';

/** No message was put aside: the load sends none that deserves it, and what is no envelope is not the load's. */
export const judgeLetters = ({ letters }: Pick<Evidence, 'letters'>): Finding[] =>
  letters
    .filter(({ reason }) => reason !== noEnvelope)
    .map(({ country, reason }) => finding('dead_letter', `${country}: ${reason || 'without a reason'}`));

/** What no node wrote was not passed over in silence: a log tells of the event, a dead letter of the record. */
export const judgeAside = ({ aside, letters }: Pick<Evidence, 'aside' | 'letters'>): Finding[] =>
  aside.flatMap(({ country, untold, records }) => {
    const buried = letters.filter((one) => one.country === country && one.reason === noEnvelope).length;
    return [
      ...untold.map((stream) => finding('not_told', `${country} ${stream}`)),
      ...(buried < records
        ? [finding('not_told', `${country}: ${buried} of ${records} records that are no envelope`)]
        : []),
    ];
  });

/** The marker that stands in the names and places of the load stands in no log. */
export const judgeLog = (mark: string, { name, text }: LogEvidence): Finding[] => {
  const lines = text.split('\n').flatMap((line, index) => (line.includes(mark) ? [index + 1] : []));
  return lines.length === 0
    ? []
    : [finding('personal_data_in_log', `${name}, line ${lines.slice(0, 5).join(', ')}`)];
};
