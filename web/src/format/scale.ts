/** How a figure is written on an axis: what is displayed is the value times the factor, with the unit after it. */
export interface Scale {
  factor: number;
  unit: string;
}

/** What a chart measures; it decides which units its axis may take. */
export type Measure = 'rate' | 'ratio' | 'seconds' | 'bytes' | 'count' | 'plain';

const Day = 86_400;

/** Largest unit last; the last one whose displayed figure is still at least `AtLeast` is taken. */
const Units: Record<Exclude<Measure, 'ratio' | 'plain'>, readonly Scale[]> = {
  rate: [{ factor: Day, unit: '/d' }, { factor: 3600, unit: '/h' }, { factor: 60, unit: '/min' }, { factor: 1, unit: '/s' }, { factor: 1e-3, unit: 'k/s' }],
  seconds: [
    { factor: 1e6, unit: ' µs' }, { factor: 1e3, unit: ' ms' }, { factor: 1, unit: ' s' }, { factor: 1 / 60, unit: ' min' }, { factor: 1 / 3600, unit: ' h' }, { factor: 1 / Day, unit: ' d' },
  ],
  bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB'].map((unit, power) => ({ factor: 1024 ** -power, unit: ` ${unit}` })),
  count: [{ factor: 1, unit: '' }, { factor: 1e-3, unit: ' k' }, { factor: 1e-6, unit: ' M' }, { factor: 1e-9, unit: ' G' }],
};

/** One an hour reads better as 24 a day: below two of a rate's unit the smaller unit is taken; `9999` needs no `k`. */
const AtLeast: Record<keyof typeof Units, number> = { rate: 2, seconds: 1, bytes: 1, count: 10 };

/** The unit in which a figure of this size, and everything drawn beside it, is written. */
export function scaleOf(measure: Measure, top: number): Scale {
  if (measure === 'ratio') {
    return { factor: 100, unit: ' %' };
  }
  if (measure === 'plain') {
    return { factor: 1, unit: '' };
  }
  const units = Units[measure];
  const size = Math.abs(top);
  const [first] = units as [Scale, ...Scale[]];
  return size === 0 && measure === 'rate' ? { factor: 1, unit: '/s' }
    : units.findLast(({ factor }) => size * factor >= AtLeast[measure]) ?? first;
}

/** Round numbers of the displayed unit (1, 2 or 5 times a power of ten apart) within a range of values. */
export function ticksOf(low: number, high: number, { factor }: Scale, most: number): number[] {
  const step = tickStep(((high - low) * factor) / Math.max(1, most));
  const first = Math.ceil((low * factor) / step - 1e-9);
  const last = Math.floor((high * factor) / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ((first + i) * step) / factor);
}

/** The smallest of 1, 2, 5, 10 … (and their tenths) that is not below `least`. */
function tickStep(least: number): number {
  if (!(least > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((digit) => digit * power >= least * (1 - 1e-9)) ?? 10);
}

/** A tick's figure without noise of the division: as many decimals as it needs, six significant digits at most. */
export function tickText(value: number, { factor, unit }: Scale): string {
  const shown = Number((value * factor).toPrecision(6));
  return `${shown === 0 ? '0' : shown.toLocaleString('en-US', { maximumSignificantDigits: 6 })}${unit.replace(' ', '\u00a0')}`;
}

/** Three significant digits and no trailing zeros, in the given unit: `24/d`, `3.2/s`. */
export function scaled(value: number, { factor, unit }: Scale): string {
  const shown = value * factor;
  const size = Math.abs(shown);
  return `${Number(shown.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2))}${unit.replace(' ', '\u00a0')}`;
}
