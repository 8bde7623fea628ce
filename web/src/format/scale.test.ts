import { describe, expect, it } from 'vitest';

import { scaled, scaleOf, tickText, ticksOf, type Measure } from './scale';

const axis = (measure: Measure, low: number, high: number): string[] => {
  const scale = scaleOf(measure, high);
  return ticksOf(low, high, scale, 5).map((value) => tickText(value, scale).replaceAll('\u00a0', ' '));
};

describe('axes', () => {
  it.each<[Measure, number, number, string[]]>([
    ['rate', 0, 26 / 86_400, ['0/d', '10/d', '20/d']],
    ['rate', 0, 4.2, ['0/s', '1/s', '2/s', '3/s', '4/s']],
    ['rate', 0, 0.6, ['0/min', '10/min', '20/min', '30/min']],
    ['ratio', 0.36, 0.91, ['40 %', '60 %', '80 %']],
    ['ratio', 0, 0.011, ['0 %', '0.5 %', '1 %']],
    ['seconds', 0, 0.054, ['0 ms', '20 ms', '40 ms']],
    ['seconds', 0, 9000, ['0 h', '0.5 h', '1 h', '1.5 h', '2 h', '2.5 h']],
    ['bytes', 0, 200 * 1024 * 1024, ['0 MiB', '50 MiB', '100 MiB', '150 MiB', '200 MiB']],
    ['count', 0, 42_000, ['0 k', '10 k', '20 k', '30 k', '40 k']],
    ['plain', -0.1, 0.3, ['-0.1', '0', '0.1', '0.2', '0.3']],
  ])('of %s from %d to %d has round numbers in one unit', (measure, low, high, expected) => {
    expect(axis(measure, low, high)).toEqual(expected);
  });

  it('names ticks inside the range only, and survives an empty one', () => {
    expect(axis('plain', 0.2, 0.2)).toEqual([]);
    for (const high of [1e-7, 0.03, 1, 7.3, 999, 1e9]) {
      const ticks = ticksOf(0, high, scaleOf('plain', high), 5);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeLessThanOrEqual(high * (1 + 1e-9));
    }
  });
});

it('writes a figure in the unit that its picture has', () => {
  const daily = scaleOf('rate', 26 / 86_400);
  expect([scaled(24 / 86_400, daily), scaled(3 / 86_400, daily), scaled(3.2, scaleOf('rate', 4)), scaled(0, scaleOf('rate', 0))]).toEqual(['24/d', '3/d', '3.2/s', '0/s']);
});
