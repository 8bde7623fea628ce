import { useCallback, useMemo } from 'react';

import { useModel, useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { ModelSummary } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import { envelope, highest, type ChartModel } from '../../charts/model';
import { errorRatio, latencyQuantile, requestRate } from '../../charts/promql';
import { formatRate, formatRatio, formatSeconds, plainly } from '../../format/number';
import { scaleOf } from '../../format/scale';
import { useServerClock } from '../../state/clock';
import classes from './FourPanels.module.css';
import { column, holds, latest, useMarks, within, type PartProps } from './parts';
import { QualityPanel } from './QualityPanel';

const EarlierWeeks = ['1w', '2w', '3w'] as const;

/** The four questions about one model: is it asked, does it answer, is it quick, is it right. */
export function FourPanels({ model }: { model: ModelSummary }) {
  const detail = useModel(model.name);
  const marks = useMarks(model.name, detail.data?.deployments);
  const parts = { model, marks };
  return (
    <div className={classes.grid}>
      <RatePanel {...parts} />
      <ErrorPanel {...parts} />
      <LatencyPanel {...parts} />
      <QualityPanel {...parts} />
    </div>
  );
}

function useNoRequests(): { why: string; fill: React.ReactNode } {
  return { why: 'No request in this range', fill: <>Send predictions to <code>POST /v1/events</code>, or choose a longer range.</> };
}

function RatePanel({ model, marks }: PartProps) {
  const { status } = useServerClock();
  const window = useQueryWindow();
  const rateMs = window?.rateMs ?? 0;
  const expressions = useMemo(
    () => [requestRate(model.name, rateMs), ...EarlierWeeks.map((offset) => requestRate(model.name, rateMs, offset))],
    [model.name, rateMs],
  );
  const answer = useRangeQuery(expressions, window);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const values = column(results[0]);
    const earlier = envelope(results.slice(1).map(column));
    const scale = scaleOf('rate', highest(values));
    return holds(values) ? {
      times: results[0]?.times ?? [], fromMs, toMs, marks, measure: 'rate', format: (value) => formatRate(value, scale), zero: true,
      band: earlier === null ? undefined : { label: 'same hour, earlier weeks', ...earlier },
      lines: [{ label: 'requests', values, color: '--series-1' }],
    } : null;
  }, [marks]);
  const empty = useNoRequests();
  return (
    <ChartPanel compact title="Request rate" expression={expressions[0] ?? ''} answer={answer} draw={draw} empty={empty}
      headline={(drawn) => <>{drawn.format(latest(drawn))}{status?.mode === 'demo' && <small>simulated time</small>}</>} />
  );
}

function ErrorPanel({ model, marks }: PartProps) {
  const window = useQueryWindow();
  const expressions = useMemo(() => [errorRatio(model.name, window?.rateMs ?? 0)], [model.name, window?.rateMs]);
  const answer = useRangeQuery(expressions, window);
  const objective = model.objectives.error_rate;
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const values = column(results[0]);
    return holds(values) ? {
      times: results[0]?.times ?? [], fromMs, toMs, marks, measure: 'ratio', format: formatRatio, zero: true,
      levels: objective === null ? [] : [{ value: objective, label: `objective ${plainly(formatRatio(objective))}`, limit: true }],
      lines: [{ label: 'failed requests', values, color: '--series-1', fill: '--band' }],
    } : null;
  }, [marks, objective]);
  const empty = useNoRequests();
  return (
    <ChartPanel compact title="Error ratio" expression={expressions[0] ?? ''} answer={answer} draw={draw} empty={empty}
      headline={(drawn) => drawn.format(latest(drawn))} verdict={(drawn) => within(latest(drawn), objective)} />
  );
}

function LatencyPanel({ model, marks }: PartProps) {
  const window = useQueryWindow();
  const rateMs = window?.rateMs ?? 0;
  const expressions = useMemo(
    () => [latencyQuantile(model.name, 0.99, rateMs), latencyQuantile(model.name, 0.95, rateMs)],
    [model.name, rateMs],
  );
  const answer = useRangeQuery(expressions, window);
  const { latency_p95_seconds: p95Objective, latency_p99_seconds: p99Objective } = model.objectives;
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const [p99, p95] = [column(results[0]), column(results[1])];
    const level = (name: string, value: number | null) =>
      (value === null ? [] : [{ value, label: `${name} objective ${plainly(formatSeconds(value))}`, limit: true }]);
    return holds(p99, p95) ? {
      times: results[0]?.times ?? [], fromMs, toMs, marks, measure: 'seconds', format: formatSeconds, zero: true,
      levels: [...level('P95', p95Objective), ...level('P99', p99Objective)],
      lines: [{ label: 'P99 by buckets', values: p99, color: '--series-2' }, { label: 'P95 by buckets', values: p95, color: '--series-1' }],
    } : null;
  }, [marks, p95Objective, p99Objective]);
  const over = within(model.latency_p99_seconds, p99Objective)?.tone === 'warning'
    ? within(model.latency_p99_seconds, p99Objective)
    : within(model.latency_p95_seconds, p95Objective) ?? within(model.latency_p99_seconds, p99Objective);
  return (
    <ChartPanel compact title="Latency" expression={expressions[0] ?? ''} answer={answer} draw={draw} verdict={over}
      empty={{ why: 'No latency in this range', fill: <>Give events a <code>latency_ms</code>, or choose a longer range.</> }}
      headline={<>{formatSeconds(model.latency_p95_seconds)}<small>P95 now</small></>} />
  );
}
