import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from 'kafkajs';
import { confirmed, topicWriter, type WriterConnection } from './writer.js';

const messageOf = (text: string): Message => ({ key: 'a', value: text });
const textsOf = (messages: readonly Message[]): string[] => messages.map(({ value }) => String(value));

/** Connections that do what they are told, one after the other, with what each was given. */
const connections = (...writes: readonly ((messages: readonly Message[]) => Promise<void>)[]) => {
  const sent: string[][] = [];
  let opened = 0;
  const open = (): Promise<WriterConnection> => {
    const write = writes[Math.min(opened, writes.length - 1)]!;
    opened += 1;
    return Promise.resolve({
      write: (messages) => {
        sent.push(textsOf(messages));
        return write(messages);
      },
      close: () => Promise.resolve(),
    });
  };
  return { open, sent, opened: () => opened };
};

const works = (): Promise<void> => Promise.resolve();
const fails = (): Promise<void> => Promise.reject(new Error('broker away'));

describe('a writer of one topic', () => {
  it('sends together what comes while a request is under way, in the order of the calls', async () => {
    const { open, sent } = connections(works);
    const writer = topicWriter(open);
    await Promise.all(['1', '2', '3', '4'].map((text) => writer.write(messageOf(text), 1)));
    expect(sent).toEqual([['1'], ['2', '3', '4']]);
  });

  it('fails what waits together with what failed, so that nothing overtakes it', async () => {
    const { open, sent, opened } = connections(fails, works);
    const writer = topicWriter(open, { restAfterFailure: 0 });
    const outcomes = await Promise.allSettled(
      ['1', '2', '3'].map((text) => writer.write(messageOf(text), 1)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const text of ['1', '2', '3']) await writer.write(messageOf(text), 1);
    expect(sent).toEqual([['1'], ['1'], ['2'], ['3']]);
    expect(opened()).toBe(2);
  });

  it('fails at once for a while after a failure, instead of keeping every caller waiting', async () => {
    const { open, sent } = connections(fails);
    const writer = topicWriter(open, { restAfterFailure: 60_000 });
    for (const text of ['1', '2', '3'])
      await expect(writer.write(messageOf(text), 1)).rejects.toThrow('broker away');
    expect(sent).toEqual([['1']]);
  });

  it('says when no answer came in time, and does not send what its caller has given up', async () => {
    let answer: () => void = () => undefined;
    const { open, sent } = connections(() => new Promise((resolve) => (answer = resolve)), works);
    const writer = topicWriter(open, { within: 50 });
    const first = writer.write(messageOf('1'), 1);
    const second = writer.write(messageOf('2'), 1);
    await expect(first).rejects.toMatchObject({ code: 'TIMEOUT' });
    await expect(second).rejects.toMatchObject({ code: 'TIMEOUT' });
    answer();
    await writer.close();
    expect(sent).toEqual([['1']]);
  });

  it('closes at once where every caller has its answer, though a request is still under way', async () => {
    const { open } = connections(() => new Promise(() => undefined));
    const writer = topicWriter(open, { within: 3_000 });
    await expect(writer.write(messageOf('1'), 1)).rejects.toMatchObject({ code: 'TIMEOUT' });
    const late = pause(2_000, 'late', { ref: false });
    expect(await Promise.race([writer.close(), late])).toBeUndefined();
  });

  it('waits with its close for what it was given and has not answered', async () => {
    let answer: () => void = () => undefined;
    const { open } = connections(() => new Promise((resolve) => (answer = resolve)));
    const writer = topicWriter(open);
    let closed = false;
    const sent = writer.write(messageOf('1'), 1);
    const closing = writer.close().then(() => (closed = true));
    await pause(20);
    expect(closed).toBe(false);
    answer();
    await sent;
    await closing;
  });
});

describe('the answer of the client', () => {
  const answer = (...partitions: readonly number[]) =>
    Promise.resolve(partitions.map((partition) => ({ partition, errorCode: 0 })));

  it('counts where every partition that was written to is in it', async () => {
    await expect(
      confirmed(
        () => answer(0, 2),
        () => [0, 2, 2],
      ),
    ).resolves.toBeUndefined();
  });

  it('that leaves a partition out is a failure: kafkajs resolves without having sent it', async () => {
    await expect(
      confirmed(
        () => answer(0),
        () => [0, 1],
      ),
    ).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    const refused = Promise.resolve([{ partition: 1, errorCode: 7 }]);
    await expect(
      confirmed(
        () => refused,
        () => [1],
      ),
    ).rejects.toMatchObject({ code: 'UNCONFIRMED' });
  });
});
