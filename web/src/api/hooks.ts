import { useQuery, useQueryClient, type QueryKey, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';

import { alignRange, ChartPoints, chooseWindow, type QueryWindow } from '../charts/window';
import { useRange } from '../state/address';
import { readClock, subscribeClock, useServerClock } from '../state/clock';
import { rangeBounds, rangeLengthMs, type TimeRange } from '../state/range';
import { getJson } from './http';
import { queryRange, type RangeResult } from './prometheus';
import type { AlertItem, FeatureDetail, FeatureSummary, ModelDetail, ModelSummary, NotificationItem, Status } from './types';

/** Nothing is asked again sooner than this, however fast the server's clock runs. */
const MinRefetchMs = 1000;

export function useStatus(): UseQueryResult<Status> {
  return useQuery({ queryKey: ['status'], queryFn: ({ signal }) => getJson<Status>('/v1/status', signal) });
}

export function useModels(): UseQueryResult<{ models: ModelSummary[] }> {
  return useQuery({
    queryKey: ['models'],
    queryFn: ({ signal }) => getJson<{ models: ModelSummary[] }>('/v1/models', signal),
  });
}

export function useModel(name: string): UseQueryResult<ModelDetail> {
  return useLiveQuery(['model', name], (signal) => getJson<ModelDetail>(`/v1/models/${encodeURIComponent(name)}`, signal));
}

/** A model as somebody else last asked for it; asks for nothing itself. */
export function useKnownModel(name: string | null): ModelDetail | undefined {
  return useQuery({
    queryKey: ['model', name], enabled: false,
    queryFn: ({ signal }) => getJson<ModelDetail>(`/v1/models/${encodeURIComponent(name ?? '')}`, signal),
  }).data;
}

export function useFeatures(name: string): UseQueryResult<{ features: FeatureSummary[] }> {
  return useLiveQuery(['features', name], (signal) =>
    getJson<{ features: FeatureSummary[] }>(`/v1/models/${encodeURIComponent(name)}/features`, signal));
}

export function useFeature(model: string, feature: string): UseQueryResult<FeatureDetail> {
  return useLiveQuery(['feature', model, feature], (signal) =>
    getJson<FeatureDetail>(`/v1/models/${encodeURIComponent(model)}/features/${encodeURIComponent(feature)}`, signal));
}

const askAlerts = (signal: AbortSignal): Promise<{ alerts: AlertItem[] }> => getJson<{ alerts: AlertItem[] }>('/v1/alerts', signal);

/** The alerts as somebody else last asked for them; asks for nothing itself. */
export function useKnownAlerts(): UseQueryResult<{ alerts: AlertItem[] }> {
  return useQuery({ queryKey: ['alerts'], queryFn: ({ signal }) => askAlerts(signal), enabled: false });
}

export function useAlerts(): UseQueryResult<{ alerts: AlertItem[] }> {
  return useLiveQuery(['alerts'], askAlerts);
}

export function useNotifications(): UseQueryResult<{ notifications: NotificationItem[] }> {
  return useQuery({
    queryKey: ['notifications'],
    queryFn: ({ signal }) => getJson<{ notifications: NotificationItem[] }>('/v1/notifications?limit=100', signal),
  });
}

/** A query that is asked again as the server's clock ticks, at most once a second and never while an answer is awaited. */
export function useLiveQuery<T>(key: QueryKey, ask: (signal: AbortSignal) => Promise<T>): UseQueryResult<T> {
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => ask(signal) });
  useTicks(() => void query.refetch(), !query.isFetching, MinRefetchMs, 0);
  return query;
}

/** The step and rate window of the range on show; null until the server has said how often it samples. */
export function useQueryWindow(points = ChartPoints): (QueryWindow & { range: TimeRange }) | null {
  const [range] = useRange();
  const { status } = useServerClock();
  const sampleMs = status?.sample_interval_ms;
  return useMemo(
    () => (sampleMs === undefined ? null : { ...chooseWindow(rangeLengthMs(range), sampleMs, points), range }),
    [range, sampleMs, points],
  );
}

export interface RangeAnswer {
  /** One result for each expression, all on the same instants. */
  results: RangeResult[];
  fromMs: number;
  toMs: number;
}

/**
 * Asks several expressions over the range on show. The key leaves out the end of a moving range: as time passes the
 * same entry of the cache is filled again, and the last picture stays until the next is there.
 */
export function useRangeQuery(
  expressions: readonly string[],
  window: (QueryWindow & { range: TimeRange }) | null,
  minRefetchMs = MinRefetchMs,
): UseQueryResult<RangeAnswer> {
  const { nowMs } = useServerClock();
  const client = useQueryClient();
  const rangeKey = window === null ? null : window.range.kind === 'last'
    ? window.range.key
    : `${window.range.fromMs}-${window.range.toMs}`;
  const key = ['range', rangeKey, window?.stepMs, ...expressions];
  const query = useQuery({
    queryKey: key,
    enabled: window !== null && nowMs !== null && expressions.length > 0,
    structuralSharing: false,
    placeholderData: (previous: RangeAnswer | undefined, previousQuery) =>
      previousQuery?.queryKey[1] === rangeKey ? previous : undefined,
    queryFn: async ({ signal }) => {
      const shown = client.getQueryData<RangeAnswer>(key);
      const now = readClock().nowMs ?? shown?.toMs;
      if (window === null || now === undefined) {
        throw new Error('asked before the server said what time it is');
      }
      const bounds = rangeBounds(window.range, now);
      const { fromMs, toMs } = alignRange(bounds.fromMs, bounds.toMs, window);
      const results = await Promise.all(
        expressions.map((expression) => queryRange(expression, fromMs, toMs, window.stepMs, signal)));
      return { results, fromMs, toMs };
    },
  });
  const moves = window?.range.kind === 'last' && query.data !== undefined && !query.isFetching;
  useTicks(() => void query.refetch(), moves, minRefetchMs, window?.alignMs ?? 0);
  return query;
}

/** Runs `act` as the server's clock passes multiples of `everyServerMs`, at most once in `everyMs` of the viewer's time. */
function useTicks(act: () => void, enabled: boolean, everyMs: number, everyServerMs: number): void {
  const action = useRef(act);
  const last = useRef({ atMs: 0, serverMs: 0 });
  useEffect(() => {
    action.current = act;
  });
  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    if (last.current.atMs === 0) {
      last.current = { atMs: performance.now(), serverMs: readClock().nowMs ?? 0 };
    }
    return subscribeClock(() => {
      const { nowMs, live } = readClock();
      const atMs = performance.now();
      if (!live || nowMs === null || document.hidden || atMs - last.current.atMs < everyMs) {
        return;
      }
      if (everyServerMs === 0 || Math.floor(nowMs / everyServerMs) !== Math.floor(last.current.serverMs / everyServerMs)) {
        last.current = { atMs, serverMs: nowMs };
        action.current();
      }
    });
  }, [enabled, everyMs, everyServerMs]);
}
