/** Where one objective of a model is shown. */
export function objectivePath(model: string, name: string): string {
  return `/objectives/${encodeURIComponent(model)}/${encodeURIComponent(name)}`;
}
