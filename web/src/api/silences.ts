import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useLiveQuery } from './hooks';
import { deleteAt, getJson, postJson } from './http';

/** A matcher as Alertmanager's API writes it. */
export interface SilenceMatcher {
  name: string;
  value: string;
  isEqual: boolean;
  isRegex: boolean;
}

export interface SilenceItem {
  id: string;
  status: { state: 'active' | 'pending' | 'expired' };
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
  matchers: SilenceMatcher[];
}

export interface SilenceWish {
  matchers: SilenceMatcher[];
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
}

/** An alert as routing knows it. */
export interface KnownAlert {
  fingerprint: string;
  labels: Record<string, string>;
}

export function useSilences(): UseQueryResult<SilenceItem[]> {
  return useLiveQuery(['silences'], (signal) => getJson<SilenceItem[]>('/api/v2/silences', signal));
}

/** The alerts that a silence of these matchers would hold now; asks for nothing without one. */
export function useSilencePreview(matchers: readonly string[]): UseQueryResult<KnownAlert[]> {
  const asked = new URLSearchParams(matchers.map((matcher) => ['matcher', matcher]));
  return useQuery({
    queryKey: ['silence-preview', ...matchers],
    queryFn: ({ signal }) => getJson<KnownAlert[]>(`/v1/silences/preview?${asked.toString()}`, signal),
    enabled: matchers.length > 0,
  });
}

export function putSilence(wish: SilenceWish): Promise<{ silenceID: string }> {
  return postJson<{ silenceID: string }>('/api/v2/silences', wish);
}

export function endSilence(id: string): Promise<void> {
  return deleteAt(`/api/v2/silence/${encodeURIComponent(id)}`);
}
