import { isExcluded } from '../../coordination/state.js';
import { duties, type ToldDuty } from '../../records/duty.js';
import { runsTheCase } from '../../coordination/questions/owner.js';
import { countedDay } from '../../words/reckoned.js';
import type { ErasureAsk, ErasureState } from '../state.js';

/** What is to be answered: not what was declined, unless what held the file ends some day. */
const toAnswer = ({ asked }: ErasureState): readonly ErasureAsk[] =>
  asked.filter(({ declined }) => declined === undefined || declined === 'legal_hold');

const answering = ({ country: about, at, declinedAt, ...ask }: ErasureAsk): ToldDuty<'answer_erasure'> => ({
  ...{ about, country: about, kind: 'answer_erasure', bearer: { kind: 'case_office' } },
  ...(declinedAt === undefined
    ? { since: at, due: countedDay(ask.dueOn, 'dueOn', ask) }
    : { since: declinedAt, due: countedDay(ask.declinedUntil, 'until', {}) }),
});

export const erasureDuties = duties({
  kinds: {
    confirm_erasure: {
      summary: 'Sign, as the second of two offices, that the data of the person are erased.',
      endedBy: ['ConfirmErasure'],
      restsOn: ['ErasureRequested'],
      clock: 'second_signature',
      lapses: true,
      outlives: ['closing', 'death'],
      mayEnd: (about, agency, file, context) => {
        const first = file.erasure.requests.find(({ requestId }) => requestId === about);
        const runs = (office: string): boolean =>
          runsTheCase(file, {
            ...context,
            actor: { id: '', country: context.country, agency: office, roles: [] },
          });
        return first !== undefined && (runs(first.agency) || runs(agency));
      },
    },
    propose_erasure: {
      summary: 'Ask for the erasure of a file whose time of keeping has ended. Nothing is erased by itself.',
      endedBy: ['RequestErasure'],
      restsOn: ['CaseClosed'],
      clock: 'retention',
      outlives: ['closing', 'death'],
      neverLate: true,
    },
    answer_erasure: {
      summary:
        'Erase what another country erased and asks to be erased here, or say on what ground it stays; again when that ground has ended.',
      endedBy: ['ConfirmErasure', 'RefuseErasure'],
      restsOn: ['ErasureAsked'],
      clock: 'clause',
      outlives: ['closing', 'death'],
    },
  },
  reads: ['erasure'],
  standing: ({ erasure, coordination }) => {
    const { closed, closedAt, retainUntil } = coordination;
    const requests = erasure.requests.filter(
      ({ actor, agency }) => !isExcluded(coordination, { agency, officialId: actor }),
    );
    return [
      ...requests.map(({ requestId: about, at: since, agency }) => ({
        ...{ about, since },
        kind: 'confirm_erasure' as const,
        bearer: { kind: 'mandate', mandate: 'erase', butNot: [agency] } as const,
      })),
      ...(closed && closedAt !== undefined && retainUntil !== undefined
        ? [
            {
              ...{ about: 'retention', since: closedAt, due: { day: retainUntil } },
              kind: 'propose_erasure' as const,
              bearer: { kind: 'case_office' } as const,
            },
          ]
        : []),
      ...toAnswer(erasure).map(answering),
    ];
  },
});
