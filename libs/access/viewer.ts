import {
  caseEvents,
  holdsMandate,
  isUnderWay,
  runsTheCase,
  type Actor,
  type Agency,
  type CaseFile,
  type CountryFacts,
  type DictionaryKey,
  type Mandate,
  type Viewer,
} from '#casework';

/** As whom an office reads one case: what the tables of domain.md 4 give it there. */
export interface CaseViewer {
  readonly viewer: Viewer;
  /** Entries that it sees as the case owner does, because its work in this case needs them. */
  readonly needed: ReadonlySet<DictionaryKey>;
  /** Types of events that it knows of as the case owner does, for the same reason. */
  readonly concerning: ReadonlySet<string>;
}

/**
 * The column SW is the case owner's alone. Another social welfare office in the case is a partner in the care, as NG is (A).
 */
const besideTheOwner: Viewer = 'NG';

interface Work {
  readonly needed: readonly DictionaryKey[];
  readonly concerning: readonly string[];
}

/** What a search for the family needs (domain.md 4.5: the family block and the cover story). */
const search: Work = {
  needed: ['names', 'nameClaims', 'birthDate', 'origin', 'relatives', 'familyAssessment'],
  concerning: ['TracingRequestReceived', 'TracingAssigned', 'TracingVisitRecorded'],
};

/** What who escorts or receives somebody needs while the return is under way (domain.md 4.5: the manifest). */
const travel: Work = {
  needed: ['names', 'documents', 'specialNeeds', 'journeyNeeds', 'handoverItems'],
  concerning: Object.values(caseEvents)
    .filter(({ audience }) => audience === caseEvents.RepatriationProposed.audience)
    .map(({ type }) => type),
};

const travels: readonly Mandate[] = ['escort', 'receive_return'];

/** A search is by an office of any kind; who travels with the person knows by its own column, social welfare apart. */
const workOf = (
  { tracing, repatriation }: CaseFile,
  { id, viewer }: Agency,
  facts: CountryFacts,
): readonly Work[] => {
  const searches = tracing.requests.some(({ office, concluded }) => office === id && !concluded);
  const escorts =
    viewer === 'SW' &&
    isUnderWay(repatriation) &&
    travels.some((mandate) => holdsMandate(facts, id, mandate));
  return [...(searches ? [search] : []), ...(escorts ? [travel] : [])];
};

/** As whom an office is shown whatever is of its own making or no single case's. */
export const viewerAnywhere = ({ viewer }: Pick<Agency, 'viewer'>): CaseViewer => ({
  ...{ viewer, needed: new Set<DictionaryKey>(), concerning: new Set<string>() },
});

/** As whom an office reads one case, with what its work in it needs: a social welfare office as the case owner only where it runs the case. */
export const viewerIn = (
  file: CaseFile,
  { actor, agency }: { readonly actor: Actor; readonly agency: Agency },
  facts: CountryFacts,
): CaseViewer => {
  const runs = runsTheCase(file, { actor, country: facts.country, facts: () => facts });
  if (!file.coordination.opened || (agency.viewer === 'SW' && runs)) return viewerAnywhere(agency);
  const work = workOf(file, agency, facts);
  return {
    viewer: agency.viewer === 'SW' ? besideTheOwner : agency.viewer,
    needed: new Set(work.flatMap(({ needed }) => needed)),
    concerning: new Set(work.flatMap(({ concerning }) => concerning)),
  };
};
