import { useCallback, useMemo } from 'react';

import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { ModelSummary } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import { lastFigure, type ChartModel } from '../../charts/model';
import { quality } from '../../charts/promql';
import { formatQuality, isRatioMetric, plainly } from '../../format/number';
import type { StateWords } from '../../format/words';
import { isBelowBaseline } from './limits';
import { column, holds, latest, type PartProps } from './parts';

/** The quality metric with its 95 % interval, against the baseline and the objective. */
export function QualityPanel({ model, marks, height }: PartProps & { height?: number }) {
  const window = useQueryWindow();
  const metric = model.quality?.metric ?? (model.type === 'regression' ? 'mae' : 'accuracy');
  const expressions = useMemo(
    () => [quality(model.name, metric), quality(model.name, metric, '_lower'), quality(model.name, metric, '_upper')],
    [model.name, metric],
  );
  const answer = useRangeQuery(expressions, window);
  const baseline = model.quality?.baseline ?? null;
  const objective = isRatioMetric(metric) ? model.objectives.accuracy : null;
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const [values, lower, upper] = [column(results[0]), column(results[1]), column(results[2])];
    const format = (value: number | null): string => formatQuality(metric, value);
    const level = (name: string, value: number | null, limit: boolean) => (value === null ? [] : [{ value, label: `${name} ${plainly(format(value))}`, limit }]);
    return holds(values) ? {
      times: results[0]?.times ?? [], fromMs, toMs, marks, measure: isRatioMetric(metric) ? 'ratio' : 'plain', format, zero: !isRatioMetric(metric),
      band: holds(lower) && holds(upper) ? { label: '95 % interval', lower, upper } : undefined,
      levels: [...level('baseline', baseline, false), ...level('objective', objective, true)],
      lines: [{ label: metric, values, color: '--series-1', width: 2 }],
    } : null;
  }, [marks, metric, baseline, objective]);
  const format = (value: number | null): string => formatQuality(metric, value);
  const now = window?.range.kind === 'last' ? model.quality : null;
  return (
    <ChartPanel compact {...(height === undefined ? {} : { height })} title={`Quality: ${metric}`} expression={expressions[0] ?? ''} answer={answer} draw={draw}
      verdict={(drawn) => verdictOf(metric, model, lastFigure(drawn.band?.lower), lastFigure(drawn.band?.upper))}
      empty={{
        why: 'No quality figure in this range',
        fill: <>Quality needs labels: send <code>{'{"type":"label","model":…,"id":…,"label":…}'}</code> to <code>POST /v1/events</code>.</>,
      }}
      headline={(drawn) => (
        <>
          {format(latest(drawn))}
          {drawn.band !== undefined && (
            <small>{format(lastFigure(drawn.band.lower))} to {format(lastFigure(drawn.band.upper))}{now !== null && <>, n&nbsp;=&nbsp;{now.n.toLocaleString('en-US')}</>}</small>
          )}
        </>
      )} />
  );
}

/** Judged by the interval at the end of the picture: only when all of it lies on the bad side is the quality called worse. */
function verdictOf(metric: string, { quality: now, objectives }: ModelSummary, lower: number | null, upper: number | null): StateWords {
  if (lower === null || upper === null) {
    return { tone: 'unknown', word: 'Not enough labels' };
  }
  const baseline = now?.baseline ?? null;
  const byObjective = isRatioMetric(metric) && objectives.accuracy !== null;
  return isBelowBaseline({ quality: { metric, value: null, lower, upper, baseline, n: 0 }, objectives })
    ? { tone: 'warning', word: byObjective ? 'Outside objective' : 'Worse than baseline' }
    : { tone: 'good', word: byObjective ? 'Within objective' : 'As its baseline' };
}
