import type { RangeAnswer } from '../../api/hooks';
import type { SloDetail } from '../../api/slos';
import type { ChartLine, ChartModel } from '../../charts/model';
import { parseDuration } from '../../format/time';
import { formatBudget } from './words';

/** The future takes at most this share of the window's width: what comes later than that runs out of the picture. */
const MostAhead = 0.25;

type Shown = Pick<SloDetail, 'window' | 'period_start' | 'period_end' | 'budget_remaining_ratio' | 'exhaustion_seconds' | 'burn_rate'>;

/**
 * The budget over its window: what was left at each time, where the present burn rate leads, and, in a period of the
 * calendar, what even spending would leave. Null without a figure.
 */
export function budgetModel({ results, fromMs, toMs }: RangeAnswer, slo: Shown): ChartModel | null {
  const times = results[0]?.times ?? [];
  const left = results[0]?.series[0]?.values ?? [];
  if (!left.some((value) => value !== null)) {
    return null;
  }
  const startMs = slo.period_start === null ? fromMs : Date.parse(slo.period_start);
  const windowMs = parseDuration(slo.window) ?? toMs - fromMs;
  const ahead = aheadOf(slo, toMs, windowMs);
  const endMs = slo.period_end === null ? Math.max(toMs, ahead?.timeMs ?? toMs) : Date.parse(slo.period_end);
  const future = [...new Set([...(ahead === null ? [] : [toMs, ahead.timeMs]), ...(slo.period_end === null ? [] : [endMs])])]
    .sort((a, b) => a - b).map((timeMs) => timeMs / 1000).filter((time) => time > (times.at(-1) ?? 0));
  const all = [...times, ...future];
  const lines: ChartLine[] = [{ label: 'budget left', values: [...left, ...future.map(() => null)], color: '--series-1', width: 2, fill: '--band' }];
  if (ahead !== null) {
    lines.push({ label: 'at the present burn rate', dash: true, color: '--series-2', values: all.map((time) => alongOf(time * 1000, toMs, ahead)) });
  }
  if (slo.period_start !== null && slo.period_end !== null) {
    lines.push({ label: 'even spending', color: '--series-4', width: 1, values: all.map((time) => evenOf(time * 1000, startMs, endMs)) });
  }
  return {
    times: all, fromMs: startMs, toMs: endMs, lines, measure: 'ratio', format: formatBudget, zero: true,
    levels: [{ value: 0, label: 'spent', limit: true }], marks: ahead === null ? [] : [{ timeMs: toMs, label: 'now' }],
  };
}

interface Ahead {
  timeMs: number;
  from: number;
  to: number;
}

/** From now to where the budget is spent at the present burn rate, or to the edge of the picture. */
function aheadOf({ budget_remaining_ratio: left, exhaustion_seconds: lasts, period_end: end }: Shown, nowMs: number, windowMs: number): Ahead | null {
  if (left === null || left <= 0 || lasts === null || lasts <= 0) {
    return null;
  }
  const roomMs = end === null ? windowMs * MostAhead : Math.max(1, Date.parse(end) - nowMs);
  const spanMs = Math.min(lasts * 1000, roomMs);
  return { timeMs: nowMs + spanMs, from: left, to: left * (1 - spanMs / (lasts * 1000)) };
}

function alongOf(timeMs: number, nowMs: number, ahead: Ahead): number | null {
  return timeMs < nowMs || timeMs > ahead.timeMs ? null : ahead.from + ((ahead.to - ahead.from) * (timeMs - nowMs)) / (ahead.timeMs - nowMs);
}

function evenOf(timeMs: number, startMs: number, endMs: number): number | null {
  return timeMs < startMs || timeMs > endMs ? null : 1 - (timeMs - startMs) / (endMs - startMs);
}
