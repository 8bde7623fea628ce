/** An expression as an alerting rule of a rule file, to be named and completed by whoever pastes it. */
export function ruleText(expression: string): string {
  const lines = expression.split('\n').map((line) => `    ${line}`).join('\n');
  return `- alert: NameOfTheAlert\n  expr: |\n${lines}\n  for: 5m\n  labels: { severity: warning }\n  annotations:\n    summary: 'What is wrong: {{ $value }}'\n`;
}
