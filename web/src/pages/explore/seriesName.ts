/** A series as Prometheus writes it: `name{label="value"}`; `value` where there is neither. */
export function seriesName(labels: Record<string, string>): string {
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([key, value]) => `${key}="${value}"`);
  return pairs.length === 0 ? name || 'value' : `${name}{${pairs.join(', ')}}`;
}
