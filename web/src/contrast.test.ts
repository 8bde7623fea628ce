import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

/** The theme's own values: the tokens of `styles.css` for one scheme. */
function tokensOf(scheme: 'light' | 'dark'): Map<string, string> {
  const css = readFileSync(new URL('./styles.css', import.meta.url), 'utf8');
  const block = new RegExp(`color-scheme='${scheme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']));
}

/** Relative luminance of WCAG 2: linear light, weighted as the eye weighs it. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const Grounds = ['page', 'panel', 'sunken'];
const States = ['critical', 'warning', 'good', 'unknown'];

/** Text needs 4.5 : 1 (WCAG 2 AA, 1.4.3); lines of a chart and shapes of a state need 3 : 1 (1.4.11). */
const Pairs: readonly (readonly [string, string, number])[] = [
  ...['ink', 'ink-2', 'ink-3', 'accent', ...States].flatMap((text) => Grounds.map((ground) => [text, ground, 4.5] as const)),
  ...States.map((state) => [state, `${state}-soft`, 4.5] as const),
  ['accent', 'accent-soft', 4.5], ['ink', 'warning-soft', 4.5], ['ink-2', 'line', 4.5], ['ink-2', 'unknown-soft', 4.5], ['ink', 'unknown-soft', 4.5],
  ...[1, 2, 3, 4, 5, 6].map((i) => [`series-${i}`, 'panel', 3] as const),
];

describe('contrast', () => {
  it('is computed as WCAG 2 defines it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    const tokens = tokensOf(scheme);

    it.each(Pairs)('%s on %s reaches %d', (text, ground, least) => {
      const [front, back] = [tokens.get(text), tokens.get(ground)];
      expect([front, back]).not.toContain(undefined);
      expect(contrast(front ?? '', back ?? '')).toBeGreaterThanOrEqual(least);
    });
  });
});
