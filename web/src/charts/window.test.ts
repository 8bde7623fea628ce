import { describe, expect, it } from 'vitest';

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../format/time';
import { alignRange, ChartPoints, chooseWindow, niceStep, SparkPoints } from './window';

const Ranges = [HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS, 90 * DAY_MS];
const Intervals = [SECOND_MS, 15 * SECOND_MS, MINUTE_MS, 7 * MINUTE_MS, HOUR_MS, 2 * DAY_MS];

describe('chooseWindow', () => {
  it.each([
    [HOUR_MS, 15 * SECOND_MS, 15 * SECOND_MS, 2 * MINUTE_MS],
    [DAY_MS, 15 * SECOND_MS, 6 * MINUTE_MS, HOUR_MS],
    [30 * DAY_MS, 15 * SECOND_MS, 3 * HOUR_MS, DAY_MS],
    [30 * DAY_MS, HOUR_MS, 3 * HOUR_MS, DAY_MS],
    [HOUR_MS, HOUR_MS, HOUR_MS, 4 * HOUR_MS],
  ])('draws %i ms sampled every %i ms with steps of %i ms, measuring spans of %i ms', (range, sample, stepMs, spanMs) => {
    expect(chooseWindow(range, sample, ChartPoints)).toEqual({ stepMs, rateMs: spanMs + sample, alignMs: stepMs });
  });

  it('gives the sparklines of a range the window and the end of its charts', () => {
    for (const range of Ranges) {
      for (const sample of Intervals) {
        const [chart, spark] = [chooseWindow(range, sample, ChartPoints), chooseWindow(range, sample, SparkPoints)];
        expect([spark.rateMs, spark.alignMs]).toEqual([chart.rateMs, chart.alignMs]);
      }
    }
  });

  it('spans whole multiples of the traffic: an event an hour, sampled each half hour, reads as exactly 24 a day', () => {
    const sample = 30 * MINUTE_MS;
    const { rateMs, stepMs } = chooseWindow(30 * DAY_MS, sample, ChartPoints);
    for (let t = 40 * DAY_MS; t < 44 * DAY_MS; t += stepMs) {
      const first = Math.floor((t - rateMs) / sample) * sample + sample;
      const last = Math.floor(t / sample) * sample;
      const events = Math.floor(last / HOUR_MS) - Math.floor(first / HOUR_MS);
      expect(events / ((last - first) / DAY_MS)).toBe(24);
    }
  });

  it('never looks over less than four samples or one step, nor steps more finely than the samples', () => {
    for (const range of Ranges) {
      for (const sample of Intervals) {
        for (const points of [1, 40, 240, 2000]) {
          const { stepMs, rateMs } = chooseWindow(range, sample, points);
          expect(rateMs).toBeGreaterThanOrEqual(4 * sample);
          expect(rateMs).toBeGreaterThanOrEqual(stepMs);
          expect(stepMs).toBeGreaterThanOrEqual(sample);
          expect(range / stepMs).toBeLessThanOrEqual(points);
        }
      }
    }
  });
});

describe('niceStep', () => {
  it.each([[1, SECOND_MS], [SECOND_MS, SECOND_MS], [SECOND_MS + 1, 2 * SECOND_MS], [DAY_MS + 1, 2 * DAY_MS]])('takes %i ms up to %i ms', (ms, step) => {
    expect(niceStep(ms)).toBe(step);
  });
});

describe('alignRange', () => {
  it('ends on a multiple of the alignment and spans whole steps, so that a moving range asks for the same instants', () => {
    const grid = { stepMs: 1000, alignMs: 500 };
    expect(alignRange(1234, 9876, grid)).toEqual({ fromMs: 500, toMs: 9500 });
    expect(alignRange(1100, 9501, grid)).toEqual({ fromMs: 500, toMs: 9500 });
    expect(alignRange(9990, 9999, grid)).toEqual({ fromMs: 9500, toMs: 9500 });
  });
});
