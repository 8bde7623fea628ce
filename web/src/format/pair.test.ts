import { describe, expect, it } from 'vitest';

import type { Pair } from '../api/types';
import { pairWarning, pairWord } from './pair';

const led: Pair = { leads: true, leader: 'http://10.0.0.1:4333', term: 3, problem: null, servers: [] };

describe('a pair', () => {
  it('says what this server is', () => {
    expect(pairWord(led)).toBe('leads');
    expect(pairWord({ ...led, leads: false })).toBe('follows 10.0.0.1:4333');
    expect(pairWord({ ...led, leads: false, leader: null })).toBe('nobody leads');
  });

  it('warns while nobody is notified, and then only', () => {
    expect(pairWarning(led)).toBeNull();
    expect(pairWarning({ ...led, leads: false })).toBeNull();
    expect(pairWarning({ ...led, leads: false, leader: null })).toContain('no server leads just now');
    expect(pairWarning({ ...led, leads: false, leader: null, problem: 'postgres://heed@db/heed cannot be reached' })).toContain('cannot be reached');
  });
});
