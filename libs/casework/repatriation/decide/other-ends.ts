import { addDays } from '../../words/calendar.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { decidedSince } from '../offers/decided-since.js';
import type { MessageKind, NewCaseEvent } from '../../records/catalogue.js';
import { disclose } from '../../crossing/disclose.js';
import { broughtBy } from '../../identity/questions/tellable.js';
import { sentTo } from '../../disclosure/state.js';
import type { CaseFile } from '../../records/file.js';
import { countingIn } from '../../records/fold.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import { contactBarred } from '../../protection/questions/barred.js';
import type { familyTellers } from '../../coordination/messages.js';
import type { Decisions } from '../../records/rules.js';
import type { otherEndsCommands } from '../commands.js';
import { isStop } from '../../records/kinds.js';
import { at, onJourney, stopForWhoIsAway, stopReturn } from '../offers/stop.js';

/** Kinds by which a state on the way is asked, and answers. */
const ofPassage: ReadonlySet<string> = new Set<MessageKind>([
  'TransitNotified',
  'TransitPermitted',
  'TransitRefused',
]);

interface Death {
  readonly diedAt: string;
  readonly familyToldBy: (typeof familyTellers)[number];
}

/** Whether a country knows of the person more than that somebody passes: a state on the way is told that nobody does. */
const knowsMoreThanThePassage = (country: Country, { disclosure }: CaseFile): boolean =>
  [...sentTo(disclosure, country), ...disclosure.theirs.filter(({ from }) => from === country)].some(
    ({ kind }) => !ofPassage.has(kind) && !isStop(kind),
  );

/** Why another office than the actor's permits a stay on that basis, where this country wrote down on what one may stay. */
const notItsToGrant = (basis: string, { actor, country, facts }: Context): Decision<never> | undefined => {
  const { stayPermits = [] } = facts(country);
  if (stayPermits.length === 0) return undefined;
  const permit = stayPermits.find(({ code }) => code === basis);
  if (!permit)
    return refuse(
      'unknown_reference',
      `Here a person stays on ${stayPermits.map(({ code }) => code).join(', ')}.`,
    );
  return permit.by.includes(actor.agency)
    ? undefined
    : refuse('no_mandate', `That is granted by ${permit.by.join(', ')}: let it record the permit.`);
};

/** The last day of a stay that a verdict gives, by the law of this country: counted from the last verdict that was read. */
const lastAfterVerdict = ({ proceedings }: CaseFile, context: Context): string | undefined => {
  const facts = context.facts(context.country);
  const term = facts.deadlines.stay_after_verdict;
  const { lastReadOn } = proceedings;
  return term && lastReadOn !== undefined ? addDays(lastReadOn, term.days) : undefined;
};

/** Message 21a to every country that knows of the person, and never to one that the person feared. */
const tellOfDeath = (death: Death, file: CaseFile, context: Context): NewCaseEvent[] => {
  const { coordination, disclosure } = file;
  const know = new Set([...coordination.partners.keys(), ...disclosure.own.map(({ to }) => to)]);
  return [...know]
    .filter((to) => !contactBarred(file, to))
    .filter((to) => knowsMoreThanThePassage(to, file))
    .map(
      (to) =>
        disclose(file, context, { kind: 'DeathNotified', to, payload: { ...death, in: context.country } })
          .event,
    );
};

/** Whether a death stands by the own word of this country. What another one told is confirmed by recording it here too. */
const isRecordedHere = (file: CaseFile): boolean => {
  const brought = broughtBy(file);
  return countingIn(file.history).some(
    ({ type, meta }) => type === 'PersonDied' && !brought.has(meta.eventId),
  );
};

/** Ways that end otherwise: another country, staying, leaving, death. None but death ends the right to go home. */
export const otherEndsDecisions: Decisions<typeof otherEndsCommands> = {
  OpenThirdCountryReferral: ({ referral }, file, context) => {
    if (file.repatriation.stage === 'received')
      return refuse('wrong_state', 'The person is at home; open a case there.');
    return accept({
      type: 'ThirdCountryReferralOpened',
      data: { referralId: context.idFor('referral'), referral },
    });
  },

  GrantLocalStay: ({ basis, until, work, occurredAt }, file, context) => {
    const another = notItsToGrant(basis, context);
    if (another) return another;
    const last = lastAfterVerdict(file, context);
    return accept<NewCaseEvent>(
      {
        type: 'LocalStayGranted',
        data: { basis, ...(until === undefined ? {} : { until }), ...(work === undefined ? {} : { work }) },
        ...at(occurredAt),
      },
      ...(until !== undefined && last !== undefined && until > last
        ? [irregularity('stay_beyond_term')]
        : []),
      ...stopForWhoIsAway('stays', file, context, occurredAt),
    );
  },

  RecordLeftWithoutNotice: ({ occurredAt }, file, context) =>
    accept(
      { type: 'PersonLeftWithoutNotice', data: onJourney(file), ...at(occurredAt) },
      ...stopForWhoIsAway('left', file, context, occurredAt),
    ),

  RecordDeath: ({ circumstances, notified, familyToldBy = 'nobody_yet', occurredAt }, file, context) => {
    if (file.repatriation.diedAt !== undefined && isRecordedHere(file))
      return refuse('already_exists', 'The death stands in the case already. Take it back to correct it.');
    const diedAt = occurredAt ?? context.now;
    return accept<NewCaseEvent>(
      ...stopReturn(file, context, 'circumstances'),
      {
        type: 'PersonDied',
        data: { notified, ...(circumstances === undefined ? {} : { circumstances }), ...onJourney(file) },
        ...at(occurredAt),
      },
      ...tellOfDeath({ diedAt, familyToldBy }, file, context),
      ...decidedSince(diedAt, file),
    );
  },

  RecordRemainsReturned: ({ to, occurredAt }, file) =>
    file.repatriation.diedAt === undefined
      ? refuse('wrong_state', 'No death stands in this case.')
      : accept({ type: 'RemainsReturned', data: { to }, ...at(occurredAt) }),
};
