import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useLiveQuery } from './hooks';
import { getJson, reasonOf } from './http';

export interface RuntimeInfo {
  reloadConfigSuccess: boolean;
  corruptionCount: number;
  storageRetention: string;
}

export interface NamedCount {
  name: string;
  value: number;
}

export interface StoreInfo {
  headStats: { numSeries: number; numLabelPairs: number };
  seriesCountByMetricName: NamedCount[];
  labelValueCountByLabelName: NamedCount[];
}

export interface RuleInfo {
  name: string;
  query: string;
  health: 'ok' | 'err' | 'unknown';
  lastError?: string;
  type: 'alerting' | 'recording';
}

export interface RuleGroupInfo {
  name: string;
  file: string;
  interval: number;
  evaluationTime: number;
  lastEvaluation: string;
  rules: RuleInfo[];
}

export interface TargetInfo {
  labels: Record<string, string>;
  scrapePool: string;
  scrapeUrl: string;
  health: 'up' | 'down' | 'unknown';
  lastError: string;
  lastScrape: string;
  lastScrapeDuration: number;
}

interface Data<T> {
  data: T;
}

async function dataOf<T>(path: string, signal: AbortSignal): Promise<T> {
  return (await getJson<Data<T>>(path, signal)).data;
}

export function useRuntimeInfo(): UseQueryResult<RuntimeInfo> {
  return useQuery({ queryKey: ['runtimeinfo'], queryFn: ({ signal }) => dataOf<RuntimeInfo>('/api/v1/status/runtimeinfo', signal) });
}

/** The store counts its series for each answer, so that it is asked less often than what is live. */
const StoreRefetchMs = 10_000;

/** What the embedded store holds; an error where the series are in a remote one. */
export function useStoreInfo(): UseQueryResult<StoreInfo> {
  return useQuery({ queryKey: ['tsdb'], queryFn: ({ signal }) => dataOf<StoreInfo>('/api/v1/status/tsdb', signal), retry: false, refetchInterval: StoreRefetchMs });
}

export function useRuleGroups(): UseQueryResult<RuleGroupInfo[]> {
  return useLiveQuery(['rule-groups'], async (signal) => (await dataOf<{ groups: RuleGroupInfo[] }>('/api/v1/rules', signal)).groups);
}

export function useTargets(): UseQueryResult<TargetInfo[]> {
  return useLiveQuery(['targets'], async (signal) => (await dataOf<{ activeTargets: TargetInfo[] }>('/api/v1/targets?state=active', signal)).activeTargets);
}

/** Reads the configuration again; the server's sentences where it refuses, null where it took. */
export async function reload(): Promise<string | null> {
  const response = await fetch('/-/reload', { method: 'POST' });
  return response.ok ? null : reasonOf(await response.text());
}
