import { describe, expect, it } from 'vitest';

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../format/time';
import { alignRange, chooseWindow, niceStep } from './window';

const Ranges = [HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS, 90 * DAY_MS];
const Intervals = [SECOND_MS, 15 * SECOND_MS, MINUTE_MS, 7 * MINUTE_MS, HOUR_MS, 2 * DAY_MS];

describe('chooseWindow', () => {
  it.each([
    [HOUR_MS, 15 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS],
    [DAY_MS, 15 * SECOND_MS, 6 * MINUTE_MS, 6 * MINUTE_MS],
    [30 * DAY_MS, 15 * SECOND_MS, 3 * HOUR_MS, 3 * HOUR_MS],
    [30 * DAY_MS, HOUR_MS, 3 * HOUR_MS, 4 * HOUR_MS],
    [HOUR_MS, HOUR_MS, HOUR_MS, 4 * HOUR_MS],
  ])('draws %i ms sampled every %i ms with steps of %i ms and windows of %i ms', (range, sample, stepMs, rateMs) => {
    expect(chooseWindow(range, sample, 240)).toEqual({ stepMs, rateMs });
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
  it('puts both ends on multiples of the step, so that a moving range asks for the same instants', () => {
    expect(alignRange(1234, 9876, 1000)).toEqual({ fromMs: 1000, toMs: 9000 });
    expect(alignRange(1999, 9001, 1000)).toEqual({ fromMs: 1000, toMs: 9000 });
  });
});
