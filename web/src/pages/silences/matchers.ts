import type { SilenceMatcher } from '../../api/silences';

/** Matchers as they are typed, one a line; or which line is none. */
export type Matchers = { matchers: SilenceMatcher[]; error: null } | { matchers: null; error: string };

const Matcher = /^\s*([a-zA-Z_][\w]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^"\s][^"]*?)?)\s*$/;

export function readMatchers(text: string): Matchers {
  const matchers: SilenceMatcher[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const found = Matcher.exec(line);
    if (found !== null) {
      const [, name = '', operator = '', quoted, bare] = found;
      matchers.push({ name, value: quoted === undefined ? bare ?? '' : unquote(quoted), isEqual: operator.startsWith('='), isRegex: operator.endsWith('~') });
    } else if (line.trim() !== '') {
      return { matchers: null, error: `Line ${i + 1}: expected a matcher such as model_name="credit", found ${line.trim()}` };
    }
  }
  return { matchers, error: null };
}

export function writeMatcher({ name, value, isEqual, isRegex }: SilenceMatcher): string {
  const operator = isRegex ? isEqual ? '=~' : '!~' : isEqual ? '=' : '!=';
  return `${name}${operator}"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** The matchers that name an alert by all its labels. */
export function matchersOf(labels: Record<string, string>): string {
  return Object.entries(labels).map(([name, value]) => writeMatcher({ name, value, isEqual: true, isRegex: false })).join('\n');
}

function unquote(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}
