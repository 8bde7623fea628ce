import type { UseQueryResult } from '@tanstack/react-query';

import { useLiveQuery } from './hooks';
import { getJson } from './http';

/** An alert as routing knows it: of a rule here, or posted by another Prometheus. */
export interface RoutedAlert {
  fingerprint: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  generatorURL: string;
  status: { state: 'active' | 'suppressed' | 'unprocessed'; silencedBy: string[]; inhibitedBy: string[]; mutedBy?: string[] };
}

export interface AlertGroup {
  labels: Record<string, string>;
  receiver: { name: string };
  alerts: RoutedAlert[];
}

/** The groups of Alertmanager's API: an alert stands in one for each receiver that it is routed to. */
export function useAlertGroups(): UseQueryResult<AlertGroup[]> {
  return useLiveQuery(['alert-groups'], (signal) => getJson<AlertGroup[]>('/api/v2/alerts/groups', signal));
}
