import { describe, expect, it } from '@jest/globals';
import { merged } from './histories.js';

const at = (occurredAt: string, ...types: string[]) => types.map((type) => ({ type, occurredAt }));

describe('two histories beside each other', () => {
  it('show in one instant what was sent before its reception, and that before its receipt', () => {
    const sender = [
      ...at('2012-11-16', 'CaseOpened', 'NameClaimed'),
      ...at('2013-02-11', 'MessageReleased', 'MessageReceipted'),
    ];
    const receiver = at('2013-02-11', 'MessageReceived', 'CaseOpened');
    expect(merged([sender, receiver]).map((row) => row.map((line) => line?.type))).toEqual([
      ['CaseOpened', undefined],
      ['NameClaimed', undefined],
      ['MessageReleased', undefined],
      [undefined, 'MessageReceived'],
      [undefined, 'CaseOpened'],
      ['MessageReceipted', undefined],
    ]);
    expect(
      merged([receiver, sender])
        .map((row) => row.map((line) => line?.type))
        .slice(2, 4),
    ).toEqual([
      [undefined, 'MessageReleased'],
      ['MessageReceived', undefined],
    ]);
  });
});
