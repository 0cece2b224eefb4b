import { describe, expect, it } from '@jest/globals';
import {
  approvedFor,
  expected,
  firstDay,
  firstJourney,
  laterDay,
  morningOf,
  otherJourney,
  planned,
  readyToReturn,
  setToGo,
} from './returning-together.js';
import { caseOf, otherThan, type Land, type TwoCountries } from './two-countries.js';
import { Here, There } from './lands.js';

const takeBack = (world: TwoCountries, country: Land) => {
  const died = world.history(country, 'aye').find(({ type }) => type === 'PersonDied');
  world.inCase(country, 'aye', 'TakeBackEntry', {
    entryId: died?.meta.eventId ?? '',
    mistake: 'wrong_file',
  });
  world.deliverAll();
};
const died = (country: Land): TwoCountries => {
  const world = setToGo(['aye']);
  world.inCase(country, 'aye', 'RecordDeath', { notified: [], familyToldBy: 'nobody_yet' });
  world.deliverAll();
  return world;
};

describe.each([Here, There] as const)(
  'a death that %s recorded by mistake, on the eve of a return',
  (country) => {
    it('ends the return on both sides', () => {
      const world = died(country);
      for (const each of [Here, There] as const) {
        expect(world.file(each, 'aye').repatriation.stage).toBe('ended');
        expect(world.journey(each, firstJourney).travellers).toEqual([]);
      }
    });

    it('taken back revives no permission on either side', () => {
      const world = died(country);
      takeBack(world, country);
      for (const each of [Here, There] as const) {
        const { stage, notices, diedAt } = world.file(each, 'aye').repatriation;
        expect([stage, diedAt]).toEqual(['cancelled', undefined]);
        expect(notices.filter(({ endedAt }) => endedAt === undefined)).toEqual([]);
      }
      world.at(morningOf(firstDay));
      world.onJourney(Here, firstJourney, 'AddTraveller', { caseId: caseOf(Here, 'aye') });
      expect(world.onJourney(Here, firstJourney, 'StartLeg', { leg: 0 }).refusal).toBeDefined();
    });

    it('taken back bars nothing: the return is proposed, approved, notified and travelled anew', () => {
      const world = died(country);
      takeBack(world, country);
      planned(world, otherJourney, laterDay);
      approvedFor(world, 'aye', laterDay, otherJourney);
      world.onJourney(Here, otherJourney, 'AddTraveller', { caseId: caseOf(Here, 'aye') });
      expected(world, 'aye', laterDay);
      world.at(morningOf(laterDay));
      expect(world.onJourney(Here, otherJourney, 'StartLeg', { leg: 0 }).refusal).toBeUndefined();
      expect(world.file(Here, 'aye').repatriation.stage).toBe('in_transit');
      expect(world.file(There, 'aye').repatriation.stage).toBe('scheduled');
    });

    it('revives no proposal that crossed the news of it', () => {
      const world = readyToReturn(['aye']);
      const plan = { to: There, point: 'bridge', plannedOn: firstDay, escorts: 0 };
      world.inCase(Here, 'aye', 'ProposeRepatriation', plan);
      if (country === There) while (world.history(There, 'aye').length < 2) world.deliver(Here, 'aye');
      world.inCase(country, 'aye', 'RecordDeath', { notified: [], familyToldBy: 'nobody_yet' });
      world.deliverAll();
      takeBack(world, country);
      for (const each of [Here, There] as const)
        expect(world.file(each, 'aye').repatriation.stage).not.toBe('proposed');
    });

    it('can be recorded again, when it is true', () => {
      const world = died(country);
      takeBack(world, country);
      world.inCase(otherThan(country), 'aye', 'RecordDeath', { notified: [], familyToldBy: 'nobody_yet' });
      world.deliverAll();
      for (const each of [Here, There] as const)
        expect(world.file(each, 'aye').repatriation.diedAt).toBeDefined();
    });
  },
);
