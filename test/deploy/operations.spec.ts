import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { commands } from '../../apps/cli/commands.js';
import { nodeMetrics } from '../../apps/node/metrics.js';
import { settingNames } from '../../apps/node/setting-forms.js';
import { nothingWaits } from '../../libs/bridge/index.js';
import type { ReadingFailure } from '../../libs/bridge/read-text.js';

const page = readFileSync('docs/operations.md', 'utf8');
const section = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
/** The cells of each row of the tables in a section, without their headings. */
const rowsOf = (title: string): readonly (readonly string[])[] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );

const Alarms = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.object({ severity: z.enum(['page', 'ticket']) }),
        }),
      ),
    }),
  ),
});
const alarms = Alarms.parse(parse(readFileSync('deploy/prometheus/alarms.yaml', 'utf8'))).groups.flatMap(
  ({ rules }) => rules,
);

/** Why a record may become a dead letter: all that the reading of one finds, and what the desk cannot place. */
const readingFailures: Readonly<Record<ReadingFailure, true>> = {
  not_for_us: true,
  unknown_key: true,
  revoked_key: true,
  bad_seal: true,
  bad_signature: true,
  malformed_envelope: true,
  malformed_message: true,
  unknown_version: true,
  wrong_sender: true,
  key_not_in_use: true,
  unknown_kind: true,
  malformed_payload: true,
  unknown_field: true,
  unknown_state: true,
  unknown_script: true,
  unknown_word: true,
  unknown_purpose: true,
  unknown_group: true,
};
const notPlaced = [
  ...['unknown_reference', 'unknown_message', 'not_found', 'malformed', 'different_body'],
  'unknown_instrument',
];

describe('docs/operations.md', () => {
  it('names every setting of a node, and none that it does not have', () => {
    expect(
      rowsOf('Configuration')
        .map(([name]) => name)
        .toSorted(),
    ).toEqual([...settingNames].toSorted());
  });

  it('names no command that operators do not have', () => {
    const named = [...page.matchAll(/npm run cli -- ([a-z-]+)/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(commands)).toContain(name);
  });

  it('says what to do about every reason of a dead letter, and about none that there is not', () => {
    const told = rowsOf('Dead letters').flatMap(([reasons = '']) => reasons.split(', '));
    expect(told.toSorted()).toEqual([...Object.keys(readingFailures), ...notPlaced].toSorted());
  });

  it('says of every alarm what it means and what to do, and each watches a metric that there is', async () => {
    const { text, watchExchanges } = nodeMetrics('TH', {
      views: () => Promise.resolve([]),
      queues: () => Promise.resolve(nothingWaits),
      withoutReceipt: () => Promise.resolve([]),
      work: () => Promise.resolve([]),
      followers: () => Promise.resolve([]),
      eventStore: () => Promise.resolve(),
    });
    watchExchanges(() => Promise.resolve([]));
    const there = [...(await text()).matchAll(/^# TYPE (homeward_\w+)/gm)].map(([, name]) => name ?? '');
    const rows = new Map(
      rowsOf('Alarms').map(([alarm = '', metric = '', ...rest]) => [alarm, { metric, rest }]),
    );
    expect([...rows.keys()].toSorted()).toEqual(alarms.map(({ alert }) => alert).toSorted());
    for (const { alert, expr } of alarms) {
      const [metric = ''] = /homeward_\w+/.exec(expr) ?? [];
      expect(there).toContain(metric);
      expect(rows.get(alert)?.metric).toBe(metric);
      expect(rows.get(alert)?.rest.every((cell) => cell.length > 10)).toBe(true);
    }
    for (const metric of there) expect(section('Alarms')).toContain(metric);
  });

  it('has an alarm for the first message that nobody takes: each may be about a person', () => {
    for (const metric of [
      'homeward_exchange_waiting',
      'homeward_bridge_queue',
      'homeward_view_parked_cases',
      'homeward_messages_without_receipt',
    ])
      for (const { expr } of alarms.filter((alarm) => alarm.expr.includes(metric)))
        expect(expr).toMatch(/\) > 0$/);
  });
});
