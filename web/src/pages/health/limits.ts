import type { ModelSummary } from '../../api/types';
import { isHigherBetter, isRatioMetric } from '../../format/number';

/** Whether the whole quality interval lies on the bad side of the objective, or of the baseline where there is none. */
export function isBelowBaseline({ quality, objectives }: Pick<ModelSummary, 'quality' | 'objectives'>): boolean {
  if (quality === null) {
    return false;
  }
  if (isHigherBetter(quality.metric)) {
    const limit = (isRatioMetric(quality.metric) ? objectives.accuracy : null) ?? quality.baseline;
    return limit !== null && quality.upper !== null && quality.upper < limit;
  }
  return quality.baseline !== null && quality.lower !== null && quality.lower > quality.baseline;
}
