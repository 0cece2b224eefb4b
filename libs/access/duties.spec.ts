import { expect, it } from '@jest/globals';
import { countries, dutyKinds, publicCommands, type DutyKind, type PublicCommandType } from '#casework';
import { factsOf } from '#countries';
import { seesDuty } from './duties.js';

/** Told to the one office to which it was offered, or to the focal point where it may know of the exclusion. */
const toldToOne: ReadonlySet<string> = new Set(['take_over_step', 'confirm_exclusion_lift']);

it('in every country somebody who is charged with what ends a duty may know of it', () => {
  const unseen = new Set<string>();
  for (const kind of Object.keys(dutyKinds) as DutyKind[])
    for (const name of dutyKinds[kind].endedBy) {
      if (!Object.hasOwn(publicCommands, name)) continue;
      const { mandate } = publicCommands[name as PublicCommandType];
      for (const country of countries) {
        const charged = factsOf(country).agencies.filter(
          ({ mandates, viewer }) =>
            viewer !== 'AU' && (mandate === 'take_part' || mandates.some((one) => one === mandate)),
        );
        if (toldToOne.has(kind)) continue;
        if (charged.length > 0 && !charged.some(({ viewer }) => seesDuty(kind, viewer)))
          unseen.add(`${kind} ${name} ${mandate} ${country}`);
      }
    }
  expect([...unseen]).toEqual([]);
});
