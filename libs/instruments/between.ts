import type { Clause, ConsentPurpose, Country, Duration, FieldGroup, MessageKind } from '#casework';

/** What one clause says, without the countries it binds. */
export interface Term {
  readonly id: string;
  readonly kind: MessageKind;
  readonly purpose: ConsentPurpose;
  /** Field groups beside the references that every message carries. */
  readonly carries?: readonly FieldGroup[];
  readonly answerWithin?: Duration;
  readonly vitalInterest?: boolean;
  readonly source?: string;
}

/**
 * Clauses that bind all parties alike: each can be the sending or the receiving side of a case. No text was read: that an
 * instrument has such a clause is an assumption, wherever the need for it comes from.
 */
export const mutual = (parties: readonly Country[], terms: readonly Term[]): readonly Clause<MessageKind>[] =>
  terms.map(({ id, kind, purpose, carries = [], answerWithin, vitalInterest, source = '(A)' }) => ({
    id,
    kind,
    from: parties,
    to: parties,
    purpose,
    carries: ['reference', ...carries],
    ...(answerWithin ? { answerWithin } : {}),
    ...(vitalInterest ? { vitalInterest } : {}),
    source: source.includes('(A)') ? source : `${source} (A)`,
  }));

/** A clock in working days that no public text prints. */
export const assumedWorkingDays = (days: number): Duration => ({ days, calendar: 'working', source: '(A)' });
