import { describe, expect, it } from 'vitest';

import { envelope, lastFigure, stackShares, staleSince } from './model';
import { sparklinePath } from './sparklinePath';

describe('columns', () => {
  it('takes the last figure that exists', () => {
    expect(lastFigure([1, 2, null])).toBe(2);
    expect(lastFigure([null])).toBeNull();
    expect(lastFigure(undefined)).toBeNull();
  });

  it('calls lines stale that stopped, and not ones that are a step late', () => {
    const times = [1, 2, 3, 4, 5, 6];
    const line = (values: (number | null)[]) => ({ label: 'a', values, color: '--series-1' as const });
    expect(staleSince({ times, lines: [line([1, 1, null, null, null, null])] })).toBe(2000);
    expect(staleSince({ times, lines: [line([1, 1, null, null, null, null]), line([1, 1, 1, 1, 1, null])] })).toBeNull();
    expect(staleSince({ times, lines: [line([null, null, null, null, null, null])] })).toBeNull();
  });

  it('spans earlier weeks, with a gap where none of them has a figure', () => {
    expect(envelope([[1, null, 3], [2, null, 1]])).toEqual({ lower: [1, null, 1], upper: [2, null, 3] });
    expect(envelope([[null], [null]])).toBeNull();
  });

  it('stacks shares to one, the first column on top', () => {
    const { tops, shares } = stackShares([[1, 0, null], [3, 0, null]]);
    expect(shares).toEqual([[0.25, null, null], [0.75, null, null]]);
    expect(tops).toEqual([[1, null, null], [0.75, null, null]]);
  });
});

describe('sparklinePath', () => {
  it('breaks the line at a gap', () => {
    expect(sparklinePath([1, 2, null, 3, 4], 100, 20, true)?.line.match(/M/g)).toHaveLength(2);
  });

  it('ends at the last value, at the top when that is the largest', () => {
    expect(sparklinePath([0, 10], 100, 20, true)?.end).toEqual({ x: 97, y: 3 });
  });

  it('draws nothing of a single value, and a level line of equal ones', () => {
    expect(sparklinePath([1, null], 100, 20, false)).toBeNull();
    expect(sparklinePath([5, 5], 100, 20, false)?.line).toBe('M3.0 17.0L97.0 17.0');
  });
});
