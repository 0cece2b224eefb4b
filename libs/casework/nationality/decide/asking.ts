import type { CaseFile } from '../../records/file.js';
import { isAwaited } from '../../conversation/questions/awaited.js';
import { takeBackEarlier } from '../../crossing/take-back.js';
import { isOutOfUse } from '../../crossing/correction.js';
import { today } from '../../words/today.js';
import { isCountry, type Country } from '../../words/country.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { send } from '../../crossing/send.js';
import { claimsToSend, formToSend, onlyAsked } from '../questions/claims.js';
import type { nationalityCommands } from '../commands.js';
import { nationalityRequest, nationalityStanding } from '../state.js';

const own = (): Decision<never> => refuse('wrong_state', 'The other country must not be your own.');

const nameless = (): Decision<never> =>
  refuse('required_field_missing', 'Record at least one name of the person first.');

const openRequest = (file: CaseFile, country: Country) =>
  file.nationality.requests.find(
    ({ with: asked, direction, messageId }) =>
      asked === country && direction === 'asked' && isAwaited(file, messageId),
  );

type Asking = Pick<
  typeof nationalityCommands,
  'SendCaseForm' | 'RequestNationalityConfirmation' | 'ProvideAdditionalInformation' | 'ReferAsStateless'
>;

/** Steps of the country where the person was found. */
export const askingDecisions: Decisions<Asking> = {
  SendCaseForm: ({ to }, file, context) => {
    const { names, ...claims } = formToSend(file, context, to);
    if (to === context.country) return own();
    if (!names) return nameless();
    const formId = context.idFor('case form');
    return send(
      file,
      context,
      { kind: 'CaseFormSent', to, payload: { formId, names, ...claims } },
      ({ messageId }) => [{ type: 'CaseFormShared', data: { formId, to, messageId } }],
    );
  },

  RequestNationalityConfirmation: ({ of }, file, context) => {
    const { names, ...claims } = claimsToSend(file, context, of);
    if (of === context.country) return own();
    if (!names) return nameless();
    if (openRequest(file, of))
      return refuse(
        'already_exists',
        'A request to this country is open. Send what is new as additional information.',
      );
    const requestId = context.idFor('nationality request');
    return send(
      file,
      context,
      { kind: 'NationalityConfirmationRequested', to: of, payload: { requestId, names, ...claims } },
      (sent) => [
        ...takeBackEarlier('NationalityConfirmationRequested', of, file, context),
        { type: 'NationalityConfirmationRequested', data: { requestId, of, ...sent } },
      ],
    );
  },

  ProvideAdditionalInformation: ({ requestId, fields }, file, context) => {
    const request = nationalityRequest(file.nationality, requestId);
    if (request?.direction !== 'asked' || !isCountry(request.with))
      return refuse('unknown_reference', 'This case holds no request of ours with that id.');
    const asked = file.disclosure.own.find(({ messageId }) => messageId === request.messageId);
    if (!asked || asked.status === 'withheld' || isOutOfUse(file, asked))
      return refuse('wrong_state', 'That request counts no more in that country. Ask it anew.');
    const claims = onlyAsked(claimsToSend(file, context, request.with), fields);
    const unknown = fields.filter((field) => claims[field] === undefined);
    if (unknown.length > 0)
      return refuse('required_field_missing', `The file holds no claims yet for: ${unknown.join(', ')}.`);
    const by = context.country;
    return send(
      file,
      context,
      {
        kind: 'AdditionalInformationProvided',
        to: request.with,
        payload: { requestId, ...claims },
        answers: request.missingAskedBy,
      },
      () => [{ type: 'AdditionalInformationGiven', data: { requestId, by, fields } }],
    );
  },

  ReferAsStateless: ({ body, because }, file, context) => {
    const answered = file.nationality.requests.filter((request) => request.answered);
    const standings = answered.map((request) =>
      nationalityStanding(
        file.nationality,
        request.direction === 'asked' ? request.with : context.country,
        today(context),
      ),
    );
    if (!standings.some((standing) => standing === 'not_confirmed' || standing === 'inconclusive'))
      return refuse('wrong_state', 'Ask a country first; refer once none confirms the nationality.');
    if (standings.some((standing) => standing === 'confirmed' || standing === 'unknown'))
      return refuse(
        'wrong_state',
        'A finding stands that does not leave the person without a nationality.',
        'P2',
      );
    return accept({
      type: 'NationalityReferralMade',
      data: { referralId: context.idFor('referral'), referral: { body, because } },
    });
  },
};
