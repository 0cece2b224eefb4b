import { eventReader, refusalFor, viewerIn, type Caller } from '#access';
import {
  audienceIn,
  caseEvents,
  type Agency,
  type Country,
  type CountryFacts,
  type RecordedCaseEvent,
  type Viewer,
} from '#casework';
import { sampleActor, sampleFacts } from '../../casework/spec/sample.js';
import type { Answered, TwoNodes } from '../../casework/spec/two-nodes.js';
import { caseRead } from '../case-read.js';
import { visible, visibleEtag } from '../visible.js';

const viewers: readonly Viewer[] = [
  ...(['PO', 'IM', 'SW', 'SH', 'CO', 'NG', 'HE', 'LA', 'LO', 'RS', 'TR', 'ST', 'FP', 'AU'] as const),
];

/** An office of every kind that reads. */
export const readers: readonly Agency[] = viewers.map((viewer) => ({
  ...{ id: `reader-${viewer.toLowerCase()}`, name: viewer, kind: 'authority', viewer, mandates: [] },
}));

/** Facts for specs, with these offices. */
export const facts = (country: Country): CountryFacts => {
  const own = sampleFacts(country);
  return { ...own, agencies: [...own.agencies, ...readers] };
};

export const callerOf = (agency: Agency, country: Country): Caller => ({
  actor: sampleActor(agency.id, 'reader', country),
  agency,
  sandbox: true,
});

const traceOf = (event: RecordedCaseEvent) => ({
  ...{ type: event.type, agency: event.meta.agency, audience: audienceIn(caseEvents)(event) },
  ...{ revision: event.meta.revision, eventId: event.meta.eventId, position: `${event.meta.revision}` },
});

export interface Lived {
  readonly world: Pick<TwoNodes, 'file' | 'history'>;
  readonly answers: readonly Answered[];
}

/** All that an agency gets of a case: what it reads, its ETag, the answers to whoever gave a command from there. */
export const readBy = (
  agency: Agency,
  country: 'TH' | 'MM',
  { world, answers }: Lived,
  now = '2013-09-04T00:00:00.000Z',
) => {
  const caller = callerOf(agency, country);
  const as = viewerIn(world.file(country), caller, facts(country));
  const reader = eventReader(facts(country), caller, [], as);
  const history = world.history(country);
  const traces = history.map(traceOf);
  const { body } = caseRead(world.file(country), history, {
    ...{ caller, as, facts: facts(country), now },
    ...{ requestId: 'request', knownCases: new Set<string>() },
  });
  return {
    body,
    etag: visibleEtag('secret', caseEvents, reader, { id: 'case', traces }),
    answers: answers.map(({ refusal, recorded }) => ({
      refusal: refusal && refusalFor(as.viewer, refusal),
      recorded: visible(caseEvents, recorded.map(traceOf), reader).map(({ type }) => type),
    })),
  };
};
