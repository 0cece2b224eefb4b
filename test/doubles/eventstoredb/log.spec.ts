import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventLog } from './log.js';

const event = () => ({
  id: randomUUID(),
  type: 'Happened',
  contentType: 'application/json',
  data: new Uint8Array([123, 125]),
  metadata: new Uint8Array(),
});

it('the double that was killed has every whole append again, at its place, and nothing of one cut off', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'homeward-double-')), 'events');
  const before = eventLog(path);
  before.write('case-1', 'no_stream', [event(), event()]);
  before.write('case-2', 'no_stream', [event()]);
  before.close();
  appendFileSync(path, '{"events":[{"id":"');

  const after = eventLog(path);
  expect(after.all()).toEqual(before.all());
  expect(after.write('case-1', 1n, [event()])).toMatchObject({ kind: 'ok', revision: 2n });
  after.close();
  const again = eventLog(path);
  expect(again.all()).toEqual(after.all());
  expect(again.stream('case-1')).toHaveLength(3);
  again.close();
});
