/** How a stay in a shelter can end (domain.md 2.5 [S4:1551-1568]); `left_without_notice` is what the person did, the others what was arranged. */
export const dischargeReasons = [
  'returned_home',
  'with_friend_or_partner',
  'with_spouse',
  'left_without_notice',
  'transferred',
  'other',
] as const;
export type DischargeReason = (typeof dischargeReasons)[number];

interface Named<Of extends string = string> {
  readonly code: Of;
  readonly name: string;
  readonly source: string;
}

/** What the person may stay in the country on, and which of its offices grant it. */
export interface StayPermit extends Named {
  readonly by: readonly string[];
}

/** A paper on which support at home rests, and which offices write it. */
export interface SupportPaper extends Named {
  readonly by: readonly string[];
}

/** Offices that meet together who comes home, and how many of them at least. */
export interface JointReception {
  readonly offices: readonly string[];
  readonly least: number;
  readonly source: string;
}

/** What some countries have of their own and others have not. */
export interface OwnPractice {
  /** How its shelters say that a stay ends; as any can, where absent. */
  readonly discharges?: readonly Named<DischargeReason>[];
  /** On what a person may stay; where absent, nobody wrote it down, and whoever coordinates records it under its name. */
  readonly stayPermits?: readonly StayPermit[];
  /** Papers without which no grant is paid to somebody who came home; none where absent. */
  readonly supportPapers?: readonly SupportPaper[];
  /** Absent where one office is enough. */
  readonly jointReception?: JointReception;
}
