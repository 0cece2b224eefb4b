import { LeaseLost } from '#following';

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
  | 'dead_lettered';

/** Told of each occurrence; `reason` is a code or an error's name. */
export interface BridgeMetrics {
  readonly count: (what: BridgeCount, labels: { readonly with?: string; readonly reason?: string }) => void;
}

export const noMetrics: BridgeMetrics = { count: () => undefined };

/** What to say of an error where no personal data may stand: its name and its code, never its message. */
export const errorCode = (error: unknown): string => {
  if (!(error instanceof Error)) return 'error';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`.slice(0, 100);
};

/** Tells trouble by its code. Throws where the lease was lost, for then the work is another's. */
export const unlessLost =
  (tell: (code: string) => void) =>
  (error: unknown): void => {
    if (error instanceof LeaseLost) throw error;
    tell(errorCode(error));
  };
