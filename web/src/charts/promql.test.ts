import { describe, expect, it } from 'vitest';

import { HOUR_MS } from '../format/time';
import { alertHistory, classMix, driftScore, errorRatio, latencyQuantile, modelsMatcher, quality, quoteLabel, requestRate, sparklineQueries } from './promql';

describe('queries', () => {
  it.each([
    [requestRate('credit', 4 * HOUR_MS), 'sum(rate(ml_requests_total{model_name="credit"}[4h]))'],
    [requestRate('credit', HOUR_MS, '2w'), 'sum(rate(ml_requests_total{model_name="credit"}[1h] offset 2w))'],
    [errorRatio('credit', HOUR_MS), '(sum(rate(ml_errors_total{model_name="credit"}[1h])) or vector(0)) / sum(rate(ml_requests_total{model_name="credit"}[1h]))'],
    [latencyQuantile('credit', 0.99, HOUR_MS), 'histogram_quantile(0.99, sum by (le) (rate(ml_request_duration_seconds_bucket{model_name="credit"}[1h])))'],
    [quality('credit', 'accuracy', '_lower'), 'max(ml_model_quality_lower{model_name="credit",metric="accuracy",segment=~"|ground_truth_sample"})'],
    [classMix('credit', HOUR_MS), 'sum by (predicted_class) (increase(ml_predictions_by_class{model_name="credit"}[1h]))'],
    [driftScore('credit', 'income'), 'max(ml_data_drift_score{model_name="credit",feature_name="income"})'],
    [alertHistory({ alertname: 'FeatureDrift', model_name: 'credit' }), 'ALERTS{alertname="FeatureDrift",model_name="credit"}'],
  ])('writes %s', (query, expected) => {
    expect(query).toBe(expected);
  });

  it('asks for several models in one query, and takes no part of a name for a pattern', () => {
    expect(modelsMatcher(['a.b', 'c'])).toBe('model_name=~"a\\\\.b|c"');
    expect(sparklineQueries(['a', 'b'], HOUR_MS).rate).toBe('sum by (model_name) (rate(ml_requests_total{model_name=~"a|b"}[1h]))');
  });

  it('quotes what a label value may hold', () => {
    expect(quoteLabel('a"b\\c\nd')).toBe('"a\\"b\\\\c\\nd"');
  });
});
