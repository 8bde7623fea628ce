import { expect, it } from 'vitest';

import { reasonOf } from './http';
import { parseValue, toColumns } from './prometheus';

it('lays series on the grid of the query, with gaps where they have no sample or no drawable one', () => {
  const { times, series } = toColumns([{ metric: { a: 'b' }, values: [[10, '1.5'], [30, 'NaN'], [40, '+Inf']] }], 10_000, 40_000, 10_000);
  expect(times).toEqual([10, 20, 30, 40]);
  expect(series).toEqual([{ labels: { a: 'b' }, values: [1.5, null, null, null] }]);
});

it('reads the values that JSON cannot write', () => {
  expect([parseValue('+Inf'), parseValue('-Inf'), parseValue('1e-3')]).toEqual([Infinity, -Infinity, 0.001]);
  expect(parseValue('NaN')).toBeNaN();
});

it.each([
  ['{"status":"error","error":"1:5: parse error"}', '1:5: parse error'],
  ['{"title":"Not found","detail":"There is no such model."}', 'There is no such model.'],
  ['plain text', 'plain text'],
  ['', 'no reason given'],
])('finds the reason in %s', (body, reason) => {
  expect(reasonOf(body)).toBe(reason);
});
