import { promDuration } from '../format/time';

/** The queries behind the pictures. Each can be opened in Explore, copied and changed. */

export function quoteLabel(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

export function selector(metric: string, labels: Record<string, string>): string {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${quoteLabel(value)}`);
  return matchers.length === 0 ? metric : `${metric}{${matchers.join(',')}}`;
}

/** Matches exactly the given models, whatever characters their names hold. */
export function modelsMatcher(names: readonly string[]): string {
  const pattern = names.map((name) => name.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')).join('|');
  return `model_name=~${quoteLabel(pattern)}`;
}

export function requestRate(model: string, rateMs: number, offset?: string): string {
  const range = `${selector('ml_requests_total', { model_name: model })}[${promDuration(rateMs)}]`;
  return `sum(rate(${range}${offset === undefined ? '' : ` offset ${offset}`}))`;
}

export function errorRatio(model: string, rateMs: number): string {
  const window = promDuration(rateMs);
  const errors = selector('ml_errors_total', { model_name: model });
  const requests = selector('ml_requests_total', { model_name: model });
  return `(sum(rate(${errors}[${window}])) or vector(0)) / sum(rate(${requests}[${window}]))`;
}

export function latencyQuantile(model: string, quantile: number, rateMs: number): string {
  const buckets = selector('ml_request_duration_seconds_bucket', { model_name: model });
  return `histogram_quantile(${quantile}, sum by (le) (rate(${buckets}[${promDuration(rateMs)}])))`;
}

/** The metric of the whole model; the same name also carries one series per segment. */
export function quality(model: string, metric: string, bound: '' | '_lower' | '_upper' = ''): string {
  return `max(${selector(`ml_model_quality${bound}`, { model_name: model, metric }).slice(0, -1)},segment=~"|ground_truth_sample"})`;
}

export function classMix(model: string, rateMs: number): string {
  const counters = selector('ml_predictions_by_class', { model_name: model });
  return `sum by (predicted_class) (increase(${counters}[${promDuration(rateMs)}]))`;
}

export function driftScores(model: string): string {
  return `max by (feature_name) (${selector('ml_data_drift_score', { model_name: model })})`;
}

export function driftScore(model: string, feature: string): string {
  return `max(${selector('ml_data_drift_score', { model_name: model, feature_name: feature })})`;
}

/** The four sparklines of a row and the least of its budgets, for several models in one query each. */
export function sparklineQueries(names: readonly string[], rateMs: number): Record<SparkKind, string> {
  const models = modelsMatcher(names);
  const window = promDuration(rateMs);
  const requests = `sum by (model_name) (rate(ml_requests_total{${models}}[${window}]))`;
  const buckets = `rate(ml_request_duration_seconds_bucket{${models}}[${window}])`;
  return {
    rate: requests,
    errors: `(sum by (model_name) (rate(ml_errors_total{${models}}[${window}])) or ${requests} * 0) / ${requests}`,
    p95: `histogram_quantile(0.95, sum by (model_name, le) (${buckets}))`,
    quality: `max by (model_name) (ml_model_quality{${models},metric=~"accuracy|mae",segment=~"|ground_truth_sample"})`,
    budget: `min by (model_name) (ml_slo_error_budget_remaining_ratio{${models}})`,
  };
}

export type SparkKind = 'rate' | 'errors' | 'p95' | 'quality' | 'budget';

export function alertHistory(labels: Record<string, string>): string {
  return selector('ALERTS', labels);
}

export function featurePsi(model: string, feature: string): string {
  return `max(${selector('ml_feature_psi', { model_name: model, feature_name: feature })})`;
}

export function budgetLeft(model: string, slo: string): string {
  return `max(${selector('ml_slo_error_budget_remaining_ratio', { model_name: model, slo })})`;
}

/** The budgets of several models' objectives in one query. */
export function budgetsLeft(models: readonly string[]): string {
  return `max by (model_name, slo) (ml_slo_error_budget_remaining_ratio{${modelsMatcher(models)}})`;
}

export function burnRates(model: string, slo: string, windows: readonly string[]): string {
  const own = selector('ml_slo_burn_rate', { model_name: model, slo }).slice(0, -1);
  return `max by (window) (${own},window=~${quoteLabel(windows.join('|'))}})`;
}

export function estimatedQuality(model: string, metric: string, bound: '' | '_lower' | '_upper' = ''): string {
  return `max(${selector(`ml_estimated_quality${bound}`, { model_name: model, metric })})`;
}

export function reviewedQuality(model: string, metric: string, bound: '' | '_lower' | '_upper' = ''): string {
  return `max(${selector(`ml_reviewed_quality${bound}`, { model_name: model, metric })})`;
}

export function behaviour(model: string, figure: 'score' | 'p_value'): string {
  return `max(${selector(`ml_behaviour_anomaly_${figure}`, { model_name: model })})`;
}

export function behaviourFigures(model: string): string {
  return `max by (figure) (${selector('ml_behaviour_anomaly_contribution', { model_name: model })})`;
}

export function embeddingDrift(model: string): string {
  return `max by (method) (${selector('ml_embedding_drift', { model_name: model })})`;
}
