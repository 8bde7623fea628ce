import type { Answer } from '../../api/reviews';
import type { Distribution } from '../../api/types';
import { formatRatio } from '../../format/number';

/** Where a value stands in the baseline: the share of the bin or category that holds it, and where to draw it, from 0 to 1. */
export interface Position {
  at: number | null;
  bin: number;
  words: string;
}

export function positionOf(value: unknown, distribution: Distribution): Position {
  if (value === null || value === undefined) {
    return { at: null, bin: -1, words: 'null' };
  }
  return distribution.kind === 'category'
    ? categoryPosition(wordOf(value), distribution)
    : numberPosition(typeof value === 'number' ? value : Number.NaN, distribution);
}

function categoryPosition(value: string, { categories, baseline }: Distribution & { kind: 'category' }): Position {
  const bin = categories.indexOf(value);
  return bin < 0
    ? { at: null, bin, words: 'unknown to the baseline' }
    : { at: (bin + 0.5) / categories.length, bin, words: `${formatRatio(baseline[bin])} of the baseline` };
}

function numberPosition(value: number, { edges, baseline }: Distribution & { kind: 'number' }): Position {
  const finite = edges.filter(Number.isFinite);
  const [low, high] = [finite[0], finite.at(-1)];
  if (!Number.isFinite(value) || low === undefined || high === undefined) {
    return { at: null, bin: -1, words: 'no number' };
  }
  if (value < low || value > high) {
    return { at: value < low ? 0 : 1, bin: -1, words: value < low ? 'below the baseline’s range' : 'above the baseline’s range' };
  }
  const bin = Math.max(0, Math.min(baseline.length - 1, edges.findLastIndex((edge) => edge <= value)));
  const [from, to] = [edges[bin] ?? low, edges[bin + 1] ?? high];
  const within = to > from && Number.isFinite(to - from) ? (value - from) / (to - from) : 0.5;
  return { at: (bin + within) / baseline.length, bin, words: `${formatRatio(baseline[bin])} of the baseline is like it` };
}

/** A value of an event as a person reads it. */
export function wordOf(value: unknown): string {
  if (typeof value === 'number') {
    return Number.isInteger(value) ? value.toString() : Number(value.toPrecision(6)).toString();
  }
  return typeof value === 'string' ? value : value === null || value === undefined ? 'null' : JSON.stringify(value);
}

/** The label in the type of the model's own answers: the class `1` of a model that answers numbers is the number 1. */
export function asAnswer(text: string, prediction: unknown): Answer {
  if (typeof prediction === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) {
    return Number(text);
  }
  return typeof prediction === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text;
}
