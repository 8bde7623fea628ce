import { expect, it } from 'vitest';

import type { ModelSummary } from '../api/types';
import { findPlaces } from '../components/places';
import { errorPosition } from '../format/errorPosition';
import { statesOf } from './alerts/history';
import { belongsTo } from './alerts/matching';
import { runbookOf, runbookParts } from './alerts/runbook';
import { ruleText } from './explore/ruleText';
import { isBelowBaseline } from './health/limits';
import { marksOf } from './health/parts';
import { verdictOf } from './health/verdict';

it('finds the word under an error, and nothing where the message names no place', () => {
  expect(errorPosition('sum(ratee(x))', '/api/v1/query answered 400: 1:5: parse error: unknown function')).toEqual({ line: 'sum(ratee(x))', column: 4, length: 5 });
  expect(errorPosition('a\n+ &', '2:3: unexpected character')).toEqual({ line: '+ &', column: 2, length: 1 });
  expect(errorPosition('up', 'the server does not answer')).toBeNull();
  expect(errorPosition('up', '9:9: somewhere else')).toBeNull();
});

it('lets firing win over pending where both series have a sample', () => {
  const series = [{ labels: { alertstate: 'firing' }, values: [null, 1, 1] }, { labels: { alertstate: 'pending' }, values: [1, 1, null] }];
  expect(statesOf({ times: [1, 2, 3], series, warnings: [] })).toEqual(['pending', 'firing', 'firing']);
});

it('knows the series that an alert is about by labels that do not contradict', () => {
  const alert = { model_name: 'credit', feature_name: 'income', severity: 'critical' };
  expect(belongsTo({ __name__: 'x', model_name: 'credit', feature_name: 'income' }, alert)).toBe(true);
  expect(belongsTo({ model_name: 'credit', feature_name: 'age' }, alert)).toBe(false);
  expect(belongsTo({ instance: 'a' }, alert)).toBe(true);
});

it('reads a runbook as steps and paragraphs', () => {
  expect(runbookParts('Look first.\n1. Open Drift\n2. Compare\n\n- Retrain\nDone.\n')).toEqual([
    { kind: 'text', text: 'Look first.' }, { kind: 'steps', items: ['Open Drift', 'Compare', 'Retrain'] }, { kind: 'text', text: 'Done.' },
  ]);
  expect(runbookParts('')).toEqual([]);
});

it('finds by every word, and puts names that begin with the text first', () => {
  const places = findPlaces('cre', [{ name: 'incredible' }, { name: 'credit' }], [{ model: 'credit', feature: 'income' }], []);
  expect(places.map(({ name }) => name)).toEqual(['credit', 'incredible', 'income of credit']);
  expect(findPlaces('credit inc', [], [{ model: 'credit', feature: 'income' }], [])[0]).toMatchObject({ path: '/models/credit/drift', parameters: { feature: 'income' } });
});

const model = (changes: Partial<ModelSummary>): ModelSummary => ({
  name: 'credit', type: 'classification', team: null, state: 'healthy', cause: null, since: null, requests_total: 0, requests_per_second: null, error_ratio: null,
  latency_p95_seconds: null, latency_p99_seconds: null, quality: null, objectives: { latency_p95_seconds: null, latency_p99_seconds: null, error_rate: null, accuracy: null },
  drifting_features: [], firing_alerts: 0, learning: null, ...changes,
});

it('says the worst first', () => {
  const bad = model({ name: 'churn', state: 'critical', cause: 'income is null' });
  expect(verdictOf([model({}), bad])).toEqual({ tone: 'critical', sentence: 'churn is critical', detail: 'Income is null.' });
  const named = model({ name: 'bikes', state: 'critical', cause: 'bikes misses by 55' });
  expect(verdictOf([named]).detail).toBe('bikes misses by 55.');
  expect(verdictOf([named, bad]).detail).toBe('bikes misses by 55.');
  expect(verdictOf([bad, model({ name: 'd', state: 'critical' })]).detail).toBe('churn: income is null.');
  expect(verdictOf([bad, model({ name: 'd', state: 'critical', cause: 'x' }), model({ name: 'a', state: 'critical', cause: 'a: b has moved' })]).detail).toBe('a: b has moved.');
  expect(verdictOf([model({})]).sentence).toBe('credit is healthy');
  expect(verdictOf([model({}), model({ name: 'b' })]).sentence).toBe('All 2 models are healthy');
  expect(verdictOf([bad, model({ name: 'b', state: 'critical' }), model({})]).sentence).toBe('2 of 3 models are critical');
});

it('calls quality worse only when the whole interval lies on the bad side', () => {
  const accuracy = (upper: number) => model({ quality: { metric: 'accuracy', value: 0.8, lower: 0.7, upper, baseline: 0.88, n: 10 } });
  expect([isBelowBaseline(accuracy(0.87)), isBelowBaseline(accuracy(0.89)), isBelowBaseline(model({}))]).toEqual([true, false, false]);
  expect(isBelowBaseline(model({ quality: { metric: 'mae', value: 0.9, lower: 0.8, upper: 1, baseline: 0.5, n: 10 } }))).toBe(true);
});

it('marks the deployments and the incidents of a model in the order of their times', () => {
  const deployments = [{ time: '2026-03-02T00:00:00Z', version: 'v3', note: null }, { time: '2026-03-04T00:00:00Z', version: null, note: null }];
  const incidents = [{ model: 'credit', opened_at: '2026-03-03T00:00:00Z' }, { model: 'credit', opened_at: null }, { model: 'churn', opened_at: '2026-03-03T00:00:00Z' }];
  expect(marksOf('credit', deployments, incidents).map(({ label }) => label)).toEqual(['v3', 'incident', 'deployed']);
});

it('takes what a built-in rule says to do for a runbook', () => {
  expect([runbookOf({ runbook: 'a', action: 'b' }), runbookOf({ action: 'b' }), runbookOf({})]).toEqual(['a', 'b', '']);
});

it('writes an expression as a rule, its lines in one block', () => {
  expect(ruleText('sum(a)\n  > 1')).toContain('- alert: NameOfTheAlert\n  expr: |\n    sum(a)\n      > 1\n  for: 5m\n');
});
