/** Class names side by side; a module's class that does not exist is left out. */
export function joined(...names: (string | undefined)[]): string {
  return names.filter((name) => name !== undefined).join(' ');
}
