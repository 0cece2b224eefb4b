import type { Context } from '../../words/context.js';
import { answers, type NewPeopleEvent, type PeopleRegister } from '../state.js';

const pairs = ({ appointments }: PeopleRegister, agency: string) =>
  new Set(
    appointments
      .filter((each) => each.confirmed && each.agency === agency && answers(each))
      .map(({ country }) => country),
  );

/** Goes beside what ended a post: countries towards which nobody of the office answers any more. */
export const nobodyCharged = (
  before: PeopleRegister,
  after: PeopleRegister,
  { actor: { agency } }: Context,
): readonly NewPeopleEvent[] => {
  const left = pairs(after, agency);
  return [...pairs(before, agency)]
    .filter((country) => !left.has(country))
    .map((country) => ({ type: 'NobodyCharged', data: { agency, country } }));
};
