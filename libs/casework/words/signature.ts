/** A signature that waits for a second one: who gave it, and when it was recorded. */
export interface Signature {
  readonly actor: string;
  readonly agency: string;
  readonly at: string;
}
