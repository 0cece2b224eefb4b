import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInUtf8, nameTwiceIn } from './json-body.js';
import { sentTwice } from './well-formed-request.js';

describe('a body that can be read in two ways', () => {
  it('has a name twice in one object, however it is written and however deep it stands', () => {
    for (const [text, name] of [
      ['{"a":1,"a":2}', 'a'],
      ['{"a":1,"\\u0061":2}', 'a'],
      ['{"a" :1, "b":[{"c":{}, "c" : 2}]}', 'c'],
      ['[{"x\\"y":1,"x\\"y":1}]', 'x"y'],
    ] as const)
      expect(nameTwiceIn(text)).toBe(name);
  });

  it('is none where each name stands once in its object', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(nameTwiceIn(JSON.stringify(JSON.parse(text)))).toBeUndefined();
      }),
    );
    expect(nameTwiceIn('{"a":{"a":"a: , \\"a\\":"},"b":["a","a"]}')).toBeUndefined();
  });

  it('is found wherever a name is repeated in a body of any shape', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (name, one, other, third) => {
        const key = JSON.stringify(name);
        const text = `[${JSON.stringify(third)},{${key}:${JSON.stringify(one)},${key}:${JSON.stringify(other)}}]`;
        expect(nameTwiceIn(text)).toBe(name);
      }),
    );
  });

  it('is in UTF-8 as far as its media type says', () => {
    for (const type of [
      'application/json',
      'application/json; charset=UTF-8',
      'application/json;charset="utf8"',
    ])
      expect(isInUtf8(type)).toBe(true);
    for (const type of [
      'application/json; charset=latin1',
      'application/json; charset=utf-8; charset=utf-16',
    ])
      expect(isInUtf8(type)).toBe(false);
  });
});

describe('headers', () => {
  it('that a request has once or not at all are found where they stand twice', () => {
    expect(sentTwice(['Host', 'a', 'Accept', 'x', 'HOST', 'b'])).toBe('host');
    expect(sentTwice(['Host', 'a', 'Authorization', 'x', 'authorization', 'x'])).toBe('authorization');
    expect(sentTwice(['Host', 'a', 'Accept', 'x', 'Accept', 'host'])).toBeUndefined();
  });
});
