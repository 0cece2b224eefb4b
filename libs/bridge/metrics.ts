import { errorCode, LeaseLost } from '#following';

/** What the bridge counts; labels hold countries and codes, never anything of a person. */
export type BridgeCount =
  | 'message_published'
  | 'message_sent_again'
  | 'message_kept_back'
  | 'message_given_up'
  | 'receipt_published'
  | 'message_received'
  | 'receipt_recorded'
  | 'outbound_parked'
  | 'outbound_unread'
  | 'inbound_parked'
  | 'dead_lettered'
  | 'announcement_published'
  | 'announcement_heard'
  | 'announcement_refused';

/** Told of each occurrence; `reason` is a code or an error's name. */
export interface BridgeMetrics {
  readonly count: (what: BridgeCount, labels: { readonly with?: string; readonly reason?: string }) => void;
}

export const noMetrics: BridgeMetrics = { count: () => undefined };

/** Tells trouble by its code. Throws where the lease was lost, for then the work is another's. */
export const unlessLost =
  (tell: (code: string) => void) =>
  (error: unknown): void => {
    if (error instanceof LeaseLost) throw error;
    tell(errorCode(error));
  };
