import type { NewCaseEvent } from '../records/catalogue.js';
import { ready } from './returning.js';
import { id } from './sample.js';
import { caseOf, twoCountries, type TwoCountries } from './two-countries.js';
import { Here, There } from './lands.js';

export const firstDay = '2013-07-01';
export const laterDay = '2013-07-15';
export const [firstJourney, otherJourney] = [id('first journey'), id('other journey')];

/** Ten in the morning in Bangkok. */
export const morningOf = (day: string): string => `${day}T03:00:00.000Z`;

const openedThere: NewCaseEvent = {
  type: 'CaseOpened',
  data: {
    side: 'receiving',
    channel: 'partner_state',
    sex: 'female',
    ageBand: 'adult',
    mainLanguage: 'my',
    urgency: 'normal',
    foundIn: Here,
  },
};

/** Two countries, and people in Here of whom nothing lacks for a return to There. */
export const readyToReturn = (people: readonly string[]): TwoCountries =>
  twoCountries(people, { [Here]: ready(), [There]: [openedThere] }, morningOf('2013-06-03'));

export const proposalOf = (world: TwoCountries, person: string): string =>
  world.file(Here, person).repatriation.proposal?.proposalId ?? id('no proposal');

export const planned = (world: TwoCountries, journeyId: string, on: string): void => {
  const legs = [
    { from: 'shelter', to: 'mae-sot', mode: 'road' as const },
    { from: 'mae-sot', to: 'bridge', mode: 'foot' as const },
  ];
  world.onJourney(Here, journeyId, 'PlanJourney', { to: There, point: 'bridge', on, legs });
};

/** Proposed to There, which agreed, and approved by two. */
export const approvedFor = (world: TwoCountries, person: string, plannedOn: string, group?: string): void => {
  const plan = { to: There, point: 'bridge', plannedOn, escorts: 2, ...(group ? { group } : {}) };
  world.inCase(Here, person, 'ProposeRepatriation', plan);
  world.deliverAll();
  const proposalId = proposalOf(world, person);
  world.inCase(There, person, 'AgreeRepatriation', { proposalId });
  world.deliverAll();
  world.inCase(Here, person, 'ApproveReturn', { proposalId });
  world.inCase(Here, person, 'ApproveReturn', { proposalId }, 'welfare');
};

export const notified = (world: TwoCountries, person: string, on: string) =>
  world.inCase(Here, person, 'NotifyDeparture', { on, point: 'bridge', escorts: 2 });

/** Notified, and There says that it will be there. */
export const expected = (world: TwoCountries, person: string, on: string): void => {
  notified(world, person, on);
  world.deliverAll();
  world.inCase(There, person, 'ConfirmReception', {});
  world.deliverAll();
};

/** On a journey for which nothing lacks any more. */
export const setToGo = (people: readonly string[]): TwoCountries => {
  const world = readyToReturn(people);
  planned(world, firstJourney, firstDay);
  for (const person of people) {
    approvedFor(world, person, firstDay, firstJourney);
    world.onJourney(Here, firstJourney, 'AddTraveller', { caseId: caseOf(Here, person) });
    expected(world, person, firstDay);
  }
  return world;
};
