/** What one stage of the door found out about a request, for the stages after it. */
export interface FoundOfRequest<T> {
  readonly keep: (request: object, found: T) => void;
  /** Undefined where nobody has asked. */
  readonly of: (request: object) => T | undefined;
  /** Throws where nobody has asked: what was not guarded is not answered. */
  readonly mustBe: (request: object) => T;
}

/** `what`: what is found, for the error of an address that was mounted without asking. */
export const finding = <T extends object | string>(what: string): FoundOfRequest<T> => {
  const found = new WeakMap<object, T>();
  return {
    keep: (request, value) => void found.set(request, value),
    of: (request) => found.get(request),
    mustBe: (request) => {
      const value = found.get(request);
      if (value === undefined) throw new Error(`This address was mounted without asking for ${what}.`);
      return value;
    },
  };
};
