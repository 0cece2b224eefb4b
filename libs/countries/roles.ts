import type { Role } from '#casework';

/** Names that offices give the roles in their tokens, and what each counts as (A). */
export const usualRoles: Readonly<Record<string, Role>> = {
  focal_point: 'approver',
  case_worker: 'officer',
  protection_officer: 'officer',
  consul: 'officer',
  registrar: 'officer',
  doctor: 'officer',
  prosecutor: 'officer',
  staff: 'officer',
  auditor: 'reader',
};
