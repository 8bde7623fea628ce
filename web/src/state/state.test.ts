import { describe, expect, it } from 'vitest';

import type { NotificationItem, Status } from '../api/types';
import { DAY_MS } from '../format/time';
import { acceptStatus, readClock, setLive } from './clock';
import { defaultRangeKey, parseRange, rangeBounds, sinceDeployment, writeRange } from './range';
import { mergeNotice } from './stream';

describe('range', () => {
  const read = (text: string) => parseRange(new URLSearchParams(text), '24h');

  it.each([
    ['range=7d', { kind: 'last', key: '7d', lengthMs: 7 * DAY_MS }],
    ['', { kind: 'last', key: '24h', lengthMs: DAY_MS }],
    ['range=banana', { kind: 'last', key: '24h', lengthMs: DAY_MS }],
    ['from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z', { kind: 'absolute', fromMs: Date.UTC(2026, 2, 1), toMs: Date.UTC(2026, 2, 2) }],
    ['from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', { kind: 'last', key: '24h', lengthMs: DAY_MS }],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(['range=90d', 'from=2026-03-01T00%3A00%3A00.000Z&to=2026-03-02T00%3A00%3A00.000Z'])('writes %s as it read it, beside what else the address holds', (text) => {
    expect(writeRange(new URLSearchParams('model=a&range=1h'), read(text)).toString()).toBe(`model=a&${text}`);
  });

  it('reaches back to the latest deployment that has been, and nowhere without one', () => {
    const deployments = [{ time: '2026-03-01T00:00:00Z' }, { time: '2026-03-05T00:00:00Z' }, { time: '2026-03-09T00:00:00Z' }];
    const nowMs = Date.UTC(2026, 2, 8);
    expect(sinceDeployment(deployments, nowMs)).toEqual({ kind: 'absolute', fromMs: Date.UTC(2026, 2, 5), toMs: nowMs });
    expect(sinceDeployment([{ time: '2026-03-09T00:00:00Z' }], nowMs)).toBeNull();
  });

  it('ends a moving range at the now that it is given', () => {
    expect(rangeBounds(read('range=24h'), 5 * DAY_MS)).toEqual({ fromMs: 4 * DAY_MS, toMs: 5 * DAY_MS });
    expect([defaultRangeKey('demo'), defaultRangeKey('live')]).toEqual(['30d', '24h']);
  });
});

describe('clock', () => {
  const status = (now: string) => ({ now, mode: 'demo' }) as Status;

  it('follows the server while live, and holds what is shown while not', () => {
    acceptStatus(status('2026-03-01T00:00:00Z'));
    setLive(false);
    acceptStatus(status('2026-03-05T00:00:00Z'));
    expect(readClock().nowMs).toBe(Date.UTC(2026, 2, 1));
    setLive(true);
    expect(readClock().nowMs).toBe(Date.UTC(2026, 2, 5));
  });
});

describe('mergeNotice', () => {
  const notice = (id: string, state: NotificationItem['state']) => ({ id, state }) as NotificationItem;

  it('puts a new notice first, and a changed one where it stood', () => {
    const list = [notice('b', 'pending'), notice('a', 'sent')];
    expect(mergeNotice(list, notice('c', 'pending')).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect(mergeNotice(list, notice('b', 'sent'))).toEqual([notice('b', 'sent'), notice('a', 'sent')]);
  });

  it('keeps a bounded number', () => {
    const many = Array.from({ length: 100 }, (_, i) => notice(`${i}`, 'sent'));
    expect(mergeNotice(many, notice('new', 'sent'))).toHaveLength(100);
  });
});
