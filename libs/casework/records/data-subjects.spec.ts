import { describe, expect, it } from '@jest/globals';
import type { EventDefinition } from '../words/event.js';
import { isSealed } from '../words/data-class.js';
import { id } from '../spec/sample.js';
import { caseEvents, type RecordedCaseEvent } from './catalogue.js';
import { dataSubjectsIn } from './data-subjects.js';

const definitions: readonly EventDefinition[] = Object.values(caseEvents);

/** Every field that keeps something of somebody else than the person whose case it is. */
const ofOthers = definitions.flatMap(({ type, fields }) =>
  Object.entries(fields).flatMap(([name, { subject, dataClass }]) =>
    subject !== 'person' && isSealed(dataClass) ? [[type, name, subject] as const] : [],
  ),
);

const recorded = (type: string, data: object): RecordedCaseEvent => ({ type, data }) as RecordedCaseEvent;

describe('whom an erasure reaches', () => {
  it('is the person, of whom nothing need be said', () => expect(dataSubjectsIn([])).toEqual(['person']));

  it('is asked of fields of others that there are', () => expect(ofOthers.length).toBeGreaterThan(3));

  it.each(ofOthers)('is whoever %s names with %s in %s', (type, _name, subject) => {
    const history = [recorded(type, { [subject]: id('somebody') }), recorded(type, {})];
    expect(dataSubjectsIn(history)).toEqual(['person', id('somebody')]);
  });

  it.each(ofOthers)('is named in clear, and always, in %s (%s of %s)', (type, _name, subject) => {
    const field = definitions.find((definition) => definition.type === type)?.fields[subject];
    expect(field?.dataClass).toBe('P1');
    expect(field?.schema.safeParse(undefined).success).toBe(false);
  });
});
