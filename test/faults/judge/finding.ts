/** Something that must not be. */
export interface Finding {
  readonly what:
    | 'lost_command'
    | 'doubled_command'
    | 'other_events_than_acknowledged'
    | 'other_position_than_acknowledged'
    | 'acknowledged_without_a_record'
    | 'never_answered'
    | 'refused_yet_recorded'
    | 'command_of_nobody'
    | 'doubled_event'
    | 'gap_in_stream'
    | 'order_broken'
    | 'message_undecided'
    | 'lost_message'
    | 'doubled_message'
    | 'message_refused'
    | 'message_withheld'
    | 'message_altered'
    | 'message_unjudged'
    | 'message_out_of_order'
    | 'message_of_nobody'
    | 'receipt_missing'
    | 'doubled_receipt'
    | 'view_differs'
    | 'case_parked'
    | 'dead_letter'
    | 'not_told'
    | 'personal_data_in_log'
    | 'not_drained'
    | 'unexpected_refusal'
    | 'not_mended'
    | 'not_ended'
    | 'ended_by_itself'
    | 'expected_refusal_missing'
    | 'told_too_much'
    | 'shown_too_much'
    | 'departed_without_permit'
    | 'nothing_happened';
  /** Where: ids, names, codes; nothing of a person. */
  readonly where: string;
}

export const finding = (what: Finding['what'], where: string): Finding => ({ what, where });
