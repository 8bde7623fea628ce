import { describe, expect, it } from 'vitest';

import { HeatRows } from '../../charts/HeatRows';
import { DAY_MS } from '../../format/time';
import { markupOf, textOf } from '../../testing/render';
import { behaviourSentence, behaviourWords, dueFigures, pastMs } from './behaviour';
import { errorText, estimateWords } from './EstimatePanel';
import { LearningNote } from './LearningNote';
import { excessText, WorstSegments } from './WorstSegments';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('an estimate', () => {
  it.each([[null, 'unknown', 'Too few labels to tell'], [true, 'warning', 'Contradicted by labels'], [false, 'good', 'Labels agree']])('with failed %s is %s', (failed, tone, word) => {
    expect(estimateWords({ failed })).toEqual({ tone, word });
  });

  it('says by how much it misses', () => {
    expect(errorText('accuracy', { error: 0.1203 })).toBe('12.0 points too high by labels');
    expect(errorText('mae', { error: -40.5 })).toBe('40.5 too low by labels');
    expect(errorText('accuracy', { error: null })).toBe('estimated');
  });
});

describe('worst segments', () => {
  const rows = [
    { segment: 'region south', n: 385, excess: 0.1, lower: 0.05, upper: 0.15, p_value: 1e-9 },
    { segment: 'season fall', n: 40, excess: 0.234, lower: null, upper: null, p_value: 0.02 },
  ];

  it('come worst first, in points or in the number itself', () => {
    const text = plain(textOf(markupOf(<WorstSegments model={{ type: 'classification', worst_segments: rows }} />)));
    expect(text.indexOf('season fall')).toBeLessThan(text.indexOf('region south'));
    expect(text).toContain('+23.4 points n = 40 p 0.020');
    expect([excessText('regression', { excess: 94.3 }), excessText('regression', { excess: null }), plain(excessText('multiclass', { excess: -0.01 }))]).toEqual(['+94.3', '–', '−1.0 points']);
  });

  it('draw an interval only where there is one', () => {
    const markup = markupOf(<WorstSegments model={{ type: 'classification', worst_segments: rows }} />);
    expect(markup.match(/calc\(100% - /g)).toHaveLength(1);
  });
});

describe('behaviour', () => {
  it('blames the figure to which most is due', () => {
    const figures = dueFigures([{ labels: { figure: 'errors' }, values: [0.3, 0.01] }, { labels: { figure: 'latency' }, values: [null, 0.2] }]);
    expect(figures.map(({ figure }) => figure)).toEqual(['latency', 'errors']);
    expect(dueFigures([{ labels: { figure: 'loss' }, values: [5.6e-17] }])[0]?.now).toBe(0);
    expect(plain(behaviourSentence(0.0015, figures[0]))).toBe('The last hour is unlike the model’s past: only 0.15 % of its hours are as strange, most of it by its latency.');
    expect(plain(behaviourSentence(0.4, figures[0]))).toBe('The last hour is like the model’s past: 40.0 % of its hours are at least as strange.');
    expect(behaviourSentence(null, undefined)).toBe('The last hour was not compared.');
    expect(behaviourSentence(0.001, { figure: 'errors', now: -0.1 })).not.toContain('errors');
  });

  it.each([[0.01, 'warning'], [0.011, 'good'], [null, 'unknown']])('with p %s is %s', (pValue, tone) => {
    expect(behaviourWords(pValue).tone).toBe(tone);
  });

  it('knows how long the past is', () => {
    const answer = (values: (number | null)[]) => ({ fromMs: 0, toMs: 3 * DAY_MS, results: [{ times: [0, 1, 2, 3].map((day) => (day * DAY_MS) / 1000), series: [{ labels: {}, values }], warnings: [] }] });
    expect(pastMs(answer([null, 5, 5, 5]))).toBe(2 * DAY_MS);
    expect(pastMs(answer([null, null, null, null]))).toBe(0);
    expect(pastMs({ fromMs: 0, toMs: DAY_MS, results: [] })).toBe(0);
  });

  it('is drawn darker where more is due, and not at all below zero', () => {
    const markup = markupOf(<HeatRows times={[0, 60, 120]} rows={[{ name: 'latency', values: [0.1, -0.2, 0.2], text: '0.200' }]} label="due" />);
    expect([...markup.matchAll(/fill-opacity="([\d.]+)"/g)].map(([, opacity]) => opacity)).toEqual(['0.500', '1.000']);
  });
});

describe('a model that learns', () => {
  it('says how far it is, of what, and why it goes on for longer', () => {
    const markup = markupOf(<LearningNote learning={{ progress_ratio: 0.347, first: '7d', problem: 'no row has a prediction' }} />);
    expect(plain(textOf(markup))).toContain('Learning its baseline: 34 % of the first 7 days.');
    expect(textOf(markup)).toContain('It learns for longer: no row has a prediction.');
    expect(markup).toContain('aria-valuenow="34"');
    expect(textOf(markupOf(<LearningNote learning={{ progress_ratio: 2, first: '10000', problem: null }} />))).toContain('of the first 10,000 predictions');
  });
});
