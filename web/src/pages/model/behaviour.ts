import type { RangeAnswer } from '../../api/hooks';
import type { RangeSeries } from '../../api/prometheus';
import { lastFigure } from '../../charts/model';
import { formatRatio } from '../../format/number';
import { DAY_MS } from '../../format/time';
import type { StateWords } from '../../format/words';

/** An hour is scored from two weeks of hours on. */
export const LearnedMs = 14 * DAY_MS;

/** One hour in a hundred is as strange by chance: below that it is told as strange, which is no alarm. */
const Strange = 0.01;

export interface DueFigure {
  figure: string;
  values: (number | null)[];
  now: number | null;
}

/** Figures by how much of the last hour's strangeness is due to each, most first. */
export function dueFigures(series: readonly RangeSeries[]): DueFigure[] {
  return series
    .map(({ labels, values }) => ({ figure: (labels.figure ?? '').replaceAll('_', ' '), values, now: withoutNoise(lastFigure(values)) }))
    .sort((a, b) => (b.now ?? 0) - (a.now ?? 0) || a.figure.localeCompare(b.figure));
}

/** Differences of sums that are equal but for rounding are none. */
function withoutNoise(value: number | null): number | null {
  return value !== null && Math.abs(value) < 1e-9 ? 0 : value;
}

export function behaviourWords(pValue: number | null): StateWords {
  if (pValue === null) {
    return { tone: 'unknown', word: 'Not enough data' };
  }
  return pValue <= Strange ? { tone: 'warning', word: 'Unlike its past' } : { tone: 'good', word: 'Like its past' };
}

export function behaviourSentence(pValue: number | null, due: Pick<DueFigure, 'figure' | 'now'> | undefined): string {
  if (pValue === null) {
    return 'The last hour was not compared.';
  }
  if (pValue > Strange) {
    return `The last hour is like the model’s past: ${formatRatio(pValue)} of its hours are at least as strange.`;
  }
  const blame = due === undefined || (due.now ?? 0) <= 0 ? '' : `, most of it by its ${due.figure}`;
  return `The last hour is unlike the model’s past: only ${formatRatio(pValue)} of its hours are as strange${blame}.`;
}

/** How long back the model has had requests, at most as far as was asked. */
export function pastMs({ results, toMs }: RangeAnswer): number {
  const at = results[0]?.series[0]?.values.findIndex((value) => value !== null) ?? -1;
  const time = results[0]?.times[at];
  return time === undefined ? 0 : toMs - time * 1000;
}
