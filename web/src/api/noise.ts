import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useServerClock } from '../state/clock';
import { getJson } from './http';

/** One service, which is a model or (empty) what has none, in one week. */
export interface NoiseWeek {
  service: string;
  /** Midnight of its Monday, with the offset of the zone that was asked for. */
  week: string;
  interruptions: number;
  against: 'below' | 'within' | 'above';
  incidents: number;
  acted_on: number;
  noise: number;
  without_verdict: number;
  median_seconds_to_acknowledge: number | null;
  flaps: number;
  repetitions: number;
  night_pages: number;
}

export interface NoisyRule {
  rule: string;
  interruptions: number;
  fired: number;
  noise: number;
}

export interface QuietRule {
  rule: string;
  group: string;
  file: string;
  why: string | null;
}

export interface NoiseReport {
  from: string;
  to: string;
  target_least: number;
  target_most: number;
  weeks: NoiseWeek[];
  noisiest_rules: NoisyRule[];
  never_fired: QuietRule[];
  cannot_match: QuietRule[];
  /** Whether there were more notices than the server counts: the oldest are left out. */
  is_cut: boolean;
}

const WeekSeconds = 7 * 86_400;

/** The report reads every notice of its span, so it is asked again by the minute and not with each tick. */
const RefetchMs = 60_000;

export function useNoise(weeks: number, zone: string): UseQueryResult<NoiseReport> {
  const { live } = useServerClock();
  const asked = new URLSearchParams({ since: (weeks * WeekSeconds).toString(), zone });
  return useQuery({
    queryKey: ['noise', weeks, zone],
    queryFn: ({ signal }) => getJson<NoiseReport>(`/v1/noise?${asked.toString()}`, signal),
    refetchInterval: live ? RefetchMs : false,
  });
}
