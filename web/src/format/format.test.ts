import { describe, expect, it } from 'vitest';

import { formatBytes, formatCount, formatPValue, formatQuality, formatRate, formatRatio, formatScore, formatSeconds, plainly } from './number';
import { DAY_MS, formatAgo, formatDuration, HOUR_MS, localInput, MINUTE_MS, promDuration, spanWords } from './time';
import { alertWords, causeSentence, compareAlerts, compareModels, countOf, sentence } from './words';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers', () => {
  it.each([
    [formatCount(1_200_000), '1.20 M'], [formatCount(12_345), '12.3 k'], [formatCount(9999), '9999'], [formatCount(0), '0'], [formatCount(0.5), '0.50'], [formatCount(null), '–'], [formatCount(NaN), '–'],
    [formatRatio(0.123), '12.3 %'], [formatRatio(1), '100 %'], [formatRatio(0), '0 %'], [formatRatio(0.0045), '0.45 %'], [formatRatio(0.00004), '0.004 %'],
    [formatSeconds(0.48), '480 ms'], [formatSeconds(0.0231), '23.1 ms'], [formatSeconds(0.00085), '850 µs'], [formatSeconds(1.25), '1.25 s'], [formatSeconds(190_000), '2.2 d'], [formatSeconds(0), '0 s'],
    [formatRate(16.7), '16.7/s'], [formatRate(0.5), '30/min'], [formatRate(1 / 3600), '24/d'], [formatRate(1 / 7200), '12/d'], [formatRate(null), '–'], [formatRate(0), '0/s'],
    [formatBytes(512), '512 B'], [formatBytes(1536), '1.50 KiB'], [formatBytes(64 * 1024 * 1024), '64.0 MiB'],
    [formatScore(0.31), '0.310'], [formatScore(1e-9), '1.0e-9'], [formatScore(0), '0'], [formatScore(77.0891), '77.1'], [formatScore(5.7792), '5.78'], [formatScore(144.86), '145'], [formatScore(Infinity), '–'],
    [formatPValue(1e-9), '< 0.001'], [formatPValue(0.04), '0.040'],
    [plainly(formatRatio(0.6)), '60 %'], [plainly(formatSeconds(0.05)), '50 ms'], [plainly('12.50 s'), '12.5 s'], [plainly('100'), '100'],
    [formatQuality('accuracy', 0.884), '88.4 %'], [formatQuality('mae', 0.061), '0.061'], [formatQuality('mae', 68.4067), '68.4'],
  ])('writes %s', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });
});

describe('times', () => {
  it.each([
    [formatDuration(3 * DAY_MS + 4 * HOUR_MS + MINUTE_MS), '3 d 4 h'], [formatDuration(DAY_MS + MINUTE_MS), '1 d'], [formatDuration(0), '0 s'], [formatDuration(-5), '0 s'],
    [formatAgo(0, 12 * MINUTE_MS), '12 min ago'], [formatAgo(0, 1000), 'now'], [formatAgo(HOUR_MS, 0), 'in 1 h'],
    [promDuration(90 * MINUTE_MS), '1h30m'], [promDuration(250), '250ms'], [promDuration(0), '0s'], [spanWords('2w'), '2 weeks'], [spanWords('1d12h'), '1 day 12 hours'], [spanWords('1000 records'), '1000 records'], [promDuration(15_000), '15s'],
  ])('writes %s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe('words', () => {
  it('puts the worst model first, and keeps equal ones in the order of their names', () => {
    const model = (name: string, state: 'critical' | 'warning' | 'healthy' | 'not_enough_data') => ({ name, state, firing_alerts: 0 });
    const models = [model('c', 'healthy'), model('b', 'warning'), model('a', 'not_enough_data'), model('e', 'critical'), model('d', 'critical')];
    expect(models.sort(compareModels).map(({ name }) => name)).toEqual(['d', 'e', 'b', 'a', 'c']);
  });

  it('puts firing before pending, critical before warning, and the newest first', () => {
    const alert = (fingerprint: string, state: 'firing' | 'pending', severity: string, day: number) =>
      ({ fingerprint, state, severity, active_since: `2026-03-0${day}T00:00:00Z` });
    const alerts = [alert('p', 'pending', 'critical', 5), alert('w', 'firing', 'warning', 4), alert('old', 'firing', 'critical', 1), alert('new', 'firing', 'critical', 2)];
    expect(alerts.sort(compareAlerts).map(({ fingerprint }) => fingerprint)).toEqual(['new', 'old', 'w', 'p']);
  });

  it('gives a firing warning no colour of a page', () => {
    expect(alertWords('firing', 'warning').tone).toBe('warning');
    expect(alertWords('firing', 'critical').tone).toBe('critical');
  });

  it('begins a cause with a capital, but writes a model as it is named', () => {
    expect(causeSentence('inputs have moved', 'bikes')).toBe('Inputs have moved.');
    expect(causeSentence('bikes misses by 55', 'bikes')).toBe('bikes misses by 55.');
    expect(causeSentence('bikes: the values of season have moved', 'bikes')).toBe('The values of season have moved.');
  });

  it('counts in words', () => {
    expect([0, 1, 2].map((count) => countOf(count, 'model'))).toEqual(['no models', '1 model', '2 models']);
    expect([sentence('It drifts'), sentence('It drifts.')]).toEqual(['It drifts.', 'It drifts.']);
  });
});

it.each([['2026-03-01T23:30:00Z', 'Europe/Berlin', '2026-03-02T00:30'], ['2026-07-01T22:00:00Z', 'Europe/Berlin', '2026-07-02T00:00'], ['2026-03-01T23:30:00Z', 'UTC', '2026-03-01T23:30']])('%s by the clock of %s is %s', (instant, zone, text) => {
  expect(localInput(Date.parse(instant), zone)).toBe(text);
});
