import { useCallback, useMemo } from 'react';

import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { Estimate, ModelDetail } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import { lastFigure, type ChartModel } from '../../charts/model';
import { estimatedQuality, quality } from '../../charts/promql';
import { formatQuality, isRatioMetric } from '../../format/number';
import type { StateWords } from '../../format/words';
import { column, holds, type PartProps } from '../health/parts';

/** The estimate with its band beside what the labels say: where the labels leave the band, the estimator is not to be believed. */
export function EstimatePanel({ model, marks }: { model: ModelDetail; marks: PartProps['marks'] }) {
  const window = useQueryWindow();
  const metric = model.quality?.metric ?? model.estimates[0]?.metric ?? (model.type === 'regression' ? 'mae' : 'accuracy');
  const expressions = useMemo(
    () => [estimatedQuality(model.name, metric), estimatedQuality(model.name, metric, '_lower'), estimatedQuality(model.name, metric, '_upper'), quality(model.name, metric)],
    [model.name, metric],
  );
  const answer = useRangeQuery(expressions, window);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const [estimated, lower, upper, labelled] = [0, 1, 2, 3].map((i) => column(results[i])) as [Column, Column, Column, Column];
    return holds(estimated) ? {
      times: results[0]?.times ?? [], fromMs, toMs, marks, measure: isRatioMetric(metric) ? 'ratio' : 'plain', format: (value) => formatQuality(metric, value), zero: !isRatioMetric(metric),
      band: holds(lower) && holds(upper) ? { label: '95 % band of the estimate', lower, upper } : undefined,
      lines: [
        { label: 'estimated', values: estimated, color: '--series-2', width: 2, dash: true },
        ...(holds(labelled) ? [{ label: 'by labels', values: labelled, color: '--series-1' as const, width: 2 }] : []),
      ],
    } : null;
  }, [marks, metric]);
  const estimate = model.estimates.find((each) => each.metric === metric);
  return (
    <ChartPanel compact title={`Estimated quality: ${metric}`} expression={expressions[0] ?? ''} answer={answer} draw={draw} height={222}
      headline={(drawn) => <>{drawn.format(lastFigure(drawn.lines[0]?.values))}<small>{errorText(metric, estimate)}</small></>}
      verdict={estimate === undefined ? undefined : estimateWords(estimate)}
      empty={{
        why: 'Quality is not estimated',
        fill: <>An estimator is taught by the baseline: 800 labelled rows, with a <code>score</code> where classes are predicted.</>,
      }} />
  );
}

type Column = (number | null)[];

/** What the labels say of the estimator. */
export function estimateWords({ failed }: Pick<Estimate, 'failed'>): StateWords {
  if (failed === null) {
    return { tone: 'unknown', word: 'Too few labels to tell' };
  }
  return failed ? { tone: 'warning', word: 'Contradicted by labels' } : { tone: 'good', word: 'Labels agree' };
}

/** By how much the estimate misses the truth over the labelled predictions. */
export function errorText(metric: string, estimate: Pick<Estimate, 'error'> | undefined): string {
  if (estimate?.error == null) {
    return 'estimated';
  }
  const by = isRatioMetric(metric) ? `${(Math.abs(estimate.error) * 100).toFixed(1)} points` : formatQuality(metric, Math.abs(estimate.error));
  return `${by} too ${estimate.error > 0 ? 'high' : 'low'} by labels`;
}
