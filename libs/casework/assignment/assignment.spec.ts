import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given, type Outcome } from '../spec/given.js';
import { openedWith } from '../spec/histories.js';
import { There } from '../spec/lands.js';
import { sampleActor } from '../spec/sample.js';
import type { PeopleNow } from '../words/people.js';
import { worksOn } from './questions/works-on.js';

const joins = (agency: string): NewCaseEvent => ({
  type: 'AgencyInvolved',
  data: { agency, reason: 'referred' },
});
const by = (agency: string, person: string, people: Partial<PeopleNow> = {}) => ({
  actor: sampleActor(agency, person),
  people: { hasLeft: () => false, isAway: () => false, answering: () => [], ...people },
});
const opened = () => given(openedWith('adult'), joins('focal'), joins('police'), joins('welfare'));
const gone = (...left: readonly string[]) => ({
  hasLeft: (_agency: string, person: string) => left.includes(person),
});
const on = ({ file }: Outcome, agency = 'welfare', left: readonly string[] = []) =>
  worksOn(agency, file, gone(...left));

/** The case is Ana's, and handed over to Ben. */
const handedOver = () =>
  opened()
    .when('AssignCase', { person: 'ana' }, by('welfare', 'ana'))
    .when('AssignCase', { person: 'ben' }, by('welfare', 'chief'));

describe('a case', () => {
  it('is assigned by its office and accepted by who was asked, in their own name', () => {
    const asked = opened().when('AssignCase', { person: 'ana' }, by('welfare', 'chief'));
    asked.thenRecords({ CaseAssigned: { person: 'ana', agency: 'welfare' } });
    expect(on(asked)).toEqual({ offeredTo: 'ana' });
    asked.when('AssignCase', { person: 'Ana' }, by('welfare', 'chief')).thenRefuses('already_exists');
    asked.when('AcceptCase', {}, by('welfare', 'ben')).thenRefuses('wrong_state');
    asked.when('AcceptCase', {}, by('police', 'ana')).thenRefuses('wrong_state');
    const accepted = asked.when('AcceptCase', {}, by('welfare', 'ana'));
    accepted.thenRecords({ CaseAccepted: { person: 'ana', agency: 'welfare' } });
    expect(on(accepted)).toEqual({ person: 'ana' });
    expect(on(accepted, 'police')).toEqual({});
  });

  it('is with who had it until another one accepts', () => {
    const offered = handedOver();
    expect(on(offered)).toEqual({ person: 'ana', offeredTo: 'ben' });
    expect(on(offered.when('AcceptCase', {}, by('welfare', 'ben')))).toEqual({ person: 'ben' });
    const other = offered.when('AssignCase', { person: 'cat' }, by('welfare', 'chief'));
    other.when('AcceptCase', {}, by('welfare', 'ben')).thenRefuses('wrong_state');
    expect(on(other)).toEqual({ person: 'ana', offeredTo: 'cat' });
  });

  it('is with nobody who left the office, and is assigned to nobody who did', () => {
    expect(on(handedOver(), 'welfare', ['ana'])).toEqual({ offeredTo: 'ben' });
    opened()
      .when('AssignCase', { person: 'ana' }, by('welfare', 'chief', gone('ana')))
      .thenRefuses('wrong_state');
    const asked = opened().when('AssignCase', { person: 'ana' }, by('welfare', 'chief'));
    asked.when('AcceptCase', {}, by('welfare', 'ana', gone('ana'))).thenRefuses('wrong_state');
  });

  it('is with nobody who is excluded; who assigns it to one is answered as if nobody were', () => {
    const reason = 'A cousin of the broker.';
    const excluded = handedOver().when('ExcludeParty', { officialId: 'ana', reason }, by('police', 'nine'));
    expect(on(excluded)).toEqual({ offeredTo: 'ben' });
    const named = excluded.when('AssignCase', { person: 'ana' }, by('welfare', 'chief'));
    expect(named.decision.refusal).toBeUndefined();
    expect(named.types).toContain('CaseAssigned');
    expect(on(named)).toEqual({});
    named.when('AcceptCase', {}, by('welfare', 'ana')).thenRefuses('wrong_state');
  });

  it('goes in the focal point to who answers towards the country, where somebody there does', () => {
    const linked = given(openedWith('adult'), joins('focal'), {
      type: 'PartnerLinked',
      data: { country: There, theirReference: 'there-1' },
    });
    const staffed = { answering: () => ['ana', 'ben'] };
    linked.when('AssignCase', { person: 'cat' }, by('focal', 'chief', staffed)).thenRefuses('wrong_state');
    linked
      .when('AssignCase', { person: 'ben' }, by('focal', 'chief', staffed))
      .thenRecords({ CaseAssigned: { person: 'ben', agency: 'focal' } });
    linked
      .when('AssignCase', { person: 'cat' }, by('focal', 'chief'))
      .thenRecords({ CaseAssigned: { person: 'cat', agency: 'focal' } });
  });
});
