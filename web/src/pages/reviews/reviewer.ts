const Key = 'heed-reviewer';

/** The name that labels are kept with, as this browser knows it. */
export function readReviewer(): string {
  return typeof localStorage === 'undefined' ? '' : localStorage.getItem(Key) ?? '';
}

export function writeReviewer(name: string): void {
  localStorage.setItem(Key, name);
}
