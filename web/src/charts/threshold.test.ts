import { expect, it } from 'vitest';

import { splitThreshold } from './threshold';

it.each([
  ['ml_data_drift_score > 0.15', 'ml_data_drift_score', '>', 0.15],
  ['rate(x{le=">5"}[5m]) >= 1e3', 'rate(x{le=">5"}[5m])', '>=', 1000],
  ['(a > 1) * 2 < -0.5', '(a > 1) * 2', '<', -0.5],
  ['ml_model_quality_lower{metric="mae"} > 2 * 24.0', 'ml_model_quality_lower{metric="mae"}', '>', 48],
  ['a{b=~"x\\">1"} != 0', 'a{b=~"x\\">1"}', '!=', 0],
])('splits %s at its outermost comparison', (expression, subject, comparison, value) => {
  expect(splitThreshold(expression)).toEqual({ subject, comparison, value });
});

it.each(['up', 'a > b', 'a > 1 and b > 2', '(a > 1) and on () b', 'a > bool 1', ''])('leaves %s whole', (expression) => {
  expect(splitThreshold(expression)).toBeNull();
});
