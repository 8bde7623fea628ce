/** Names with their values, or which line is none. */
export type Pairs = { pairs: Record<string, string>; error: null } | { pairs: null; error: string };

/** Reads a `name=value` a line; quotes around the value may stand or not. */
export function readPairs(text: string): Pairs {
  const pairs: Record<string, string> = {};
  for (const [i, line] of text.split('\n').entries()) {
    const found = /^\s*([a-zA-Z_]\w*)\s*=\s*(?:"(.*)"|(.*?))\s*$/.exec(line);
    if (found?.[1] !== undefined) {
      pairs[found[1]] = found[2] ?? found[3] ?? '';
    } else if (line.trim() !== '') {
      return { pairs: null, error: `line ${i + 1}: expected name=value, found ${line.trim()}` };
    }
  }
  return { pairs, error: null };
}

export function writePairs(pairs: Record<string, string>): string {
  return Object.entries(pairs).map(([name, value]) => `${name}=${value}`).join('\n');
}
