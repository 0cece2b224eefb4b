import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { fold } from '../../the-case.js';
import { recorded } from '../../spec/given.js';
import { Fourth, Here, There, Third } from '../../spec/lands.js';
import { conditions, plannedOn } from '../../spec/returning.js';
import { id, sampleContext, sampleInstrument } from '../../spec/sample.js';
import { papersTold } from './papers.js';

const documentId = id('paper');
const told: NewCaseEvent = {
  type: 'MessageReceived',
  data: {
    ...{ messageId: id('paper told'), kind: 'TravelDocumentIssued', from: There, sequence: 1 },
    ...{ sentAt: '2013-05-01T00:00:00.000Z', groups: ['reference', 'documents'], outcome: 'effective' },
    ...{ instrument: sampleInstrument().code, instrumentVersion: sampleInstrument().version },
    ...{ clause: sampleInstrument().clauses[0]!.id, purpose: 'nationality_confirmation', payload: {} },
  },
};
const learned: NewCaseEvent = {
  type: 'TravelDocumentLearned',
  data: {
    documentId,
    from: There,
    kind: 'identity-certificate',
    validUntil: '2013-12-31',
    paper: { number: 'P-1' },
  },
};

/** Here holds a paper of There that a message brought. */
const held = fold(
  id('case'),
  recorded([conditions.opened, told, learned]).map((event, index) =>
    index === 0 ? event : { ...event, meta: { ...event.meta, commandId: id('one command') } },
  ),
);

const toldTo = (to: typeof There | typeof Third | typeof Fourth, onward: readonly (typeof Third)[]) => {
  const instrument = sampleInstrument();
  const clauses = instrument.clauses.map((clause) => ({ ...clause, onward }));
  return papersTold(held, sampleContext({ country: Here, instruments: [{ ...instrument, clauses }] }), {
    home: There,
    to,
    on: plannedOn,
  }).map((paper) => paper.documentId);
};

describe('a paper for the way that another country told of', () => {
  it('stands in a line of the manifest to that country, and to those alone to which its clause lets it go on', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(There, Third, Fourth),
        fc.subarray([Third, Fourth] as (typeof Third)[]),
        (to, onward) => {
          const goes = to === There || (onward as readonly string[]).includes(to);
          expect(toldTo(to, onward)).toEqual(goes ? [documentId] : []);
        },
      ),
    );
  });
});
