import { useCallback, useMemo } from 'react';

import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { ModelDetail } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import { SeriesColors, stackShares, type ChartModel } from '../../charts/model';
import { classMix } from '../../charts/promql';
import { ShareChart } from '../../charts/ShareChart';
import { Empty, Panel } from '../../components/Panel';
import { formatCount, formatRatio, formatSeconds } from '../../format/number';
import { spanWords } from '../../format/time';
import { QualityPanel } from '../health/QualityPanel';
import { useMarks } from '../health/parts';
import { EstimatePanel } from './EstimatePanel';
import classes from './ModelPage.module.css';
import { SegmentBars } from './SegmentBars';
import { WorstSegments } from './WorstSegments';

/** Classes drawn on their own; the rest is summed, so that the picture stays readable. */
const DrawnClasses = 5;

export default function QualityTab({ model }: { model: ModelDetail }) {
  const marks = useMarks(model.name, model.deployments);
  const metric = model.quality?.metric ?? model.segments[0]?.metric;
  const segments = model.segments.filter((each) => each.metric === metric);
  return (
    <div className={classes.two}>
      <QualityPanel model={model} marks={marks} height={222} />
      <EstimatePanel model={model} marks={marks} />
      <ClassMixPanel model={model} />
      <ConfidencePanel model={model} />
      <LabelsPanel model={model} />
      <Panel title={`Quality by segment${metric === undefined ? '' : `: ${metric}`}, worst first`} className={classes.wide}>
        {segments.length === 0
          ? <Empty why="No segment has a quality figure" fill={<>Name columns under <code>segments:</code> of the model in heed.yml, and send labels.</>} height={140} />
          : <SegmentBars segments={segments} />}
      </Panel>
      <Panel title="Where it does worst" className={classes.wide}>
        {model.worst_segments.length === 0
          ? <Empty why="No part stands out" fill="Every combination of features and segments is searched once enough predictions have labels; none is worse than the rest by more than chance." height={100} />
          : <WorstSegments model={model} />}
      </Panel>
    </div>
  );
}

function ClassMixPanel({ model }: { model: ModelDetail }) {
  const window = useQueryWindow();
  const expressions = useMemo(() => [classMix(model.name, window?.rateMs ?? 0)], [model.name, window?.rateMs]);
  const answer = useRangeQuery(expressions, window);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const total = (values: (number | null)[]): number => values.reduce((sum: number, value) => sum + (value ?? 0), 0);
    const all = (results[0]?.series ?? [])
      .map(({ labels, values }) => ({ name: labels.predicted_class ?? '', values, total: total(values) }))
      .sort((a, b) => b.total - a.total);
    if (all.length === 0 || all.every((each) => each.total === 0)) {
      return null;
    }
    const rest = all.slice(DrawnClasses);
    const drawn = [...all.slice(0, DrawnClasses), ...(rest.length === 0 ? [] : [{
      name: `${rest.length} others`,
      values: (results[0]?.times ?? []).map((_, i) => rest.reduce((sum, { values }) => sum + (values[i] ?? 0), 0)),
    }])].reverse();
    const { tops, shares } = stackShares(drawn.map(({ values }) => values));
    return {
      times: results[0]?.times ?? [], fromMs, toMs, measure: 'ratio', format: formatRatio, stacked: true, bounds: [0, 1],
      lines: drawn.map(({ name }, i) => {
        const color = SeriesColors[(drawn.length - 1 - i) % SeriesColors.length] ?? '--series-1';
        return { label: name, values: tops[i] ?? [], figures: shares[i] ?? [], color, fill: `${color}-fill`, width: 1 };
      }),
    };
  }, []);
  return (
    <ChartPanel title="Class mix over time" expression={expressions[0] ?? ''} answer={answer} draw={draw}
      empty={{
        why: model.type === 'regression' ? 'A regression model predicts no classes' : 'No prediction in this range',
        fill: model.type === 'regression' ? 'Its predictions are watched on the Drift page.' : <>Send predictions to <code>POST /v1/events</code>, or choose a longer range.</>,
      }} />
  );
}

function ConfidencePanel({ model }: { model: ModelDetail }) {
  const { confidence, low_confidence: low } = model;
  return (
    <Panel title="Confidence, now and in the baseline">
      {confidence === null
        ? <Empty why="No confidence is known" fill={<>Give predictions a <code>score</code>: the probability of the class that was predicted.</>} height={190} />
        : (
          <>
            <ShareChart bins={{ kind: 'number', edges: confidence.edges }} baseline={confidence.baseline} current={confidence.current}
              formatEdge={(value) => value.toFixed(1)} formatShare={formatRatio} label="Shares of predictions by confidence" />
            <p className={classes.note}>
              {formatCount(confidence.n)} predictions.
              {low?.ratio != null && ` ${formatRatio(low.ratio)} are below ${low.threshold}.`}
            </p>
          </>
        )}
    </Panel>
  );
}

function LabelsPanel({ model }: { model: ModelDetail }) {
  const { labels } = model;
  return (
    <Panel title="Labels" className={classes.wide}>
      {labels?.coverage_ratio == null
        ? <Empty why="No label has come yet" fill={<>Send <code>{'{"type":"label","model":…,"id":…,"label":…}'}</code> to <code>POST /v1/events</code> when the truth is known.</>} height={190} />
        : (
          <>
            <div className={classes.big}>
              <span><b>{formatRatio(labels.coverage_ratio)}</b> of predictions have a label</span>
              <span><b>{formatSeconds(labels.median_delay_seconds)}</b> median delay</span>
              <span><b>{formatCount(labels.waiting)}</b> wait for theirs</span>
            </div>
            <p className={classes.note}>A label is joined when it comes within {spanWords(labels.join_within)} of its prediction; a later one is counted and left out.</p>
          </>
        )}
    </Panel>
  );
}
