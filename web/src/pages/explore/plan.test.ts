import { expect, it } from 'vitest';

import type { OperatorReport } from '../../api/plan';
import { planLines } from './plan';

function operator(name: string, ownSeconds: number, inputs: OperatorReport[] = []): OperatorReport {
  return { operator: name, expression: name, steps: 1, series: 1, samplesRead: 0, summariesUsed: 0, seconds: 0, ownSeconds, allocatedBytes: 0, inputs };
}

const tree = operator('divide', 1, [operator('sum', 2, [operator('rate', 5)]), operator('sum', 2)]);

it('inputs stand under what reads them', () => {
  expect(planLines(tree, 10).map(({ operator: { operator: name }, depth }) => `${depth} ${name}`)).toEqual(['0 divide', '1 sum', '2 rate', '1 sum']);
});

it('shares are of the whole time, and never more than all of it', () => {
  expect(planLines(tree, 10).map(({ share }) => share)).toEqual([0.1, 0.2, 0.5, 0.2]);
  expect(planLines(operator('rate', 5), 4)[0]?.share).toBe(1);
  expect(planLines(operator('rate', 0), 0)[0]?.share).toBe(0);
});
