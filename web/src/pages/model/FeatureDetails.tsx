import { useCallback, useMemo } from 'react';

import { useFeature, useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { FeatureDetail, FeatureSummary } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import type { ChartModel, Level } from '../../charts/model';
import { driftScore, featurePsi } from '../../charts/promql';
import { ShareChart } from '../../charts/ShareChart';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { formatRatio, formatScore } from '../../format/number';
import { formatDayTime } from '../../format/time';
import { causeSentence } from '../../format/words';
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
      <div className={classes.courses}>
        <ScorePanel model={model} summary={summary} />
        <PsiPanel model={model} summary={summary} />
      </div>
    </div>
  );
}

function sentenceOf(summary: FeatureSummary): string {
  return summary.state === 'not_enough_data'
    ? `Not enough data: ${summary.n} records are in the window, ${summary.needed} are needed.`
    : causeSentence(summary.sentence ?? 'the feature is distributed as in the baseline', summary.name);
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
  return Number.isFinite(value) ? Number(value.toPrecision(4)).toLocaleString('en-US', { maximumSignificantDigits: 4 }) : value > 0 ? '∞' : '−∞';
}

/** The published fixed thresholds of the KS statistic and of total variation, by their names. */
const ScoreLevels: readonly Level[] = [
  { value: 0.15, label: 'warning 0.15' },
  { value: 0.25, label: 'critical 0.25', limit: true },
];

function ScorePanel({ model, summary }: { model: string; summary: FeatureSummary }) {
  const { name, score_kind: kind } = summary;
  return (
    <CoursePanel title={kind === 'ks' ? 'KS statistic over time' : 'Total variation over time'} line={kind === 'ks' ? 'KS' : 'total variation'}
      expression={driftScore(model, name)} levels={ScoreLevels} headline={formatScore(summary.score)} needed={summary.needed} />
  );
}

function PsiPanel({ model, summary }: { model: string; summary: FeatureSummary }) {
  const { name, psi, psi_threshold: threshold } = summary;
  const levels = useMemo(
    () => (threshold === null ? [] : [{ value: threshold, label: `threshold for this n ${formatScore(threshold)}`, limit: true }]),
    [threshold],
  );
  return (
    <CoursePanel title="Population stability over time" line="PSI" expression={featurePsi(model, name)} levels={levels} headline={formatScore(psi)} needed={summary.needed} />
  );
}

function CoursePanel({ title, line, expression, levels, headline, needed }: {
  title: string;
  line: string;
  expression: string;
  levels: readonly Level[];
  headline: string;
  needed: number;
}) {
  const window = useQueryWindow();
  const expressions = useMemo(() => [expression], [expression]);
  const answer = useRangeQuery(expressions, window);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const values = results[0]?.series[0]?.values ?? [];
    return values.some((value) => value !== null) ? {
      times: results[0]?.times ?? [], fromMs, toMs, measure: 'plain', format: formatScore, zero: true, levels: [...levels],
      lines: [{ label: line, values, color: '--series-1', width: 2 }],
    } : null;
  }, [levels, line]);
  return (
    <ChartPanel compact title={title} expression={expression} answer={answer} draw={draw} headline={headline} height={118}
      empty={{ why: 'No score in this range', fill: `A score needs ${needed} records in the window; choose a longer range.` }} />
  );
}
