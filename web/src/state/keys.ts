import { useEffect, useRef } from 'react';

/** How long a first key (`g`) waits for its second. */
const ChordMs = 1500;

export interface KeyEntry {
  keys: string;
  does: string;
}

export const KeyList: readonly KeyEntry[] = [
  { keys: 'g h', does: 'Health' },
  { keys: 'g m', does: 'Models' },
  { keys: 'g a', does: 'Alerts' },
  { keys: 'g i', does: 'Incidents' },
  { keys: 'g s', does: 'Objectives' },
  { keys: 'g r', does: 'Reviews' },
  { keys: 'g c', does: 'On call' },
  { keys: 'g n', does: 'Noise report' },
  { keys: 'g o', does: 'Outbox' },
  { keys: 'g e', does: 'Explore' },
  { keys: 'g t', does: 'Settings' },
  { keys: 'j / k', does: 'Next and previous in a list' },
  { keys: 'Enter', does: 'Open what is marked' },
  { keys: 'a', does: 'Acknowledge the incident on show' },
  { keys: 'c', does: 'Comment on it' },
  { keys: '1 – 9', does: 'Label the review on show' },
  { keys: 's', does: 'Put it off; or silence the alert on show' },
  { keys: 'e', does: 'Why the alert on show was told, or not' },
  { keys: '/', does: 'Search' },
  { keys: 'l', does: 'Live on and off' },
  { keys: '?', does: 'This list' },
];

/** Calls the handler of a key or of a chord such as `g h`, unless a field is being typed into. */
export function useKeys(handlers: Record<string, () => void>): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    let first: { key: string; atMs: number } | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return;
      }
      const chord = first !== null && event.timeStamp - first.atMs < ChordMs ? `${first.key} ${event.key}` : event.key;
      first = event.key === 'g' && chord === 'g' ? { key: 'g', atMs: event.timeStamp } : null;
      const handler = current.current[chord];
      if (handler !== undefined) {
        event.preventDefault();
        handler();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** `j` and `k` move the mark in a list of `count`, without leaving it at either end. */
export function useListKeys(count: number, marked: number, mark: (index: number) => void, open?: () => void): void {
  useKeys({
    j: () => mark(Math.min(count - 1, marked + 1)),
    k: () => mark(Math.max(0, marked - 1)),
    ...(open === undefined ? {} : { Enter: open }),
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
