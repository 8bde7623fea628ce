import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../format/time';

/** How a range is sampled for a picture: the step between points and the window that `rate` looks over at each of them. */
export interface QueryWindow {
  stepMs: number;
  rateMs: number;
  /** The end of the range lies on multiples of this: all pictures of a range end at the same instant, whatever their step. */
  alignMs: number;
}

/** Points of a large chart; a wide screen has some 600 px for each. */
export const ChartPoints = 240;

/** Points of a sparkline, and the windows of `rate` in a range: a row and the panel below it say the same figure. */
export const SparkPoints = 40;

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
 * The step is never finer than the samples. The window depends on the range alone; it is at least one step, so that no
 * sample falls between two points, and one sample interval longer than the span that it is to measure: a window leaves
 * its first instant out, so that samples S apart span only W - S of a window W. With an event an hour, a window of 3 h
 * sampled each half hour spans 2.5 h and reads 2 events at every point: 0.8 an hour where there is one.
 */
export function chooseWindow(rangeMs: number, sampleIntervalMs: number, points: number): QueryWindow {
  const sampleMs = Math.max(SECOND_MS, sampleIntervalMs);
  const stepFor = (count: number): number => niceStep(Math.max(rangeMs / Math.max(1, count), sampleMs));
  const stepMs = stepFor(points);
  const spanMs = Math.max(stepMs, stepFor(SparkPoints), niceStep(SamplesPerWindow * sampleMs));
  return { stepMs, rateMs: spanMs + sampleMs, alignMs: Math.min(stepMs, stepFor(ChartPoints)) };
}

/** The smallest nice step that is not below `ms`; beyond a day, whole days. */
export function niceStep(ms: number): number {
  return NiceSteps.find((step) => step >= ms) ?? Math.ceil(ms / DAY_MS) * DAY_MS;
}

/** Ends a range on a multiple of `alignMs`, and begins it a whole number of steps before: the same instants are asked again while time passes. */
export function alignRange(fromMs: number, toMs: number, { stepMs, alignMs }: Pick<QueryWindow, 'stepMs' | 'alignMs'>): { fromMs: number; toMs: number } {
  const alignedTo = Math.floor(toMs / alignMs) * alignMs;
  const steps = Math.max(0, Math.ceil((alignedTo - fromMs) / stepMs));
  return { fromMs: alignedTo - steps * stepMs, toMs: alignedTo };
}
