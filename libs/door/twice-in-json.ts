interface Level {
  /** Undefined for a list. */
  readonly keys: Set<string> | undefined;
}

/** In well-formed JSON: a text and whether it is a name, or a sign that begins or ends an object or a list. */
const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;

/**
 * The first name that stands twice in one object of a text that JSON.parse has taken: of two values it would keep the
 * last, another reader the first.
 */
export const nameTwiceIn = (text: string): string | undefined => {
  const levels: Level[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{') levels.push({ keys: new Set() });
    else if (found === '[') levels.push({ keys: undefined });
    else if (found === '}' || found === ']') levels.pop();
    else if (colon !== undefined) {
      const name = String(JSON.parse(found.slice(0, -colon.length)));
      const keys = levels.at(-1)?.keys;
      if (keys?.has(name)) return name;
      keys?.add(name);
    }
  }
  return undefined;
};
