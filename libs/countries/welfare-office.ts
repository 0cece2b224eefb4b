import type { Agency } from '#casework';

/** An office of social welfare of a province or a district: it keeps cases, knows the villages and meets who returns. */
export const welfareOffice = (
  id: string,
  name: string,
  source: string,
  more: Agency['mandates'] = [],
): Agency => ({
  ...{ id, name, kind: 'provincial_office', viewer: 'SW' },
  mandates: [
    ...(['open_case', 'case_work', 'warn', 'child_protection', 'trace_family'] as const),
    ...more,
    ...(['receive_return', 'reintegrate'] as const),
  ],
  disciplines: ['social_work', 'child_protection'],
  source,
});
