import { due } from '../../words/reckoned.js';
import type { BodyOf, NewCaseEvent } from '../../records/catalogue.js';
import { isStopped, isUntold } from '../../conversation/questions/awaited.js';
import { disclosed } from '../../crossing/send.js';
import { disclose } from '../../crossing/disclose.js';
import { sentTo } from '../../disclosure/state.js';
import { clockOf } from '../../words/clocks.js';
import { holdsMandate, type CountryFacts } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import { fileAfter } from '../../records/file-after.js';
import { isIdentified } from '../../identification/state.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { accept, notPossibleNow, refuse, type Decision } from '../../words/decision.js';
import { knowsOffice } from '../../words/office.js';
import { isState } from '../../words/states.js';
import type { Decisions } from '../../records/rules.js';
import { irregularity } from '../offers/irregularity.js';
import { reasonToldTo, stepsLeftOut } from '../questions/closing.js';
import type { coordinationCommands } from '../commands.js';
import { exclusionDecisions } from './exclusion.js';
import { noticeToSend } from '../questions/notice.js';
import { isExcluded, isOwner } from '../state.js';

const involve = (agency: string, reason: string): NewCaseEvent => ({
  type: 'AgencyInvolved',
  data: { agency, reason },
});

/** Who owns a new case: the first of those who begin it that does case work, else the focal point. */
const ownerOf = (beginning: readonly string[], facts: CountryFacts): string =>
  beginning.find((agency) => holdsMandate(facts, agency, 'case_work')) ?? facts.focalPoint;

const notOpened = () => refuse('wrong_state', 'The case has not been opened.');

/** Reasons that say what another country asked for. */
const askedFor: Readonly<Record<string, 'nationality' | 'tracing'>> = {
  nationality: 'nationality',
  nationality_check: 'nationality',
  tracing: 'tracing',
  family_tracing: 'tracing',
};

/** Whether an office would be brought in for questions of another country that may all be used no more. */
const wasStopped = (reason: string, file: CaseFile): boolean => {
  const process = Object.hasOwn(askedFor, reason) ? askedFor[reason] : undefined;
  const received = process ? file[process].requests.filter(({ direction }) => direction === 'received') : [];
  return received.length > 0 && received.every(({ messageId }) => isStopped(file, messageId));
};

/** Whoever may not know whether an office takes part is answered alike whether it does or not. */
const bringIn = (
  { agency, reason }: { readonly agency: string; readonly reason: string },
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  if (!file.coordination.opened) return notOpened();
  const facts = context.facts(context.country);
  if (!knowsOffice(facts, context.actor.agency, agency)) return notPossibleNow();
  if (wasStopped(reason, file))
    return refuse('wrong_state', 'The country that asked took its question back; nobody is charged with it.');
  if (
    file.coordination.involved.has(agency) &&
    file.coordination.involvements.some((held) => held.agency === agency && held.about === undefined)
  )
    return refuse('already_exists', 'The agency takes part in the case already.');
  return accept(involve(agency, reason));
};

/** Whether the last that a country heard of our case is that it was closed; once opened again it is notified anew. */
const wasToldOfClosing = ({ disclosure }: CaseFile, country: Country): boolean =>
  sentTo(disclosure, country).findLast(({ kind }) =>
    ['CaseNotified', 'CaseAcknowledged', 'CaseClosedNotice'].includes(kind),
  )?.kind === 'CaseClosedNotice';

/** Whether another country keeps a case of this person now that ours is linked with, told by a notice that still counts. */
const knowsOfCase = (file: CaseFile, country: Country): boolean => {
  const partner = file.coordination.partners.get(country);
  if (partner === undefined || partner.closed || wasToldOfClosing(file, country)) return false;
  const ours = file.disclosure.own.some(({ kind, to }) => kind === 'CaseNotified' && to === country);
  const fell = isUntold(file, ({ kind, to }) => kind === 'CaseNotified' && to === country);
  const theirs = partner.notice !== undefined && !isStopped(file, partner.notice);
  return theirs || (ours ? !fell : partner.notice === undefined);
};

/**
 * What tells the countries that heard of our closing and had our acknowledgement before that the case is open again: the
 * same acknowledgement once more. Whom we notified ourselves is notified anew.
 */
const acknowledgedAgain = (file: CaseFile, context: Context): readonly NewCaseEvent[] =>
  [...file.coordination.partners.keys()].flatMap((to) => {
    if (!wasToldOfClosing(file, to)) return [];
    const { payload = {}, answers } =
      sentTo(file.disclosure, to).findLast(({ kind }) => kind === 'CaseAcknowledged') ?? {};
    const { focalPerson } = payload;
    if (typeof focalPerson !== 'string' || isExcluded(file.coordination, { officialId: focalPerson }))
      return [];
    const again = disclose(file, context, {
      ...{ kind: 'CaseAcknowledged', to, payload: { focalPerson } },
      ...(answers === undefined ? {} : { answers }),
    });
    return [again.event];
  });

/** What a notice says of the place takes the place of what was set right before. */
const placeSaid = (
  locationType: BodyOf<'NotifyCountry'>['locationType'],
  { coordination }: CaseFile,
): readonly NewCaseEvent[] =>
  coordination.locationType === undefined || coordination.locationType === locationType
    ? []
    : [{ type: 'ProfileCorrected', data: { locationType } }];

export const coordinationDecisions: Decisions<typeof coordinationCommands> = {
  ...exclusionDecisions,

  OpenCase: ({ referTo = [], foundIn, side, occurredAt, ...profile }, file, context) => {
    if (file.coordination.opened) return refuse('already_exists', 'The case was opened already.');
    const facts = context.facts(context.country);
    const place = foundIn ?? context.country;
    const others = new Set([facts.focalPoint, ...referTo]);
    const owner = ownerOf([context.actor.agency, ...referTo], facts);
    others.delete(context.actor.agency);
    return accept<NewCaseEvent>(
      {
        type: 'CaseOpened',
        data: {
          side: side ?? (isState(place) && place !== context.country ? 'receiving' : 'sending'),
          foundIn: place,
          ...profile,
          ...(owner === context.actor.agency ? {} : { owner }),
        },
        occurredAt,
      },
      involve(context.actor.agency, 'opened_case'),
      ...[...others].map((agency) =>
        involve(agency, agency === facts.focalPoint ? 'focal_point' : 'referred'),
      ),
    );
  },

  RecordRescuePlace: (found) => accept({ type: 'RescuePlaceRecorded', data: found }),

  CorrectProfile: ({ occurredAt, ...said }) => accept({ type: 'ProfileCorrected', data: said, occurredAt }),

  ReferToAgency: bringIn,
  AssignAgency: bringIn,

  ReleaseAgency: ({ agency }, file, context) => {
    const { agency: own } = context.actor;
    if (agency !== own && !isOwner(file.coordination, own))
      return refuse('not_yours', 'The owner of the case lets another agency go; your own you can release.');
    if (!knowsOffice(context.facts(context.country), context.actor.agency, agency)) return notPossibleNow();
    if (!file.coordination.involved.has(agency))
      return refuse('unknown_reference', 'The agency takes no part in the case.');
    if (isOwner(file.coordination, agency))
      return refuse('wrong_state', 'It owns the case. Pass the case on first, under its own id.');
    if (agency === context.facts(context.country).focalPoint)
      return refuse('wrong_state', 'The focal point answers for every case and cannot be released.');
    return accept({ type: 'AgencyReleased', data: { agency } });
  },

  NotifyCountry: ({ country, locationType }, file, context) => {
    if (!file.coordination.opened) return notOpened();
    if (country === context.country) return refuse('wrong_state', 'Name another country than your own.');
    if (knowsOfCase(file, country))
      return refuse('already_exists', 'That country knows of the case already.');
    if (file.identification.screening === undefined && !isIdentified(file.identification))
      return refuse('wrong_state', 'Screen the person first.');
    return disclosed(
      disclose(file, context, {
        kind: 'CaseNotified',
        to: country,
        payload: { ...noticeToSend(file, context, country), locationType },
      }),
      ...placeSaid(locationType, file),
    );
  },

  AcknowledgeCase: ({ country, focalPerson }, file, context) => {
    const notice = file.coordination.partners.get(country)?.notice;
    if (notice === undefined)
      return refuse(
        'unknown_reference',
        'That country has not notified this case; there is nothing to acknowledge.',
      );
    return disclosed(
      disclose(file, context, {
        kind: 'CaseAcknowledged',
        to: country,
        payload: { focalPerson },
        answers: notice,
      }),
    );
  },

  CloseCase: ({ reason, tell = [] }, file, context) => {
    if (!file.coordination.opened) return notOpened();
    if (reason === undefined)
      return refuse('reason_missing', 'Name the reason for which the case is closed.');
    if (tell.some((country) => !file.coordination.partners.has(country)))
      return refuse('unknown_reference', 'tell names a country that has no part in the case.');
    const facts = context.facts(context.country);
    const retained = due('retainUntil', context.now, clockOf('retention', facts), facts);
    const { retainUntil } = retained;
    const notices = [...new Set(tell)].map((to) =>
      disclose(file, context, {
        kind: 'CaseClosedNotice',
        to,
        payload: { reason: reasonToldTo(to, reason, file, context), retainUntil },
      }),
    );
    const denied = notices.find((notice) => !notice.approved);
    if (denied && !denied.approved) return { events: [denied.event], refusal: denied.refusal };
    return accept<NewCaseEvent>(
      { type: 'CaseClosed', data: { reason, ...retained } },
      ...notices.map(({ event }) => event),
      ...stepsLeftOut(reason, file, context).map((step) => irregularity(`closed_without_${step}`)),
    );
  },

  ReopenCase: ({ reason }, file, context) => {
    if (!file.coordination.closed) return refuse('wrong_state', 'The case is not closed.');
    if (reason === undefined)
      return refuse('reason_missing', 'Name the reason for which it is opened again.');
    const reopened: NewCaseEvent = { type: 'CaseReopened', data: { reason } };
    return accept(reopened, ...acknowledgedAgain(fileAfter([reopened], file, context), context));
  },
};
