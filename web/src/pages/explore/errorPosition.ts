export interface ErrorPlace {
  /** The line of the expression that the error is in. */
  line: string;
  /** Columns before the word, counted from zero. */
  column: number;
  /** Length of the word that stands there. */
  length: number;
}

/** Finds the `line:column:` that a parse error begins with, and the word that stands there. Null when it names no place. */
export function errorPosition(expression: string, message: string): ErrorPlace | null {
  const found = /(?:^|[^\d:])(\d+):(\d+):/.exec(message);
  if (found === null) {
    return null;
  }
  const line = expression.split('\n')[Number(found[1]) - 1];
  const column = Number(found[2]) - 1;
  if (line === undefined || column < 0 || column > line.length) {
    return null;
  }
  const word = /^(?:[\w:]+|\S)/.exec(line.slice(column));
  return { line, column, length: word?.[0].length ?? 1 };
}
