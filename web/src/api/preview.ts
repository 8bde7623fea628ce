import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { getJson, postJson } from './http';

/** What to preview. Without a fingerprint the notice is about a sample of these labels and annotations. */
export interface PreviewQuestion {
  receiver?: string;
  fingerprint?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  resolved: boolean;
  /** A text to try. */
  template?: string;
}

export interface PreviewedIntegration {
  /** As `slack[0]`. */
  integration: string;
  /** A request's body, or a mail. */
  body: string;
}

export interface PreviewAnswer {
  receiver: string;
  integrations: PreviewedIntegration[];
  text: string | null;
  error: string | null;
  failed_texts: number;
}

/** Nothing is sent. While the next answer is awaited the last one stays. */
export function usePreview(question: PreviewQuestion): UseQueryResult<PreviewAnswer> {
  return useQuery({
    queryKey: ['preview', question],
    queryFn: ({ signal }) => postJson<PreviewAnswer>('/v1/templates/preview', question, signal),
    placeholderData: keepPreviousData,
  });
}

export function useReceivers(): UseQueryResult<{ name: string }[]> {
  return useQuery({ queryKey: ['receivers'], queryFn: ({ signal }) => getJson<{ name: string }[]>('/api/v2/receivers', signal) });
}
