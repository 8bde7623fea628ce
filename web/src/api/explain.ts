import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useLiveQuery } from './hooks';
import { getJson } from './http';

export interface ReceiverExplanation {
  receiver: string;
  integration: string;
  outcome: 'notified' | 'held';
  reason: string;
  text: string;
  time: string;
  delivery: string | null;
  receipt: string | null;
  next_decision: string | null;
}

export interface AlertExplanation {
  fingerprint: string;
  name: string;
  labels: Record<string, string>;
  state: string;
  since: string | null;
  summary: string;
  receivers: ReceiverExplanation[];
  incident: { id: string; title: string; state: string } | null;
  steps: { time: string; kind: string; receiver: string | null; text: string }[];
}

export interface RuleExplanation {
  name: string;
  expression: string;
  hold: string;
  summary: string;
  readings: { labels: Record<string, string>; value: number | null; bound: number | null; holds: boolean; text: string }[];
}

export interface Explanation {
  at: string;
  alerts: AlertExplanation[];
  rules: RuleExplanation[];
}

/** The question as an address: an alert by its name and labels, since routing may know it by other labels than the rule does. */
export function explainPath(name: string, labels: Record<string, string>, at: string | null): string {
  const asked = new URLSearchParams({ alert: name });
  for (const [label, value] of Object.entries(labels)) {
    if (label !== 'alertname') {
      asked.append('label', `${label}=${value}`);
    }
  }
  if (at !== null) {
    asked.set('at', at);
  }
  return `/v1/explain?${asked.toString()}`;
}

const askPath = (path: string) => (signal: AbortSignal): Promise<Explanation> => getJson<Explanation>(path, signal);

/** Why an alert did or did not reach people, now: asked again as time passes. */
export function useExplanation(name: string, labels: Record<string, string>): UseQueryResult<Explanation> {
  const path = explainPath(name, labels, null);
  return useLiveQuery(['explain', path], askPath(path));
}

/** The same at a time that is over, which does not change; asks for nothing without a time. */
export function usePastExplanation(name: string, labels: Record<string, string>, at: string | null): UseQueryResult<Explanation> {
  const path = explainPath(name, labels, at);
  return useQuery({ queryKey: ['explain', path], queryFn: ({ signal }) => askPath(path)(signal), enabled: at !== null, staleTime: Infinity });
}
