/** The shapes of Heed's own HTTP API, as the server sends them: snake_case, RFC 3339 times, ratios 0..1, null for "no figure". */

export type ModelState = 'critical' | 'warning' | 'healthy' | 'not_enough_data';

export interface Status {
  version: string;
  now: string;
  started_at: string;
  mode: 'live' | 'demo';
  speed: number;
  sample_interval_ms: number;
  evaluation_interval_ms: number;
  lookback_ms: number;
  models: number;
  firing: number;
  pending: number;
  /** Null for a server that shares its state with no other. */
  pair: Pair | null;
}

/** Who notifies, of the servers that share their state. */
export interface Pair {
  leads: boolean;
  leader: string | null;
  term: number;
  problem: string | null;
  servers: readonly string[];
}

export interface Quality {
  metric: string;
  value: number | null;
  lower: number | null;
  upper: number | null;
  baseline: number | null;
  n: number;
}

export interface Objectives {
  latency_p95_seconds: number | null;
  latency_p99_seconds: number | null;
  error_rate: number | null;
  accuracy: number | null;
}

export interface ModelSummary {
  name: string;
  type: 'classification' | 'multiclass' | 'regression' | 'embedding';
  team: string | null;
  state: ModelState;
  cause: string | null;
  since: string | null;
  requests_total: number;
  requests_per_second: number | null;
  error_ratio: number | null;
  latency_p95_seconds: number | null;
  latency_p99_seconds: number | null;
  quality: Quality | null;
  objectives: Objectives;
  drifting_features: string[];
  firing_alerts: number;
  /** How far a model without a baseline has come in learning one; null once it has it. */
  learning: { progress_ratio: number; first: string; problem: string | null } | null;
}

/** Quality estimated before labels come; `failed` is null where there are too few labels to tell. */
export interface Estimate {
  metric: string;
  value: number | null;
  lower: number | null;
  upper: number | null;
  n: number;
  error: number | null;
  failed: boolean | null;
}

/** A part of the labelled predictions on which the model does worse than on the rest. */
export interface WorstSegment {
  segment: string;
  n: number;
  excess: number | null;
  lower: number | null;
  upper: number | null;
  p_value: number | null;
}

export interface SegmentQuality {
  segment: string;
  metric: string;
  value: number | null;
  lower: number | null;
  upper: number | null;
  n: number;
  baseline: number | null;
}

export interface Deployment {
  time: string;
  version: string | null;
  note: string | null;
}

export interface ModelDetail extends ModelSummary {
  baseline: {
    version: string | null;
    records: number;
    from: string | null;
    to: string | null;
    features: number;
    size_bytes: number;
  } | null;
  windows: { drift: string; quality: string };
  watermark: string | null;
  last_event_at: string | null;
  segments: SegmentQuality[];
  estimates: Estimate[];
  worst_segments: WorstSegment[];
  classes: { class: string; share: number; baseline_share: number | null }[];
  confidence: { edges: number[]; current: number[]; baseline: number[]; n: number } | null;
  low_confidence: { threshold: number; ratio: number | null } | null;
  labels: {
    coverage_ratio: number | null;
    median_delay_seconds: number | null;
    waiting: number;
    join_within: string;
  } | null;
  deployments: Deployment[];
  versions: { version: string; requests: number }[];
  counters: Record<string, number>;
}

export interface FeatureSummary {
  name: string;
  kind: 'number' | 'category';
  state: 'drift' | 'ok' | 'not_enough_data';
  score: number | null;
  score_kind: 'ks' | 'total_variation';
  p_value: number | null;
  psi: number | null;
  psi_threshold: number | null;
  missing_ratio: number | null;
  baseline_missing_ratio: number | null;
  out_of_range_ratio: number | null;
  unseen_ratio: number | null;
  invalid_ratio: number | null;
  n: number;
  needed: number;
  sentence: string | null;
}

export type Distribution =
  | { kind: 'number'; edges: number[]; baseline: number[]; current: number[] }
  | { kind: 'category'; categories: string[]; baseline: number[]; current: number[] };

export interface FeatureDetail extends FeatureSummary {
  window: { from: string | null; to: string | null; n: number } | null;
  distribution: Distribution | null;
}

export type AlertState = 'firing' | 'pending' | 'suppressed' | 'resolved';

export interface AlertItem {
  fingerprint: string;
  name: string;
  state: AlertState;
  reason: string | null;
  active_since: string;
  fired_at: string | null;
  resolved_at: string | null;
  severity: string;
  model: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  value: number | null;
  expression: string;
  group: string;
  file: string;
  hold: string;
  runbook_url: string | null;
  receivers: string[];
}

export interface NotificationAlert {
  status: 'firing' | 'resolved';
  name: string;
  severity: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  starts_at: string;
  ends_at: string | null;
}

export interface NotificationItem {
  id: string;
  time: string;
  receiver: string;
  integration: 'webhook' | 'slack' | 'pagerduty' | 'file';
  status: 'firing' | 'resolved';
  reason: string | null;
  group_key: string;
  group_labels: Record<string, string>;
  state: 'sent' | 'pending' | 'failed';
  attempts: number;
  sent_at: string | null;
  error: string | null;
  title: string;
  text: string;
  alerts: NotificationAlert[];
}
