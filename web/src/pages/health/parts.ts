import { useMemo } from 'react';

import { useIncidents, type IncidentSummary } from '../../api/incidents';
import type { RangeResult } from '../../api/prometheus';
import type { Deployment, ModelSummary } from '../../api/types';
import { lastFigure, type ChartModel } from '../../charts/model';
import type { StateWords } from '../../format/words';

/** What each of the four panels is given. */
export interface PartProps {
  model: ModelSummary;
  marks: { timeMs: number; label: string }[];
}

/** The model's deployments and incidents on every picture of it, in the order of their times. */
export function useMarks(model: string, deployments: Deployment[] | undefined): PartProps['marks'] {
  const { data } = useIncidents();
  const incidents = data?.incidents;
  return useMemo(() => marksOf(model, deployments ?? [], incidents ?? []), [model, deployments, incidents]);
}

export function marksOf(model: string, deployments: readonly Deployment[], incidents: readonly Pick<IncidentSummary, 'model' | 'opened_at'>[]): PartProps['marks'] {
  const marks = [
    ...deployments.map(({ time, version }) => ({ timeMs: Date.parse(time), label: version === null ? 'deployed' : `v${version.replace(/^v/, '')}` })),
    ...incidents.flatMap((incident) => (incident.model === model && incident.opened_at !== null ? [{ timeMs: Date.parse(incident.opened_at), label: 'incident' }] : [])),
  ];
  return marks.sort((a, b) => a.timeMs - b.timeMs);
}

/** The values of an answer that has one series at most. */
export function column(result: RangeResult | undefined): (number | null)[] {
  return result?.series[0]?.values ?? [];
}

export function holds(...columns: (number | null)[][]): boolean {
  return columns.some((values) => values.some((value) => value !== null));
}

/** The last figure of a picture's first line: what the headline says is what the line ends with. */
export function latest(drawn: ChartModel): number | null {
  return lastFigure(drawn.lines[0]?.values);
}

export function within(value: number | null, objective: number | null): StateWords | undefined {
  if (objective === null) {
    return undefined;
  }
  if (value === null) {
    return { tone: 'unknown', word: 'Not enough data' };
  }
  return value > objective ? { tone: 'warning', word: 'Outside objective' } : { tone: 'good', word: 'Within objective' };
}
