import { describe, expect, it } from '@jest/globals';
import { CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { emptyFile, usualPolicy, type CountryFacts } from '#casework';
import { CountryModule, FACTS } from '#countries/module';
import type { Desk } from '#desk';
import { DeskModule } from '#desk/bus';
import { DoorModule } from './door.module.js';
import { NEED_TO_KNOW, type NeedToKnow } from './need-to-know.js';
import type { DoorMeans } from './parts.js';
import { READING, type FileReading } from './reading.js';
import { callerOf, facts as factsFor } from './spec/every-reader.js';

const means = {
  ...{ secret: 'secret', positions: {} },
  cases: { load: (caseId: string) => Promise.resolve({ file: emptyFile(caseId), events: [] }) },
  journeys: {},
  register: {},
  people: {},
} as unknown as DoorMeans;

/** The modules of a nation, without a server. */
const nation = async (facts: CountryFacts, others: readonly CountryFacts[]) =>
  (
    await Test.createTestingModule({
      imports: [
        CqrsModule.forRoot(),
        CountryModule.of({ facts, others, policy: usualPolicy, instruments: [], neighbours: [] }),
        DeskModule.of({ useValue: {} as unknown as Desk }),
        DoorModule.over([], { useValue: means }),
      ],
    }).compile()
  ).init();

describe('the country that is given to a door', () => {
  it('is the only place from where it has its facts: another given, it is the door of another', async () => {
    for (const [own, other] of [
      ['TH', 'MM'],
      ['MM', 'TH'],
    ] as const) {
      const module = await nation(factsFor(own), [factsFor(other)]);
      expect(module.get<CountryFacts>(FACTS).country).toBe(own);
      const [agency] = factsFor(own).agencies;
      const reference = module.get<FileReading>(READING).reference(callerOf(agency!, own));
      expect(JSON.stringify(reference)).toContain(factsFor(own).focalPoint);
      const asked = module.get<NeedToKnow>(NEED_TO_KNOW).ofCase(callerOf(agency!, own), 'none');
      await expect(asked).rejects.toThrow('not_found');
      await module.close();
    }
  });
});
