/** A template that failed, as the server writes it: `name:line:column: what is wrong`. */
export interface TemplateFailure {
  /** Which text it is: of the configuration (`slack text`), or a template that is called (`mine`). */
  template: string;
  line: number;
  column: number;
  message: string;
}

const Failure = /^(.*?):(\d+):(\d+): ([\s\S]*)$/;
const Marked = /\[template failed: (.+?:\d+:\d+: [\s\S]*?)\](?=\s|<|$)/g;

export function readFailure(error: string): TemplateFailure | null {
  const found = Failure.exec(error);
  return found === null ? null : { template: found[1] ?? '', line: Number(found[2]), column: Number(found[3]), message: found[4] ?? '' };
}

/** The failures that stand in the texts of a notice, where the default text came in their place; each once. */
export function failuresIn(texts: readonly string[]): TemplateFailure[] {
  const errors = texts.flatMap((text) => [...text.matchAll(Marked)].map(([, error]) => error ?? ''));
  return [...new Set(errors)].map(readFailure).filter((failure) => failure !== null);
}

export function failureText({ template, line, column, message }: TemplateFailure): string {
  return `${template}, line ${line}, column ${column}: ${message}`;
}
