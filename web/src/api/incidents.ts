import type { UseQueryResult } from '@tanstack/react-query';

import { useLiveQuery } from './hooks';
import { getJson, postJson } from './http';

export type IncidentState = 'open' | 'acknowledged' | 'resolved' | 'closed';

export interface IncidentSummary {
  id: string;
  title: string;
  model: string;
  team: string | null;
  state: IncidentState;
  severity: string;
  started_at: string;
  opened_at: string | null;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  resolved_at: string | null;
  resolved_by: string | null;
  closed_at: string | null;
  verdict: 'acted_on' | 'noise' | null;
  judged_by: string | null;
  alert_count: number;
  firing_count: number;
}

export interface IncidentAlert {
  fingerprint: string;
  name: string;
  severity: string;
  layer: string | null;
  standing: 'announced' | 'joined' | 'waiting';
  starts_at: string;
  ends_at: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  runbook_url: string | null;
}

export interface TimelineLine {
  time: string;
  kind: string;
  who: string | null;
  text: string;
}

export interface IncidentDetail extends IncidentSummary {
  chain: { layer: string; alerts: string[] }[];
  alerts: IncidentAlert[];
  timeline: TimelineLine[];
  timeline_dropped: number;
}

export type IncidentAct = 'acknowledge' | 'unacknowledge' | 'comment' | 'resolve' | 'verdict';

export interface IncidentWish {
  who: string;
  note?: string;
  verdict?: 'acted_on' | 'noise' | 'none';
}

export function useIncidents(): UseQueryResult<{ incidents: IncidentSummary[]; open: number }> {
  return useLiveQuery(['incidents'], (signal) => getJson<{ incidents: IncidentSummary[]; open: number }>('/v1/incidents', signal));
}

export function useIncident(id: string): UseQueryResult<IncidentDetail> {
  return useLiveQuery(['incident', id], (signal) => getJson<IncidentDetail>(`/v1/incidents/${encodeURIComponent(id)}`, signal));
}

export function actOnIncident(id: string, act: IncidentAct, wish: IncidentWish): Promise<IncidentDetail> {
  return postJson<IncidentDetail>(`/v1/incidents/${encodeURIComponent(id)}/${act}`, wish);
}
