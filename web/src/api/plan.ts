import { postForm } from './http';

/** What one operator of a query did; `seconds` and `samplesRead` are with its inputs. */
export interface OperatorReport {
  operator: string;
  expression: string;
  steps: number;
  series: number;
  samplesRead: number;
  summariesUsed: number;
  seconds: number;
  ownSeconds: number;
  allocatedBytes: number;
  inputs: OperatorReport[];
}

/** What a query cost, and where. */
export interface QueryStats {
  timings: { evalTotalTime: number };
  samples: { totalQueryableSamples: number; peakSamples: number };
  seriesSelected: number;
  allocatedBytes: number;
  operators?: OperatorReport;
}

/** Asks a query over a range for its figures; the answer itself is not read. */
export async function explainRange(query: string, fromMs: number, toMs: number, stepMs: number, signal?: AbortSignal): Promise<QueryStats> {
  const form = { query, start: `${fromMs / 1000}`, end: `${toMs / 1000}`, step: `${stepMs / 1000}`, explain: '1' };
  return (await postForm<{ data: { stats: QueryStats } }>('/api/v1/query_range', form, signal)).data.stats;
}
