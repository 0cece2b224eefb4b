import { describe, expect, it } from '@jest/globals';
import { notPossibleNow, tableViewers } from '#casework';
import {
  refusalFor as lackOf,
  returnConditions,
  type ReturnCondition,
} from '../casework/repatriation/questions/conditions.js';
import { refusalFor } from './refusal-for.js';

describe('what a return lacks', () => {
  it('sounds like a witness hold to whoever may not know what it is', () => {
    for (const [condition] of Object.entries(returnConditions)) {
      const { refusal } = lackOf([condition as ReturnCondition]) ?? {};
      if (!refusal) throw new Error(`${condition} refuses nothing`);
      for (const viewer of [...tableViewers, 'FP' as const].filter((kind) => kind !== 'SW'))
        expect([condition, viewer, refusalFor(viewer, refusal)]).toEqual([
          condition,
          viewer,
          notPossibleNow().refusal,
        ]);
    }
  });
});
