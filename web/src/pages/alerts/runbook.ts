export type RunbookPart = { kind: 'text'; text: string } | { kind: 'steps'; items: string[] };

/** What to do about an alert, as its rule says: a runbook, else the one line that the built-in rules have. */
export function runbookOf(annotations: Record<string, string>): string {
  return annotations.runbook ?? annotations.action ?? '';
}

const Numbered = /^\s*(?:\d+[.)]|[-*])\s+/;

/** A runbook's lines: numbered or dashed ones become steps, the lines between them paragraphs. */
export function runbookParts(text: string): RunbookPart[] {
  const parts: RunbookPart[] = [];
  for (const line of text.split('\n')) {
    const words = line.replace(Numbered, '').trim();
    const last = parts.at(-1);
    if (words === '') {
      continue;
    }
    if (!Numbered.test(line)) {
      parts.push({ kind: 'text', text: words });
    } else if (last?.kind === 'steps') {
      last.items.push(words);
    } else {
      parts.push({ kind: 'steps', items: [words] });
    }
  }
  return parts;
}
