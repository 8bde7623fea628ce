import { useCallback, useMemo } from 'react';

import { useFeature, useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { FeatureDetail, FeatureSummary } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import type { ChartModel } from '../../charts/model';
import { driftScore, featurePsi } from '../../charts/promql';
import { ShareChart } from '../../charts/ShareChart';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { formatRatio, formatScore } from '../../format/number';
import { formatDayTime } from '../../format/time';
import classes from './ModelPage.module.css';

/** What an opened row shows: the sentence, both distributions, and the score's way over time. */
export function FeatureDetails({ model, summary }: { model: string; summary: FeatureSummary }) {
  const answer = useFeature(model, summary.name);
  return (
    <div className={classes.detail}>
      <p className={classes.sentence}>{sentenceOf(summary)}</p>
      <Panel title="Distribution, baseline and current">
        <Answered answer={answer} skeleton={<Skeleton height={230} />}>
          {(feature) => <Distributions feature={feature} />}
        </Answered>
      </Panel>
      <ScorePanel model={model} summary={summary} />
    </div>
  );
}

function sentenceOf(summary: FeatureSummary): string {
  return summary.state === 'not_enough_data'
    ? `Not enough data: ${summary.n} records are in the window, ${summary.needed} are needed.`
    : summary.sentence ?? 'The feature is distributed as in the baseline.';
}

function Distributions({ feature }: { feature: FeatureDetail }) {
  const { distribution, window } = feature;
  if (distribution === null) {
    return <Empty why="No distribution yet" fill={`${feature.n} of ${feature.needed} needed records are in the window.`} height={230} />;
  }
  const bins = distribution.kind === 'number'
    ? { kind: 'number' as const, edges: distribution.edges }
    : { kind: 'category' as const, categories: distribution.categories };
  const ratios: [string, number | null][] = [
    ['null', feature.missing_ratio], ['out of range', feature.out_of_range_ratio], ['unseen', feature.unseen_ratio], ['invalid', feature.invalid_ratio],
  ];
  return (
    <>
      <ShareChart bins={bins} baseline={distribution.baseline} current={distribution.current} formatEdge={edgeText} formatShare={formatRatio}
        label={`Shares of ${feature.name} in the baseline and now`} />
      <p className={classes.note}>
        {ratios.filter(([, ratio]) => ratio !== null).map(([word, ratio]) => `${word} ${formatRatio(ratio)}`).join(', ')}
        {window?.from != null && window.to !== null
          && `. ${window.n.toLocaleString('en-US')} records from ${formatDayTime(Date.parse(window.from))} to ${formatDayTime(Date.parse(window.to))}`}.
      </p>
    </>
  );
}

function edgeText(value: number): string {
  return Number.isFinite(value) ? Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 }) : value > 0 ? '∞' : '−∞';
}

function ScorePanel({ model, summary }: { model: string; summary: FeatureSummary }) {
  const window = useQueryWindow();
  const { name, score_kind: kind, psi_threshold: threshold } = summary;
  const expressions = useMemo(() => [driftScore(model, name), featurePsi(model, name)], [model, name]);
  const answer = useRangeQuery(expressions, window);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const [score, psi] = [results[0]?.series[0]?.values ?? [], results[1]?.series[0]?.values ?? []];
    return [...score, ...psi].some((value) => value !== null) ? {
      times: results[0]?.times ?? [], fromMs, toMs, measure: 'plain', format: formatScore, zero: true,
      levels: threshold === null ? [] : [{ value: threshold, label: `PSI threshold ${formatScore(threshold)}` }],
      lines: [
        { label: kind === 'ks' ? 'KS' : 'total variation', values: score, color: '--series-1' },
        { label: 'PSI', values: psi, color: '--series-2' },
      ],
    } : null;
  }, [kind, threshold]);
  return (
    <ChartPanel title="Score over time" expression={expressions[0] ?? ''} answer={answer} draw={draw}
      empty={{ why: 'No score in this range', fill: `A score needs ${summary.needed} records in the window; choose a longer range.` }} />
  );
}
