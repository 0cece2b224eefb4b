import type { Consent } from '../../consent/state.js';
import type { FieldGroup } from '../../words/dictionary.js';
import type { Scope } from '../values.js';

/** Of consents to one group the widest counts: the last day of all, none where one has no end. */
const untilOf = (covering: readonly Consent[]): string | undefined =>
  covering.some(({ expiresOn }) => expiresOn === undefined)
    ? undefined
    : covering
        .flatMap(({ expiresOn }) => expiresOn ?? [])
        .toSorted()
        .at(-1);

const agencyOf = (covering: readonly Consent[]): string | undefined =>
  covering.some(({ recipient }) => recipient.agency === undefined)
    ? undefined
    : covering[0]?.recipient.agency;

/** The scope of what goes under some consents: that of the group that they cover least. References need none. */
export const scopeOf = (consents: readonly Consent[], groups: readonly FieldGroup[]): Scope | undefined => {
  const byGroup = groups
    .filter((group) => group !== 'reference')
    .map((group) => consents.filter((consent) => consent.groups.includes(group)))
    .filter((covering) => covering.length > 0);
  const until = byGroup.flatMap((covering) => untilOf(covering) ?? []).toSorted()[0];
  const agency = byGroup.flatMap((covering) => agencyOf(covering) ?? [])[0];
  if (until === undefined && agency === undefined) return undefined;
  return { ...(until ? { until } : {}), ...(agency ? { agency } : {}) };
};

interface Scoped {
  readonly scope?: Scope | undefined;
}

/** Whether what came under a scope may still be used on a day, ISO date. */
export const holdsOn = ({ scope }: Scoped, day: string): boolean =>
  scope?.until === undefined || day <= scope.until;

/** Whether an office may be shown what came under a scope for the consent behind it. */
export const isFor = ({ scope }: Scoped, agency: string): boolean =>
  scope?.agency === undefined || scope.agency === agency;
