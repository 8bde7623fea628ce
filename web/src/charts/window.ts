import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../format/time';

/** How a range is sampled for a chart: the step between points and the window that `rate` looks over at each of them. */
export interface QueryWindow {
  stepMs: number;
  rateMs: number;
}

/** Steps that divide the hour or the day, so that points stay on the same instants while the range moves. */
const NiceSteps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * SECOND_MS),
  ...[1, 2, 3, 5, 6, 10, 15, 20, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 4, 6, 8, 12].map((n) => n * HOUR_MS),
  DAY_MS,
];

/** A rate needs two samples at least; four intervals leave room for one late or lost sample on either side. */
const SamplesPerWindow = 4;

/**
 * Chooses step and rate window for a range drawn with about `points` points.
 * The step is never finer than the samples; the window is at least one step, so that no sample falls between two
 * points, and at least four sample intervals.
 */
export function chooseWindow(rangeMs: number, sampleIntervalMs: number, points: number): QueryWindow {
  const sampleMs = Math.max(SECOND_MS, sampleIntervalMs);
  const stepMs = niceStep(Math.max(rangeMs / Math.max(1, points), sampleMs));
  return { stepMs, rateMs: Math.max(stepMs, niceStep(SamplesPerWindow * sampleMs)) };
}

/** The smallest nice step that is not below `ms`; beyond a day, whole days. */
export function niceStep(ms: number): number {
  return NiceSteps.find((step) => step >= ms) ?? Math.ceil(ms / DAY_MS) * DAY_MS;
}

/** Moves both ends of a range onto multiples of the step: the same instants are asked again while time passes. */
export function alignRange(fromMs: number, toMs: number, stepMs: number): { fromMs: number; toMs: number } {
  const alignedTo = Math.floor(toMs / stepMs) * stepMs;
  return { fromMs: Math.min(Math.floor(fromMs / stepMs) * stepMs, alignedTo), toMs: alignedTo };
}
