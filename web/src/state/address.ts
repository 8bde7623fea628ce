import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

import { useServerClock } from './clock';
import { defaultRangeKey, parseRange, writeRange, type TimeRange } from './range';

export function useSearchParams(): URLSearchParams {
  const search = useSearch();
  return useMemo(() => new URLSearchParams(search), [search]);
}

/** Sets parameters of the address (null removes one); a step of its own in the history unless `replace`. */
export function useSetParams(): (changes: Record<string, string | null>, options?: { replace: boolean }) => void {
  const [path, navigate] = useLocation();
  const search = useSearch();
  return useCallback(
    (changes, options) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) {
          next.delete(name);
        } else {
          next.set(name, value);
        }
      }
      navigate(withSearch(path, next), { replace: options?.replace ?? false });
    },
    [path, search, navigate],
  );
}

/** The range on show, from the address; without one there, the default of the server's mode. */
export function useRange(): [TimeRange, (range: TimeRange) => void] {
  const [path, navigate] = useLocation();
  const search = useSearchParams();
  const { status } = useServerClock();
  const mode = status?.mode;
  const range = useMemo(() => parseRange(search, defaultRangeKey(mode)), [search, mode]);
  const setRange = useCallback(
    (next: TimeRange) => navigate(withSearch(path, writeRange(search, next))),
    [path, search, navigate],
  );
  return [range, setRange];
}

/** Makes links that keep the range on show: a colleague who opens one sees the same thing. */
export function useLinkTo(): (path: string, parameters?: Record<string, string>) => string {
  const search = useSearchParams();
  return useCallback(
    (path, parameters) => {
      const next = new URLSearchParams(parameters);
      for (const name of ['range', 'from', 'to']) {
        const value = search.get(name);
        if (value !== null && !next.has(name)) {
          next.set(name, value);
        }
      }
      return withSearch(path, next);
    },
    [search],
  );
}

/** The model that the address names: by its page, or as the one marked in a list. */
export function useModelOnShow(): string | null {
  const [path] = useLocation();
  const marked = useSearchParams().get('model');
  const named = /^\/models\/([^/]+)/.exec(path)?.[1];
  return named === undefined ? marked : decodeURIComponent(named);
}

export function modelPath(name: string, tab?: string): string {
  return `/models/${encodeURIComponent(name)}${tab === undefined ? '' : `/${tab}`}`;
}

function withSearch(path: string, search: URLSearchParams): string {
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
