import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useLiveQuery } from './hooks';
import { deleteAt, getJson, postJson } from './http';

export interface Shift {
  person: string;
  full_name: string;
  from: string;
  to: string | null;
  source: string;
  is_override: boolean;
}

export interface ScheduleNow {
  name: string;
  time_zone: string;
  now: Shift | null;
  next: Shift | null;
  backup: string | null;
}

export interface OnCallNow {
  time: string;
  schedules: ScheduleNow[];
  people: { name: string; full_name: string; time_zone: string; quiet: boolean; on_call_for: string[] }[];
}

export interface ScheduleDetail {
  name: string;
  time_zone: string;
  shifts: Shift[];
}

export interface OverrideItem {
  id: string;
  schedule: string;
  person: string;
  from: string;
  to: string;
  created_by: string;
  comment: string;
}

export interface Escalation {
  incident: string;
  title: string;
  severity: string;
  policy: string;
  phase: 'escalating' | 'acknowledged' | 'exhausted' | 'resolved';
  opened_at: string;
  acknowledged_by: string | null;
  next_at: string | null;
  steps: { targets: string[]; round_robin: boolean; wait: string }[];
  next_step: number;
  history: { time: string; event: string; who: string | null; detail: string | null }[];
}

export function useOnCall(): UseQueryResult<OnCallNow> {
  return useLiveQuery(['oncall'], (signal) => getJson<OnCallNow>('/v1/oncall', signal));
}

/** The shifts of the next two weeks, of every schedule; asked again when an override is made or ended. */
export function useShifts(names: readonly string[]): UseQueryResult<ScheduleDetail>[] {
  return useQueries({
    queries: names.map((name) => ({
      queryKey: ['shifts', name],
      queryFn: ({ signal }: { signal: AbortSignal }) => getJson<ScheduleDetail>(`/v1/oncall/schedules/${encodeURIComponent(name)}`, signal),
      refetchInterval: 60_000,
    })),
  });
}

export function useOverrides(): UseQueryResult<{ overrides: OverrideItem[] }> {
  return useQuery({ queryKey: ['overrides'], queryFn: ({ signal }) => getJson<{ overrides: OverrideItem[] }>('/v1/oncall/overrides', signal) });
}

export function useEscalations(): UseQueryResult<{ escalations: Escalation[] }> {
  return useLiveQuery(['escalations'], (signal) => getJson<{ escalations: Escalation[] }>('/v1/oncall/escalations', signal));
}

export interface OverrideWish {
  person: string;
  from: string;
  to: string;
  by: string;
  comment: string;
}

/** Times are by the schedule's own clock, as `2026-03-07 09:00`. */
export function addOverride(schedule: string, wish: OverrideWish): Promise<OverrideItem> {
  return postJson<OverrideItem>(`/v1/oncall/schedules/${encodeURIComponent(schedule)}/overrides`, wish);
}

export function removeOverride(id: string): Promise<void> {
  return deleteAt(`/v1/oncall/overrides/${encodeURIComponent(id)}`);
}
