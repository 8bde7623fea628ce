import { DAY_MS, HOUR_MS } from '../format/time';

/** The time range on show: a length that ends at the server's now, or two fixed instants. */
export type TimeRange =
  | { kind: 'last'; key: string; lengthMs: number }
  | { kind: 'absolute'; fromMs: number; toMs: number };

export interface RangeChoice {
  key: string;
  words: string;
  lengthMs: number;
}

export const RangeChoices: readonly RangeChoice[] = [
  { key: '1h', words: 'Last hour', lengthMs: HOUR_MS },
  { key: '6h', words: 'Last 6 hours', lengthMs: 6 * HOUR_MS },
  { key: '24h', words: 'Last 24 hours', lengthMs: DAY_MS },
  { key: '7d', words: 'Last 7 days', lengthMs: 7 * DAY_MS },
  { key: '30d', words: 'Last 30 days', lengthMs: 30 * DAY_MS },
  { key: '90d', words: 'Last 90 days', lengthMs: 90 * DAY_MS },
];

/** A simulated year passes in minutes: a day would cross the screen twice a second, so a demo opens on a month. */
export function defaultRangeKey(mode: 'live' | 'demo' | undefined): string {
  return mode === 'demo' ? '30d' : '24h';
}

/** Reads the range of an address (`range=7d`, or `from=…&to=…`); whatever cannot be read falls back to the default. */
export function parseRange(search: URLSearchParams, defaultKey: string): TimeRange {
  const fromMs = Date.parse(search.get('from') ?? '');
  const toMs = Date.parse(search.get('to') ?? '');
  if (Number.isFinite(fromMs) && Number.isFinite(toMs) && fromMs < toMs) {
    return { kind: 'absolute', fromMs, toMs };
  }
  const asked = search.get('range') ?? defaultKey;
  const choice = RangeChoices.find(({ key }) => key === asked) ?? RangeChoices.find(({ key }) => key === defaultKey);
  return { kind: 'last', key: choice?.key ?? '24h', lengthMs: choice?.lengthMs ?? DAY_MS };
}

/** From the latest deployment until now; null where none is known. */
export function sinceDeployment(deployments: readonly { time: string }[], nowMs: number): TimeRange | null {
  const times = deployments.map(({ time }) => Date.parse(time)).filter((ms) => ms < nowMs);
  return times.length === 0 ? null : { kind: 'absolute', fromMs: Math.max(...times), toMs: nowMs };
}

/** Writes the range into an address, leaving its other parts as they are. */
export function writeRange(search: URLSearchParams, range: TimeRange): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('range');
  next.delete('from');
  next.delete('to');
  if (range.kind === 'last') {
    next.set('range', range.key);
  } else {
    next.set('from', new Date(range.fromMs).toISOString());
    next.set('to', new Date(range.toMs).toISOString());
  }
  return next;
}

export function rangeBounds(range: TimeRange, nowMs: number): { fromMs: number; toMs: number } {
  return range.kind === 'last'
    ? { fromMs: nowMs - range.lengthMs, toMs: nowMs }
    : { fromMs: range.fromMs, toMs: range.toMs };
}

export function rangeLengthMs(range: TimeRange): number {
  return range.kind === 'last' ? range.lengthMs : range.toMs - range.fromMs;
}
