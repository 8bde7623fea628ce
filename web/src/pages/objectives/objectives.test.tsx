import { describe, expect, it } from 'vitest';

import type { SloDetail, SloGate, SloSummary } from '../../api/slos';
import { DAY_MS, HOUR_MS, parseDuration } from '../../format/time';
import { markupOf, textOf } from '../../testing/render';
import { BudgetBar } from './BudgetBar';
import { budgetModel } from './budgetModel';
import { BurnPairs, pairState } from './BurnPairs';
import ObjectivePage from './ObjectivePage';
import ObjectivesPage, { summaryOf } from './ObjectivesPage';
import { budgetSentence, formatBudget, formatBurn, formatTarget, gateReason } from './words';

const slo = (changes: Partial<SloDetail> = {}): SloDetail => ({
  model: 'credit', name: 'availability', type: 'availability', team: 'risk-ml', description: '', target: 0.999, window: '30d', period_start: null, period_end: null,
  state: 'ok', compliance_percentage: 99.95, budget_remaining_ratio: 0.5, burn_rate: 0, exhaustion_seconds: null, in_maintenance: false,
  burns: [{ window: '1h', burn_rate: 20 }, { window: '5m', burn_rate: 10 }], gate: { allowed: true, reason: 'open' },
  pairs: [{ long: '1h', short: '5m', factor: 14.4, budget_share: 0.02, severity: 'critical', reachable: true }, { long: '6h', short: '30m', factor: 6, budget_share: 0.05, severity: 'critical', reachable: false }],
  history: [], rules: 'groups:\n- name: a\n  rules:\n  - record: b\n    expr: c\n  - alert: d\n', ...changes,
});

describe('words', () => {
  it.each<[Partial<SloSummary>, string]>([
    [{ budget_remaining_ratio: null }, 'The budget is not measured yet.'],
    [{ budget_remaining_ratio: 0.84, burn_rate: 0 }, '84 % of the budget is left. Nothing burns now.'],
    [{ budget_remaining_ratio: 0.5, burn_rate: 14.4, exhaustion_seconds: 90_000 }, '50 % of the budget is left. At the present burn rate of 14.4 × it lasts 1 d 1 h.'],
    [{ budget_remaining_ratio: 0 }, 'The budget is spent.'],
    [{ budget_remaining_ratio: -0.7 }, 'The budget is spent 1.7 times over.'],
  ])('says what is left of %j', (changes, sentence) => {
    expect(budgetSentence(slo(changes)).replaceAll('\u00a0', ' ')).toBe(sentence);
  });

  it('writes rates, targets and budgets as people say them', () => {
    expect([formatBurn(14.4), formatBurn(0.16129), formatBurn(null), formatTarget(0.999), formatTarget(0.95), formatBudget(-43.23), formatBudget(0.0512), formatBudget(null)].map((text) => text.replaceAll('\u00a0', ' ')))
      .toEqual(['14.4 ×', '0.161 ×', '–', '99.9 %', '95 %', '−4,323 %', '5.12 %', '–']);
  });

  it('says why a gate holds', () => {
    const gate = { least_budget_ratio: 0.1 };
    expect(gateReason('budget_low', 0.04, gate).replaceAll('\u00a0', ' ')).toBe('4 % of the budget is left, 10 % is asked for');
    expect([gateReason('page_fires', 0.9, gate), gateReason('not_measured', null, gate)]).toEqual(['a page fires', 'not measured yet, which forbids nothing']);
  });

  it('counts what is in trouble', () => {
    expect(summaryOf([{ state: 'page' }, { state: 'page' }, { state: 'exhausted' }, { state: 'ok' }])).toBe('2 burn fast, 1 is exhausted of 4 objectives.');
    expect(summaryOf([{ state: 'ok' }])).toBe('1 objective; no budget burns too fast.');
  });

  it.each([['30d', 30 * DAY_MS], ['1h30m', 1.5 * HOUR_MS], ['250ms', 250], ['4w', 28 * DAY_MS], ['1000 records', null]])('reads the length %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});

describe('the picture of a budget', () => {
  const now = 30 * DAY_MS;
  const answer = (values: (number | null)[]) => ({
    fromMs: 0, toMs: now, results: [{ times: [0, 15 * DAY_MS / 1000, now / 1000], series: values.length === 0 ? [] : [{ labels: {}, values }], warnings: [] }],
  });

  it('ends now while nothing burns, and has none without a figure', () => {
    const drawn = budgetModel(answer([1, 0.8, 0.5]), slo());
    expect([drawn?.fromMs, drawn?.toMs, drawn?.lines.length]).toEqual([0, now, 1]);
    expect(budgetModel(answer([]), slo())).toBeNull();
  });

  it('leads to the time when the budget is spent', () => {
    const drawn = budgetModel(answer([1, 0.8, 0.5]), slo({ burn_rate: 14.4, exhaustion_seconds: (2 * DAY_MS) / 1000 }));
    expect(drawn?.toMs).toBe(now + 2 * DAY_MS);
    expect(drawn?.lines[1]?.values).toEqual([null, null, 0.5, 0]);
  });

  it('cuts a slow burn at a quarter of the window, on its line', () => {
    const drawn = budgetModel(answer([1, 0.8, 0.5]), slo({ burn_rate: 0.5, exhaustion_seconds: (30 * DAY_MS) / 1000 }));
    expect(drawn?.toMs).toBe(now + 7.5 * DAY_MS);
    expect(drawn?.lines[1]?.values.at(-1)).toBeCloseTo(0.375, 10);
  });

  it('draws even spending over a period of the calendar, from its start to its end', () => {
    const period = { period_start: new Date(15 * DAY_MS).toISOString(), period_end: new Date(45 * DAY_MS).toISOString() };
    const drawn = budgetModel(answer([null, 1, 0.5]), slo(period));
    expect([drawn?.fromMs, drawn?.toMs]).toEqual([15 * DAY_MS, 45 * DAY_MS]);
    expect(drawn?.lines.at(-1)?.values).toEqual([null, 1, 0.5, 0]);
  });
});

describe('pairs', () => {
  it.each([[20, 20, 'critical', 'Burns'], [20, 10, 'good', 'Over'], [10, 20, 'good', 'Quiet'], [null, 20, 'unknown', 'Not enough data']])('with %s over the long and %s over the short window are %s: %s', (long, short, tone, word) => {
    expect(pairState({ factor: 14.4, severity: 'critical' }, long, short)).toEqual({ tone, word });
  });

  it('name the limit beside each bar, and what cannot be reached', () => {
    const markup = markupOf(<BurnPairs pairs={slo().pairs} burns={slo().burns} />).replaceAll('\u00a0', ' ');
    expect(markup).toContain('aria-label="Burn rate over 1h: 20 ×, limit 14.4 ×"');
    expect(textOf(markup)).toContain('Left out, since nothing can burn so fast with this target: 6 × over 6h.');
  });
});

describe('pages', () => {
  it('lists objectives with budget, gate and promise', () => {
    const list = [slo({ name: 'accuracy', state: 'exhausted', budget_remaining_ratio: -0.2, gate: { allowed: false, reason: 'budget_low' } }), slo({ model: 'churn' })];
    const text = textOf(markupOf(<ObjectivesPage model={null} />, [[['slos'], { slos: list }]])).replaceAll('\u00a0', ' ');
    expect(text).toContain('1 is exhausted of 2 objectives.');
    expect(text).toMatch(/Exhausted accuracy credit 99.9 % over 30 days −20 %.*spent.*Held/);
    const one = textOf(markupOf(<ObjectivesPage model="churn" />, [[['slos'], { slos: list }]]));
    expect(one).toContain('Only those of churn');
    expect(one).not.toContain('accuracy');
  });

  it('says how to promise something where nothing is', () => {
    expect(textOf(markupOf(<ObjectivesPage model={null} />, [[['slos'], { slos: [] }]]))).toContain('Nothing is promised yet');
  });

  it('shows one objective with its gate and the count of its rules', () => {
    const gate: SloGate = { model: 'credit', allowed: false, least_budget_ratio: 0.1, while_paging: false, objectives: [{ name: 'availability', allowed: false, reason: 'page_fires', budget_remaining_ratio: 0.5 }] };
    const answers: [readonly unknown[], unknown][] = [[['slo', 'credit', 'availability'], slo({ state: 'page' })], [['gate', 'credit'], gate]];
    const text = textOf(markupOf(<ObjectivePage model="credit" name="availability" />, answers)).replaceAll('\u00a0', ' ');
    expect(text).toContain('availability Burning fast credit');
    expect(text).toContain('A deployment of credit is held.');
    expect(text).toContain('A page that fires holds a deployment.');
    expect(text).toContain('2 rules in force');
  });

  it.each([[0.3, 'width:30%', false], [-0.1, 'data-spent="true"', true]])('draws a budget of %s', (left, expected, spent) => {
    const markup = markupOf(<BudgetBar left={left} state={spent ? 'exhausted' : 'ok'} />);
    expect(markup).toContain(expected);
  });
});
