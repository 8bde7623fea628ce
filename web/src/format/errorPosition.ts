export interface ErrorPlace {
  /** The line of the text that the error is in. */
  line: string;
  /** Columns before the word, counted from zero. */
  column: number;
  /** Length of the word that stands there. */
  length: number;
}

/** The word at a line and column, both counted from one; null where the text has no such place. */
export function placeAt(text: string, lineNumber: number, columnNumber: number): ErrorPlace | null {
  const line = text.split('\n')[lineNumber - 1];
  const column = columnNumber - 1;
  if (line === undefined || column < 0 || column > line.length) {
    return null;
  }
  const word = /^(?:[\w:]+|\S)/.exec(line.slice(column));
  return { line, column, length: word?.[0].length ?? 1 };
}

/** Finds the `line:column:` that a parse error begins with, and the word that stands there. Null when it names no place. */
export function errorPosition(expression: string, message: string): ErrorPlace | null {
  const found = /(?:^|[^\d:])(\d+):(\d+):/.exec(message);
  return found === null ? null : placeAt(expression, Number(found[1]), Number(found[2]));
}
