import { describe, expect, it } from '@jest/globals';
import { caseCommands, caseEvents, isMessageKind, messages, publicCommands } from './catalogue.js';
import { records } from './records.js';

describe('the catalogue', () => {
  const processes = Object.values(records);

  it('holds no command, event or kind of message twice: each belongs to one process', () => {
    const names = (sort: 'commands' | 'systemCommands' | 'events' | 'messages'): string[] =>
      processes.flatMap((process) => Object.keys(process[sort]));
    const commands = [...names('commands'), ...names('systemCommands')];
    for (const all of [commands, names('events'), names('messages')])
      expect(all.toSorted()).toEqual([...new Set(all)].toSorted());
    expect(Object.keys(publicCommands).toSorted()).toEqual(names('commands').toSorted());
    expect(Object.keys(caseCommands).toSorted()).toEqual(commands.toSorted());
    expect(Object.keys(caseEvents).toSorted()).toEqual(names('events').toSorted());
    expect(Object.keys(messages).toSorted()).toEqual(names('messages').toSorted());
  });

  it('holds each process and each event under its own name', () => {
    for (const [name, process] of Object.entries(records)) expect(process.name).toBe(name);
    for (const [name, { type }] of Object.entries(caseEvents)) expect(type).toBe(name);
  });

  it('knows every kind that a kind says to answer or to replace it, and every event that a process hears', () => {
    const named = Object.values(messages).flatMap(({ answeredBy, replaces }) => [...answeredBy, ...replaces]);
    expect(named.filter((kind) => !isMessageKind(kind))).toEqual([]);
    const heard = processes.flatMap(({ hears }) => Object.keys(hears));
    expect(heard.filter((type) => !Object.hasOwn(caseEvents, type))).toEqual([]);
  });

  it('gives every command an example that its own schema takes', () => {
    for (const [type, { body, example }] of Object.entries(caseCommands))
      expect([type, body.safeParse(example).error]).toEqual([type, undefined]);
  });
});

describe('fields whose codes can say more than P1', () => {
  it('are sealed, or kept to those who may know a shelter', () => {
    expect(caseEvents.LocalStayGranted.fields.basis.dataClass).toBe('P4');
    expect(caseEvents.InitialScreeningCompleted.fields.urgentNeeds.dataClass).toBe('P2');
    expect(caseEvents.ArrivalRecorded.fields.place.entry).toBe('shelterCode');
  });
});
