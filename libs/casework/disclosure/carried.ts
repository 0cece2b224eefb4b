type Content = Readonly<Record<string, unknown>>;

/** What a recorded message carried; undefined where its seal cannot be opened. */
export const carriedBy = ({
  references,
  payload,
}: {
  readonly references?: Content | undefined;
  readonly payload?: Content | undefined;
}): Content | undefined => references ?? payload;
