import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { getJson, postJson } from './http';
import type { Distribution, FeatureDetail } from './types';

/** The queue is asked for again while somebody works on it; what is being looked at stays in its place. */
const QueueRefetchMs = 10_000;

/** As many features have their baseline drawn; more rows than this are no longer looked at one by one. */
const MostDistributions = 32;

export type Answer = string | number | boolean;

/** A prediction that a person is asked to label. */
export interface Review {
  id: string;
  model: string;
  prediction_id: string | number;
  time: string;
  features: Record<string, unknown> | null;
  prediction: unknown;
  score: number | null;
  confidence: number | null;
  chance: number;
  reason: 'random' | 'low_confidence' | 'rare';
}

export interface ReviewQueue {
  reviews: Review[];
  open: number;
}

export function useReviews(model: string | null): UseQueryResult<ReviewQueue> {
  return useQuery({
    queryKey: ['reviews', model],
    queryFn: ({ signal }) => getJson<ReviewQueue>(`/v1/reviews?limit=100${model === null ? '' : `&model=${encodeURIComponent(model)}`}`, signal),
    refetchInterval: QueueRefetchMs,
  });
}

export function answerReview(id: string, label: Answer, reviewer: string): Promise<unknown> {
  return postJson(`/v1/reviews/${encodeURIComponent(id)}`, { label, reviewer });
}

/** The baseline's distributions of the named features, as they come; they do not change while a model keeps its baseline. */
export function useBaselines(model: string, features: readonly string[]): ReadonlyMap<string, Distribution> {
  return useQueries({
    queries: features.slice(0, MostDistributions).map((feature) => ({
      queryKey: ['baseline', model, feature],
      staleTime: Infinity,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson<FeatureDetail>(`/v1/models/${encodeURIComponent(model)}/features/${encodeURIComponent(feature)}`, signal),
    })),
    combine: combineBaselines,
  });
}

function combineBaselines(answers: UseQueryResult<FeatureDetail>[]): ReadonlyMap<string, Distribution> {
  return new Map(answers.flatMap(({ data }) => (data?.distribution == null ? [] : [[data.name, data.distribution] as const])));
}
