import type { Shift } from '../../api/oncall';
import { SeriesColors, type SeriesColor } from '../../charts/model';
import { DAY_MS } from '../../format/time';

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
