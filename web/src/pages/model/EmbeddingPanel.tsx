import { useCallback, useMemo } from 'react';

import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { ModelDetail } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import { SeriesColors, type ChartModel } from '../../charts/model';
import { embeddingDrift } from '../../charts/promql';
import { formatScore } from '../../format/number';
import classes from './ModelPage.module.css';

const MethodWords: Record<string, string> = {
  cosine: 'cosine of the centroids', l2: 'distance of the centroids', mmd: 'distributions (MMD)',
};

/** Embeddings of the last day against the baseline. A model without any does not show the panel, unless they are all that it has. */
export function EmbeddingPanel({ model }: { model: ModelDetail }) {
  const window = useQueryWindow();
  const expressions = useMemo(() => [embeddingDrift(model.name)], [model.name]);
  const answer = useRangeQuery(expressions, window, 2000);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const series = results[0]?.series ?? [];
    return series.length === 0 ? null : {
      times: results[0]?.times ?? [], fromMs, toMs, measure: 'plain', format: formatScore, zero: true,
      lines: series.map(({ labels, values }, i) => ({
        label: MethodWords[labels.method ?? ''] ?? labels.method ?? '', values, color: SeriesColors[i % SeriesColors.length] ?? '--series-1',
      })),
    };
  }, []);
  if (model.type !== 'embedding' && (answer.data?.results[0]?.series.length ?? 0) === 0) {
    return null;
  }
  return (
    <div className={classes.below}>
      <ChartPanel title="Drift of embeddings" expression={expressions[0] ?? ''} answer={answer} draw={draw} height={200}
        empty={{ why: 'No embedding was compared in this range', fill: 'Figures need 200 embeddings of the last day, and a baseline with 200 of them.' }} />
    </div>
  );
}
