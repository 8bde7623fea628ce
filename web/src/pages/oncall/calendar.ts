import type { Shift } from '../../api/oncall';
import { SeriesColors, type SeriesColor } from '../../charts/model';
import { DAY_MS, HOUR_MS } from '../../format/time';

/** The calendar shows two weeks from now on. */
export const SpanMs = 14 * DAY_MS;

export interface Bar {
  shift: Shift;
  /** Shares of the span, from 0 to 1. */
  from: number;
  width: number;
}

/** The shifts that fall into the span, cut at its ends. */
export function barsOf(shifts: readonly Shift[], startMs: number): Bar[] {
  const share = (ms: number): number => Math.min(1, Math.max(0, (ms - startMs) / SpanMs));
  return shifts.flatMap((shift) => {
    const from = share(Date.parse(shift.from));
    const to = share(shift.to === null ? Infinity : Date.parse(shift.to));
    return to > from ? [{ shift, from, width: to - from }] : [];
  });
}

/** A time of one schedule that was dragged over. */
export interface Picked {
  schedule: string;
  fromMs: number;
  toMs: number;
}

/** Less than this share of the span, about an hour, is a click and no drag. */
const LeastDrag = 0.003;

/** The whole hours that a drag between two shares of the span covers, whichever way it went; null where it was a click. */
export function dragged(from: number, to: number, startMs: number): { fromMs: number; toMs: number } | null {
  const [first, last] = [Math.max(0, Math.min(from, to)), Math.min(1, Math.max(from, to))];
  return last - first < LeastDrag ? null : {
    fromMs: Math.floor((startMs + first * SpanMs) / HOUR_MS) * HOUR_MS,
    toMs: Math.ceil((startMs + last * SpanMs) / HOUR_MS) * HOUR_MS,
  };
}

/** The midnights of the viewer's zone within the span. */
export function midnightsOf(startMs: number): { at: number; ms: number }[] {
  const first = new Date(startMs);
  const midnights = [];
  for (let day = 1; day <= SpanMs / DAY_MS; day++) {
    const ms = new Date(first.getFullYear(), first.getMonth(), first.getDate() + day).getTime();
    midnights.push({ at: (ms - startMs) / SpanMs, ms });
  }
  return midnights.filter(({ at }) => at < 1);
}

/** One colour a person over all schedules, by the order of their names. */
export function colorsOf(people: readonly string[]): ReadonlyMap<string, SeriesColor> {
  return new Map([...people].sort().map((person, i) => [person, SeriesColors[i % SeriesColors.length] ?? '--series-1']));
}
