import type { Measure } from '../format/scale';

type Column = readonly (number | null)[];

/** Colours by the name of their token, so that a chart follows the theme. */
export type SeriesColor = `--series-${1 | 2 | 3 | 4 | 5 | 6}` | '--ink-3';

export const SeriesColors: readonly SeriesColor[] = [
  '--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6',
];

export interface ChartLine {
  label: string;
  values: Column;
  color: SeriesColor;
  width?: number;
  dash?: boolean;
  /** Token of the fill under the line. */
  fill?: string;
  /** What the legend and the table say where the drawn value is not the figure itself (a stack's sums). */
  figures?: Column;
}

/** A horizontal line: a limit (objective, threshold) is drawn firmer than what is only compared with (the baseline). */
export interface Level {
  label: string;
  value: number;
  limit?: boolean;
}

/** All that a time chart draws, in columns. */
export interface ChartModel {
  times: readonly number[];
  fromMs: number;
  toMs: number;
  lines: ChartLine[];
  band?: { label: string; lower: Column; upper: Column } | undefined;
  /** Horizontal lines: objectives, baselines, thresholds. */
  levels?: Level[];
  /** Vertical lines: deployments. */
  marks?: { timeMs: number; label: string }[];
  format: (value: number | null) => string;
  /** Which units the axis may take; its ticks are round numbers of the one that fits. */
  measure: Measure;
  zero?: boolean;
  bounds?: [number, number];
  stacked?: boolean;
}

/** The last value of a column that exists. */
export function lastFigure(values: Column | undefined): number | null {
  return values?.findLast((value) => value !== null) ?? null;
}

/** The largest value of a column; zero where it has none. */
export function highest(values: Column | undefined): number {
  return (values ?? []).reduce((most: number, value) => Math.max(most, value ?? 0), 0);
}

/** The smallest and the largest of several columns at each instant; null where none has a value. */
export function envelope(columns: readonly Column[]): { lower: (number | null)[]; upper: (number | null)[] } | null {
  const lower: (number | null)[] = [];
  const upper: (number | null)[] = [];
  const length = Math.max(0, ...columns.map((column) => column.length));
  for (let i = 0; i < length; i++) {
    const known = columns.map((column) => column[i] ?? null).filter((value) => value !== null);
    lower.push(known.length === 0 ? null : Math.min(...known));
    upper.push(known.length === 0 ? null : Math.max(...known));
  }
  return lower.some((value) => value !== null) ? { lower, upper } : null;
}

/** Shares of the whole at each instant, summed from the last column up: the first column is the top of the stack. */
export function stackShares(columns: readonly Column[]): { tops: (number | null)[][]; shares: (number | null)[][] } {
  const length = Math.max(0, ...columns.map((column) => column.length));
  const shares = columns.map(() => new Array<number | null>(length).fill(null));
  const tops = columns.map(() => new Array<number | null>(length).fill(null));
  for (let i = 0; i < length; i++) {
    const total = columns.reduce((sum, column) => sum + (column[i] ?? 0), 0);
    if (total <= 0) {
      continue;
    }
    let below = 0;
    for (let c = columns.length - 1; c >= 0; c--) {
      const share = (columns[c]?.[i] ?? 0) / total;
      below += share;
      (shares[c] ?? [])[i] = share;
      (tops[c] ?? [])[i] = below;
    }
  }
  return { tops, shares };
}

/** Steps without a figure at the end of a moving range after which a chart is stale; one or two are only late. */
const LateSteps = 4;

/** The time of the last figure when the lines stopped well before the end of the range; null while they go on. */
export function staleSince({ times, lines }: Pick<ChartModel, 'times' | 'lines'>): number | null {
  const last = Math.max(-1, ...lines.map(({ values }) => values.findLastIndex((value) => value !== null)));
  const time = times[last];
  return time === undefined || times.length - 1 - last < LateSteps ? null : time * 1000;
}
