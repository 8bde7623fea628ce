export type Comparison = '>' | '>=' | '<' | '<=' | '==' | '!=';

/** An alert's expression taken apart: the figure that is watched, how it is compared, and with what. */
export interface Threshold {
  subject: string;
  comparison: Comparison;
  value: number;
}

const Words = /^(?:and|or|unless)\b/i;
const Comparisons: readonly Comparison[] = ['>=', '<=', '==', '!=', '>', '<'];

/**
 * Splits `subject > 0.15` into its parts, so that a chart can draw the subject and the threshold beside it.
 * Null when the expression is no comparison with a number at its outermost level: then only the whole can be drawn.
 */
export function splitThreshold(expression: string): Threshold | null {
  const found = outermostComparison(expression);
  if (found === null) {
    return null;
  }
  const subject = expression.slice(0, found.at).trim();
  const right = expression.slice(found.at + found.comparison.length).trim();
  const value = numberOf(right);
  return subject === '' || value === null ? null : { subject, comparison: found.comparison, value };
}

/** A number, or a product of numbers such as `2 * 24`; null for anything else. */
function numberOf(text: string): number | null {
  const factors = text.split('*').map((factor) => (factor.trim() === '' ? NaN : Number(factor)));
  const value = factors.reduce((product, factor) => product * factor, 1);
  return Number.isFinite(value) ? value : null;
}

function outermostComparison(text: string): { at: number; comparison: Comparison } | null {
  let found: { at: number; comparison: Comparison } | null = null;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '"' || c === "'" || c === '`') {
      i = endOfString(text, i);
    } else if ('([{'.includes(c)) {
      depth++;
    } else if (')]}'.includes(c)) {
      depth--;
    } else if (depth === 0) {
      if (Words.test(text.slice(i)) && /[\s)\]}]/.test(text.charAt(i - 1))) {
        return null;
      }
      const comparison = Comparisons.find((candidate) => text.startsWith(candidate, i));
      if (comparison !== undefined) {
        found = { at: i, comparison };
        i += comparison.length - 1;
      }
    }
  }
  return found;
}

function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let i = start + 1; i < text.length; i++) {
    if (text.charAt(i) === '\\' && quote !== '`') {
      i++;
    } else if (text.charAt(i) === quote) {
      return i;
    }
  }
  return text.length;
}
