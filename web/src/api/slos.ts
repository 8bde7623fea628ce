import type { UseQueryResult } from '@tanstack/react-query';

import { useLiveQuery } from './hooks';
import { getJson } from './http';

export type SloState = 'page' | 'exhausted' | 'ticket' | 'ok' | 'not_enough_data';

export type GateReason = 'open' | 'not_measured' | 'budget_low' | 'page_fires';

/** One objective now. */
export interface SloSummary {
  model: string;
  name: string;
  type: string;
  team: string | null;
  description: string;
  target: number;
  window: string;
  period_start: string | null;
  period_end: string | null;
  state: SloState;
  compliance_percentage: number | null;
  budget_remaining_ratio: number | null;
  burn_rate: number | null;
  exhaustion_seconds: number | null;
  in_maintenance: boolean;
  burns: { window: string; burn_rate: number | null }[];
  gate: { allowed: boolean; reason: GateReason };
}

export interface BurnPair {
  long: string;
  short: string;
  factor: number;
  budget_share: number;
  severity: string;
  reachable: boolean;
}

export interface BudgetPoint {
  time: string;
  remaining_ratio: number;
}

export interface SloDetail extends SloSummary {
  pairs: BurnPair[];
  history: BudgetPoint[];
  rules: string;
}

export interface SloGate {
  model: string;
  allowed: boolean;
  least_budget_ratio: number;
  while_paging: boolean;
  objectives: { name: string; allowed: boolean; reason: GateReason; budget_remaining_ratio: number | null }[];
}

export function useSlos(): UseQueryResult<{ slos: SloSummary[] }> {
  return useLiveQuery(['slos'], (signal) => getJson<{ slos: SloSummary[] }>('/v1/slos', signal));
}

export function useSlo(model: string, name: string): UseQueryResult<SloDetail> {
  return useLiveQuery(['slo', model, name], (signal) => getJson<SloDetail>(`/v1/slos/${encodeURIComponent(model)}/${encodeURIComponent(name)}`, signal));
}

export function useSloGate(model: string): UseQueryResult<SloGate> {
  return useLiveQuery(['gate', model], (signal) => getJson<SloGate>(`/v1/slos/${encodeURIComponent(model)}/gate`, signal));
}
