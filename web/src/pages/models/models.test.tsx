import { describe, expect, it } from 'vitest';

import type { ModelSummary } from '../../api/types';
import { markupOf, textOf } from '../../testing/render';
import ModelsPage from './ModelsPage';

const model = (i: number): ModelSummary => ({
  name: `model-${i}`, type: i % 2 === 0 ? 'classification' : 'regression', team: i % 3 === 0 ? 'risk' : null, state: i === 7 ? 'critical' : 'healthy', cause: null, since: null,
  requests_total: 0, requests_per_second: null, error_ratio: null, latency_p95_seconds: null, latency_p99_seconds: null, quality: null,
  objectives: { latency_p95_seconds: null, latency_p99_seconds: null, error_rate: null, accuracy: null }, drifting_features: [], firing_alerts: 0, learning: null,
});

describe('the list of models', () => {
  const page = (count: number): string => markupOf(<ModelsPage />, [[['models'], { models: Array.from({ length: count }, (_, i) => model(i)) }]]);

  it('draws a hundred of many, the worst first, and offers the next', () => {
    const markup = page(800);
    expect(markup.match(/<tr /g)?.length).toBe(100);
    expect(textOf(markup)).toContain('800 models');
    expect(textOf(markup)).toContain('Show 100 more of 800');
    expect(markup.indexOf('>model-7<')).toBeLessThan(markup.indexOf('>model-0<'));
  });

  it('has filters where there are many', () => {
    expect(textOf(page(6))).toContain('All teams risk All types classification regression 6 models');
    expect(page(5)).not.toContain('Filter by name');
  });

  it('says how a model is named where there is none', () => {
    expect(textOf(page(0))).toContain('No model is watched yet');
  });
});
