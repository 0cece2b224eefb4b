import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, fold } from '../../the-case.js';
import type { CaseCommand, NewCaseEvent } from '../../records/catalogue.js';
import { given, recorded } from '../../spec/given.js';
import { interviewed, screened } from '../../spec/identifying.js';
import { agreed, approved, plannedOn, proposalId, proposed, ready } from '../../spec/returning.js';
import { id, sampleActor, sampleContext } from '../../spec/sample.js';
import { isIdentified } from '../state.js';
import { goes } from '../../spec/stated.js';
import { There } from '../../spec/lands.js';

const findingId = id('denial');
const denied: readonly NewCaseEvent[] = [
  screened,
  interviewed,
  {
    type: 'VictimStatusDenialProposed',
    data: { findingId, authority: 'focal', reason: 'No purpose found.' },
  },
];
const police = { actor: sampleActor('police', 'officer-2') };
const welfare = { actor: sampleActor('welfare', 'officer-3') };
const confirmation = { findingId, referral: 'labour', toldIn: 'my' } as const;
const plan = { to: There, point: 'bridge', plannedOn, escorts: 2 };
const asking = { findingId, requestedBy: 'lawyer' as const };

const underReview = () =>
  given(...ready({ identified: undefined }), ...denied)
    .when('ConfirmDenial', confirmation, police)
    .when('RequestIdentificationReview', asking)
    .thenRecords({ IdentificationReviewRequested: { requestedBy: 'lawyer', dueOn: '2013-07-03' } });

describe('a review of a denial', () => {
  it('has a day, is asked for once, and is not asked for before there is a denial', () => {
    expect(underReview().decision.events[0]).toMatchObject({ data: { dueOn: '2013-07-03' } });
    underReview().when('RequestIdentificationReview', { findingId, requestedBy: 'authority' }).thenRecords();
    given(...ready(), ...denied)
      .when('RequestIdentificationReview', asking)
      .thenRefuses('wrong_state');
    given(...ready(), ...denied)
      .when('ConfirmDenial', confirmation, police)
      .when('OverturnDecision', { findingId, reason: 'Heard again.' }, welfare)
      .thenRefuses('wrong_state');
  });

  it('is decided by neither person nor agency that took part in the denial, and with a reason', () => {
    for (const type of ['UpholdDecision', 'OverturnDecision'] as const) {
      const body = { findingId, reason: 'Heard again.' };
      underReview().when(type, body).thenRefuses('same_person');
      underReview().when(type, body, police).thenRefuses('same_person');
      underReview()
        .when(type, body, { actor: sampleActor('welfare', 'officer-2') })
        .thenRefuses('same_person');
      underReview()
        .when(type, body, { actor: sampleActor('police', 'officer-9') })
        .thenRefuses('same_person');
      underReview().when(type, { findingId }, welfare).thenRefuses('reason_missing');
      underReview()
        .when('ExcludeParty', { officialId: 'officer-3', reason: 'Named by the person.' })
        .when(type, body, welfare)
        .thenRefuses('excluded_party');
    }
  });

  it('ends upheld or overturned, and is asked for again on new grounds', () => {
    const upheld = underReview()
      .when('UpholdDecision', { findingId, reason: 'Nothing new.' }, welfare)
      .thenRecords({ DecisionUpheld: { authority: 'welfare', reason: 'Nothing new.' } });
    expect(isIdentified(upheld.file.identification)).toBe(false);
    upheld.when('ProposeRepatriation', plan).thenRecords(
      { RepatriationProposed: { point: 'bridge', plannedOn: '2013-07-01', escorts: 2, to: There } },
      goes('RepatriationProposed', There, {
        point: 'bridge',
        plannedOn: '2013-07-01',
        escorts: 2,
        seen: { upTo: 0 },
      }),
    );
    upheld
      .when('RequestIdentificationReview', asking)
      .thenRecords({ IdentificationReviewRequested: { requestedBy: 'lawyer', dueOn: '2013-07-03' } })
      .when('ProposeRepatriation', plan)
      .thenRefuses('condition_missing');
    const overturned = underReview()
      .when('OverturnDecision', { findingId, reason: 'New testimony.' }, welfare)
      .thenRecords({ DecisionOverturned: { authority: 'welfare', reason: 'New testimony.' } });
    expect(isIdentified(overturned.file.identification)).toBe(true);
    overturned.when('ProposeRepatriation', plan).thenRecords(
      { RepatriationProposed: { point: 'bridge', plannedOn: '2013-07-01', escorts: 2, to: There } },
      goes('RepatriationProposed', There, {
        point: 'bridge',
        plannedOn: '2013-07-01',
        escorts: 2,
        seen: { upTo: 0 },
      }),
    );
  });

  it('bars the return unless, told of it in an own language, the person asks to go', () => {
    underReview().when('ProposeRepatriation', plan).thenRefuses('condition_missing');
    const told = (wish: { language: string; interpreter?: string }) =>
      underReview().when('RecordWishToGo', { findingId, ...wish });
    told({ language: 'my' })
      .thenRecords({ WishToGoRecorded: { language: 'my' } })
      .when('ProposeRepatriation', plan)
      .thenRecords(
        { RepatriationProposed: { point: 'bridge', plannedOn: '2013-07-01', escorts: 2, to: There } },
        goes('RepatriationProposed', There, {
          point: 'bridge',
          plannedOn: '2013-07-01',
          escorts: 2,
          seen: { upTo: 0 },
        }),
      );
    told({ language: 'th', interpreter: 'interpreter-1' })
      .thenRecords({ WishToGoRecorded: { language: 'th', interpreter: 'interpreter-1' } })
      .when('ExcludeParty', { officialId: 'interpreter-1', reason: 'Named by the person.' })
      .when('ProposeRepatriation', plan)
      .thenRefuses('condition_missing');
    told({ language: 'th' })
      .thenRecords({
        WishToGoRecorded: { language: 'th' },
        IrregularityRaised: { rule: 'told_without_interpreter' },
      })
      .when('ProposeRepatriation', plan)
      .thenRefuses('condition_missing');
    underReview()
      .when('RecordWishToGo', { findingId, language: 'my', occurredAt: '2013-06-01T04:00:00.000Z' })
      .thenRefuses('impossible_date');
  });

  it('opened again asks the person anew', () => {
    underReview()
      .when('RecordWishToGo', { findingId, language: 'my' })
      .when('UpholdDecision', { findingId, reason: 'Nothing new.' }, welfare)
      .when('RequestIdentificationReview', asking)
      .when('ProposeRepatriation', plan)
      .thenRefuses('condition_missing');
  });
});

const steps = ['ask', 'wish', 'uphold', 'overturn', 'propose', 'approve', 'notify'] as const;

describe('the law of reviews', () => {
  it('no step of a return is permitted while a review is open of which the person was not told and asked to go', () => {
    const permitted = [
      'RepatriationProposed',
      'ReturnApprovalGiven',
      'RepatriationApproved',
      'DepartureAuthorised',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom<readonly NewCaseEvent[]>([], [proposed, agreed], [proposed, agreed, ...approved]),
        fc.array(fc.record({ step: fc.constantFrom(...steps), second: fc.boolean() }), { maxLength: 20 }),
        (beginning, chosen) => {
          const other = id('other denial');
          let history = recorded([
            ...ready({ identified: undefined }),
            ...denied,
            {
              type: 'VictimStatusDenied',
              data: { findingId, authority: 'focal', referral: 'labour', toldIn: 'my' },
            },
            {
              type: 'VictimStatusDenialProposed',
              data: { findingId: other, authority: 'focal', reason: 'No means found.' },
            },
            {
              type: 'VictimStatusDenied',
              data: { findingId: other, authority: 'focal', referral: 'labour', toldIn: 'my' },
            },
            ...beginning,
          ]);
          const open = new Map<string, boolean>();
          for (const [index, { step, second }] of chosen.entries()) {
            const which = second ? other : findingId;
            const context = sampleContext({
              actor: second ? sampleActor('police', 'officer-2') : sampleActor('welfare', 'officer-3'),
              commandId: id(`step ${index}`),
            });
            const file = fold(id('case'), history);
            const commands: Record<(typeof steps)[number], CaseCommand> = {
              ask: { type: 'RequestIdentificationReview', body: { findingId: which, requestedBy: 'ngo' } },
              wish: { type: 'RecordWishToGo', body: { findingId: which, language: 'my' } },
              uphold: { type: 'UpholdDecision', body: { findingId: which, reason: 'Nothing new.' } },
              overturn: { type: 'OverturnDecision', body: { findingId: which, reason: 'New.' } },
              propose: { type: 'ProposeRepatriation', body: plan },
              approve: {
                type: 'ApproveReturn',
                body: { proposalId: file.repatriation.proposal?.proposalId ?? proposalId },
              },
              notify: { type: 'NotifyDeparture', body: { on: plannedOn, point: 'bridge', escorts: 2 } },
            };
            const { events } = decide(commands[step], file, context);
            const types = events.map(({ type }) => type);
            if ([...open.values()].some((wished) => !wished))
              expect(types.filter((type) => permitted.includes(type))).toEqual([]);
            if (types.includes('IdentificationReviewRequested')) open.set(which, false);
            if (types.includes('WishToGoRecorded')) open.set(which, true);
            if (types.includes('DecisionUpheld') || types.includes('DecisionOverturned')) open.delete(which);
            history = [...history, ...recorded(events, context, history.length)];
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});
