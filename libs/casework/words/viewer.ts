/**
 * Who looks, as the columns of domain.md 4: police, immigration/registry, social welfare (case owner), shelter,
 * consular, NGO service, health, lawyer/prosecutor, local office, receiving-state focal point, transit, statistics.
 */
export const tableViewers = ['PO', 'IM', 'SW', 'SH', 'CO', 'NG', 'HE', 'LA', 'LO', 'RS', 'TR', 'ST'] as const;
export type TableViewer = (typeof tableViewers)[number];

/** FP: the own country's focal point; AU: the auditor. Both follow from rules in domain.md 4.5a. */
export type Viewer = TableViewer | 'FP' | 'AU';

/** Y full, R reduced, C only with the person's consent, N not shown. */
export type Sight = 'Y' | 'R' | 'C' | 'N';
