import { postForm } from './http';

/** One line of a chart: its labels and one value for each instant of {@link RangeResult.times}; null where there is no sample. */
export interface RangeSeries {
  labels: Record<string, string>;
  values: (number | null)[];
}

/** A range query's answer as columns: uPlot draws it without another pass. */
export interface RangeResult {
  times: number[];
  series: RangeSeries[];
  warnings: string[];
}

export interface VectorSample {
  labels: Record<string, string>;
  timeMs: number;
  value: number;
}

type WireSample = [number, string];

interface WireRange {
  warnings?: string[];
  data: { result: { metric: Record<string, string>; values?: WireSample[] }[] };
}

interface WireInstant {
  warnings?: string[];
  data:
    | { resultType: 'vector'; result: { metric: Record<string, string>; value: WireSample }[] }
    | { resultType: 'matrix'; result: { metric: Record<string, string>; values: WireSample[] }[] }
    | { resultType: 'scalar' | 'string'; result: WireSample };
}

/** Prometheus writes values as text because JSON has no infinity: `+Inf`, `-Inf`, `NaN`. */
export function parseValue(text: string): number {
  switch (text) {
    case '+Inf':
    case 'Inf':
      return Infinity;
    case '-Inf':
      return -Infinity;
    default:
      return Number(text);
  }
}

/** Lays every series on the query's own grid of instants; NaN and infinities become gaps, for a chart cannot draw them. */
export function toColumns(
  result: { metric: Record<string, string>; values?: WireSample[] }[],
  fromMs: number,
  toMs: number,
  stepMs: number,
): RangeResult {
  const count = Math.floor((toMs - fromMs) / stepMs) + 1;
  const times = Array.from({ length: count }, (_, i) => (fromMs + i * stepMs) / 1000);
  const series = result.map(({ metric, values }) => {
    const column = new Array<number | null>(count).fill(null);
    for (const [time, text] of values ?? []) {
      const index = Math.round((time * 1000 - fromMs) / stepMs);
      const value = parseValue(text);
      if (index >= 0 && index < count && Number.isFinite(value)) {
        column[index] = value;
      }
    }
    return { labels: metric, values: column };
  });
  return { times, series, warnings: [] };
}

export async function queryRange(
  query: string,
  fromMs: number,
  toMs: number,
  stepMs: number,
  signal?: AbortSignal,
): Promise<RangeResult> {
  const form = { query, start: `${fromMs / 1000}`, end: `${toMs / 1000}`, step: `${stepMs / 1000}` };
  const body = await postForm<WireRange>('/api/v1/query_range', form, signal);
  return { ...toColumns(body.data.result, fromMs, toMs, stepMs), warnings: body.warnings ?? [] };
}

export async function queryInstant(query: string, timeMs: number, signal?: AbortSignal): Promise<VectorSample[]> {
  const { data } = await postForm<WireInstant>('/api/v1/query', { query, time: `${timeMs / 1000}` }, signal);
  switch (data.resultType) {
    case 'vector':
      return data.result.map(({ metric, value }) => sample(metric, value));
    case 'matrix':
      return data.result.flatMap(({ metric, values }) => values.map((value) => sample(metric, value)));
    case 'scalar':
    case 'string':
      return [sample({}, data.result)];
  }
}

function sample(labels: Record<string, string>, [time, text]: WireSample): VectorSample {
  return { labels, timeMs: time * 1000, value: parseValue(text) };
}
