import { useCallback, useMemo } from 'react';

import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { ModelSummary } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import { lastFigure, type ChartModel } from '../../charts/model';
import { reviewedQuality } from '../../charts/promql';
import { formatQuality, isRatioMetric } from '../../format/number';
import { column, holds } from '../health/parts';

/** Quality by the reviewed labels, each weighted by how many predictions it stands for. */
export function ReviewedQuality({ model, type }: { model: string; type: ModelSummary['type'] | undefined }) {
  const window = useQueryWindow();
  const metric = type === 'regression' ? 'mae' : 'accuracy';
  const expressions = useMemo(
    () => [reviewedQuality(model, metric), reviewedQuality(model, metric, '_lower'), reviewedQuality(model, metric, '_upper')],
    [model, metric],
  );
  const answer = useRangeQuery(expressions, window, 5000);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const [values, lower, upper] = [column(results[0]), column(results[1]), column(results[2])];
    return holds(values) ? {
      times: results[0]?.times ?? [], fromMs, toMs, measure: isRatioMetric(metric) ? 'ratio' : 'plain', format: (value) => formatQuality(metric, value),
      band: holds(lower) && holds(upper) ? { label: '95 % interval', lower, upper } : undefined,
      lines: [{ label: `reviewed ${metric}`, values, color: '--series-1', width: 2 }],
    } : null;
  }, [metric]);
  return (
    <ChartPanel compact title={`Reviewed quality: ${metric}`} expression={expressions[0] ?? ''} answer={answer} draw={draw} height={170}
      headline={(drawn) => drawn.format(lastFigure(drawn.lines[0]?.values))}
      empty={{ why: 'No figure yet', fill: 'It is told from 30 reviewed predictions of the quality window on.' }} />
  );
}
