import type { RangeResult } from '../../api/prometheus';

export type HistoryState = 'inactive' | 'pending' | 'firing';

/** The state at each instant, from the `ALERTS` series: one series a state, 1 while the alert is in it. */
export function statesOf(result: RangeResult | undefined): HistoryState[] {
  const states = (result?.times ?? []).map((): HistoryState => 'inactive');
  for (const { labels, values } of result?.series ?? []) {
    const state = labels.alertstate;
    if (state !== 'pending' && state !== 'firing') {
      continue;
    }
    values.forEach((value, i) => {
      if (value !== null && states[i] !== 'firing') {
        states[i] = state;
      }
    });
  }
  return states;
}
