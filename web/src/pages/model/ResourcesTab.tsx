import { useCallback, useMemo, type ReactNode } from 'react';

import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { ModelDetail } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import { SeriesColors, type ChartModel } from '../../charts/model';
import { selector } from '../../charts/promql';
import { formatBytes, formatCount, formatRate, formatRatio } from '../../format/number';
import { promDuration } from '../../format/time';
import { useServerClock } from '../../state/clock';
import classes from './ModelPage.module.css';

interface Resource {
  title: string;
  expression: (window: string, model: string) => string;
  measure: 'rate' | 'count' | 'bytes' | 'ratio';
  fill: ReactNode;
  /** Measured by the machine's own clock: without meaning where the server's clock is simulated. */
  machineTime?: boolean;
}

const Formats: Record<Resource['measure'], (value: number | null) => string> = {
  rate: (value) => formatRate(value), count: formatCount, bytes: formatBytes, ratio: formatRatio,
};

const Exporter = <>Set <code>host: true</code> in heed.yml, add node_exporter under <code>scrape:</code>, or send its metrics by remote write to <code>/api/v1/write</code>.</>;

/** Series under the names that SDKs, exporters and Heed itself give them. */
const Resources: readonly Resource[] = [
  {
    title: 'Throughput', measure: 'rate', fill: <>Send predictions to <code>POST /v1/events</code>.</>,
    expression: (window, model) => `sum(rate(${selector('ml_requests_total', { model_name: model })}[${window}]))`,
  },
  {
    title: 'Requests in progress', measure: 'count', fill: <>The SDKs keep this gauge; a service that only posts events has none.</>,
    expression: (_, model) => `sum(${selector('ml_requests_in_progress', { model_name: model })})`,
  },
  {
    title: 'Processor of Heed (cores)', machineTime: true, measure: 'count', fill: 'Heed stores its own metrics once they are sampled; choose a range that reaches to now.',
    expression: (window) => `rate(process_cpu_seconds_total[${window}])`,
  },
  {
    title: 'Managed memory of Heed', measure: 'bytes', fill: 'Heed stores its own metrics once they are sampled; choose a range that reaches to now.',
    expression: () => 'heed_process_managed_heap_bytes',
  },
  {
    title: 'Stored by Heed', measure: 'bytes', fill: 'Heed stores its own metrics once they are sampled; choose a range that reaches to now.',
    expression: () => 'heed_storage_wal_bytes + heed_storage_chunk_bytes',
  },
  {
    title: 'Processor of the host', measure: 'ratio', fill: Exporter,
    expression: (window) => `1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[${window}]))`,
  },
  {
    title: 'Memory of the host', measure: 'ratio', fill: Exporter,
    expression: () => '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
  },
  {
    title: 'GPU', measure: 'ratio', fill: <>Add NVIDIA&apos;s dcgm-exporter under <code>scrape:</code> in heed.yml.</>,
    expression: () => 'DCGM_FI_DEV_GPU_UTIL / 100',
  },
];

export default function ResourcesTab({ model }: { model: ModelDetail }) {
  const { status } = useServerClock();
  return (
    <div className={classes.two}>
      {Resources.filter(({ machineTime }) => machineTime !== true || status?.mode === 'live').map((resource) => <ResourcePanel key={resource.title} resource={resource} model={model.name} />)}
    </div>
  );
}

function ResourcePanel({ resource, model }: { resource: Resource; model: string }) {
  const window = useQueryWindow();
  const rateMs = window?.rateMs ?? 0;
  const expressions = useMemo(() => [resource.expression(promDuration(rateMs), model)], [resource, rateMs, model]);
  const answer = useRangeQuery(expressions, window, 2000);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const series = results[0]?.series ?? [];
    return series.length === 0 ? null : {
      times: results[0]?.times ?? [], fromMs, toMs, measure: resource.measure, format: Formats[resource.measure], zero: true,
      lines: series.slice(0, SeriesColors.length).map(({ labels, values }, i) => ({
        label: labels.instance ?? labels.gpu ?? resource.title.toLowerCase(), values, color: SeriesColors[i] ?? '--series-1',
      })),
    };
  }, [resource]);
  return (
    <ChartPanel title={resource.title} expression={expressions[0] ?? ''} answer={answer} draw={draw} height={150}
      empty={{ why: 'No such series in this range', fill: resource.fill }} />
  );
}
