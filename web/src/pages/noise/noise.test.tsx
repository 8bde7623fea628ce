import { describe, expect, it } from 'vitest';

import type { NoiseReport, NoiseWeek } from '../../api/noise';
import { markupOf, textOf } from '../../testing/render';
import NoisePage from './NoisePage';
import { alikeOf } from './RulePanels';
import { servicesOf, weeksOf } from './weeks';
import { noiseVerdict, totalsOf } from './words';

const week = (service: string, monday: string, changes: Partial<NoiseWeek> = {}): NoiseWeek => ({
  service, week: `${monday}T00:00:00+01:00`, interruptions: 0, against: 'below', incidents: 0, acted_on: 0, noise: 0, without_verdict: 0,
  median_seconds_to_acknowledge: null, flaps: 0, repetitions: 0, night_pages: 0, ...changes,
});

/** Four weeks that begin on a Thursday and end on one, by the clock of Berlin. */
const span = { from: '2026-02-12T09:00:00Z', to: '2026-03-12T09:00:00Z' };

const report = (changes: Partial<NoiseReport> = {}): NoiseReport => ({
  ...span, target_least: 5, target_most: 10, noisiest_rules: [], never_fired: [], cannot_match: [], is_cut: false,
  weeks: [
    week('credit', '2026-03-02', { interruptions: 14, against: 'above', incidents: 9, acted_on: 5, noise: 3, without_verdict: 1, median_seconds_to_acknowledge: 240, flaps: 2, repetitions: 6, night_pages: 1 }),
    week('churn', '2026-03-02', { interruptions: 6, against: 'within', incidents: 2, acted_on: 2 }),
    week('', '2026-02-23', { interruptions: 1 }),
  ],
  ...changes,
});

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const page = (answer: NoiseReport): string => markupOf(<NoisePage />, [[['noise', 4, zone], answer]]);
const plain = (markup: string): string => textOf(markup).replaceAll('\u00a0', ' ');

describe('the weeks of a report', () => {
  it('are all that it reaches into, cut ones marked', () => {
    expect(weeksOf(span, 'Europe/Berlin')).toEqual([
      { monday: '2026-02-09', name: '9 Feb', isPart: true }, { monday: '2026-02-16', name: '16 Feb', isPart: false },
      { monday: '2026-02-23', name: '23 Feb', isPart: false }, { monday: '2026-03-02', name: '2 Mar', isPart: false }, { monday: '2026-03-09', name: '9 Mar', isPart: true },
    ]);
  });

  it('begin at midnight of their zone, and one that begins with the report is whole', () => {
    const fromMonday = { from: '2026-03-01T23:00:00Z', to: '2026-03-10T00:00:00Z' };
    expect(weeksOf(fromMonday, 'Europe/Berlin').map(({ monday, isPart }) => [monday, isPart])).toEqual([['2026-03-02', false], ['2026-03-09', true]]);
    expect(weeksOf(fromMonday, 'UTC').map(({ monday, isPart }) => [monday, isPart])).toEqual([['2026-02-23', true], ['2026-03-02', false], ['2026-03-09', true]]);
  });

  it('are kept where the clocks change', () => {
    expect(weeksOf({ from: '2026-03-26T12:00:00Z', to: '2026-04-08T12:00:00Z' }, 'Europe/Berlin').map(({ monday }) => monday)).toEqual(['2026-03-23', '2026-03-30', '2026-04-06']);
  });

  it('stand beside each service in their order, the noisiest service first', () => {
    const services = servicesOf(report().weeks, weeksOf(span, 'Europe/Berlin'));
    expect(services.map(({ service, interruptions }) => [service, interruptions])).toEqual([['credit', 14], ['churn', 6], ['', 1]]);
    expect(services[2]?.weeks.map((each) => each?.interruptions ?? null)).toEqual([null, null, 1, null, null]);
  });
});

describe('the verdict', () => {
  const verdict = (weeks: NoiseWeek[]) => noiseVerdict(servicesOf(weeks, weeksOf(span, 'Europe/Berlin')), 10);

  it('names who is too loud', () => {
    expect(verdict(report().weeks)).toEqual({ tone: 'warning', sentence: 'credit interrupted people 14 times in a week' });
    expect(verdict([...report().weeks, week('churn', '2026-02-23', { interruptions: 11, against: 'above' })]).sentence).toBe('2 of 3 services interrupted people more than 10 times in a week');
    expect(verdict([week('churn', '2026-03-02', { interruptions: 10, against: 'within' })])).toEqual({ tone: 'good', sentence: 'No service interrupted people more than 10 times in a week' });
    expect(verdict([]).sentence).toBe('Nobody was interrupted');
  });

  it('adds up what the weeks have', () => {
    expect(totalsOf(report().weeks)).toEqual({ interruptions: 21, incidents: 11, actedOn: 7, noise: 3, withoutVerdict: 1, flaps: 2, repetitions: 6, nightPages: 1 });
  });
});

describe('the page', () => {
  it('has the figures of every service and week, with their units', () => {
    const text = plain(page(report()));
    expect(text).toContain('2 Mar 2026 credit Above 14 1 9 5 3 1 4.0 min 2 6');
    expect(text).toContain('23 Feb 2026 Alerts without a model Below 1');
    expect(text).toContain('7 acted on (63.6 %)');
  });

  it('draws what is above the target as such, and says every figure to who cannot see it', () => {
    const markup = page(report());
    expect([...markup.matchAll(/data-over="true"/g)].length).toBe(1);
    expect(markup).toContain('2 Mar 14');
  });

  it('lists noisy, quiet and suspicious rules', () => {
    const text = plain(page(report({
      noisiest_rules: [{ rule: 'Drift', interruptions: 12, fired: 30, noise: 3 }],
      never_fired: [{ rule: 'Slow', group: 'latency', file: '/etc/heed/rules.yml', why: null }],
      cannot_match: [{ rule: 'Typo', group: 'g', file: 'r.yml', why: 'no series has the name ml_requets_total' }],
    })));
    expect(text).toContain('Drift 12 30 × 3');
    expect(text).toContain('Slow group latency, heed/rules.yml');
    expect(text).toContain('no series has the name ml_requets_total');
  });

  it('says once what several rules have in common', () => {
    const rule = { rule: 'Burn', group: 'slo', file: 'r.yml', why: null };
    expect(alikeOf([rule, { ...rule, group: 'other' }, rule]).map(({ group, count }) => [group, count])).toEqual([['slo', 2], ['other', 1]]);
    expect(plain(page(report({ never_fired: [rule, rule] })))).toContain('Never fired in this time 2 Burn × 2 group slo, r.yml');
  });

  it('says why it is empty, and that something was left out', () => {
    expect(plain(page(report({ weeks: [] })))).toContain('Nobody was interrupted in these weeks');
    expect(plain(page(report({ is_cut: true })))).toContain('the oldest are left out');
    expect(page(report())).not.toContain('the oldest are left out');
  });
});
