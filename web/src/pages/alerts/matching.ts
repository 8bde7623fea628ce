/** Whether a series of an alert's expression can be the one that the alert is about: no label of it contradicts the alert's. */
export function belongsTo(series: Record<string, string>, alert: Record<string, string>): boolean {
  return Object.entries(series).every(([name, value]) => name === '__name__' || alert[name] === undefined || alert[name] === value);
}
