import { scaled, scaleOf } from './scale';

/** What is written where there is no figure. */
export const NoFigure = '–';

const Thin = '\u00a0';

/** Three significant digits, trailing zeros kept as the size asks: `0.123`, `1.23`, `12.3`, `123`. */
function threeDigits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) {
    return value.toFixed(0);
  }
  if (size >= 10) {
    return value.toFixed(1);
  }
  return value.toFixed(2);
}

/** A count: `999`, `12.3 k`, `1.20 M`, `3.00 G`. */
export function formatCount(value: number | null | undefined): string {
  if (!isFigure(value)) {
    return NoFigure;
  }
  const size = Math.abs(value);
  for (const [factor, unit] of [[1e9, 'G'], [1e6, 'M'], [1e4, 'k']] as const) {
    if (size >= factor) {
      const scale = unit === 'k' ? 1e3 : factor;
      return `${threeDigits(value / scale)}${Thin}${unit}`;
    }
  }
  return Number.isInteger(value) ? value.toString() : threeDigits(value);
}

/** A ratio 0..1 as a percentage: `12.3 %`, `0.45 %`, `100 %`. */
export function formatRatio(value: number | null | undefined): string {
  if (!isFigure(value)) {
    return NoFigure;
  }
  const percent = value * 100;
  const size = Math.abs(percent);
  const digits = size === 0 || size === 100 ? 0 : size >= 10 ? 1 : size >= 0.01 ? 2 : 3;
  return `${percent.toFixed(digits)}${Thin}%`;
}

/** Seconds with the unit that fits: `850 µs`, `480 ms`, `1.25 s`, `2.5 min`, `3.2 h`, `4.0 d`. */
export function formatSeconds(value: number | null | undefined): string {
  if (!isFigure(value)) {
    return NoFigure;
  }
  const size = Math.abs(value);
  if (size === 0) {
    return `0${Thin}s`;
  }
  if (size < 1e-3) {
    return `${threeDigits(value * 1e6)}${Thin}µs`;
  }
  if (size < 1) {
    return `${threeDigits(value * 1e3)}${Thin}ms`;
  }
  if (size < 120) {
    return `${threeDigits(value)}${Thin}s`;
  }
  if (size < 7200) {
    return `${(value / 60).toFixed(1)}${Thin}min`;
  }
  return size < 172_800 ? `${(value / 3600).toFixed(1)}${Thin}h` : `${(value / 86_400).toFixed(1)}${Thin}d`;
}

/** Requests a second in the unit that fits, so that slow traffic keeps its digits: `3.2/s`, `30/min`, `24/d`. */
export function formatRate(value: number | null | undefined, scale = scaleOf('rate', value ?? 0)): string {
  return isFigure(value) ? scaled(value, scale) : NoFigure;
}

/** Bytes by powers of 1,024: `512 B`, `1.50 KiB`, `12.3 MiB`. */
export function formatBytes(value: number | null | undefined): string {
  if (!isFigure(value)) {
    return NoFigure;
  }
  let size = value;
  let unit = 'B';
  for (const next of ['KiB', 'MiB', 'GiB', 'TiB']) {
    if (Math.abs(size) < 1024) {
      break;
    }
    size /= 1024;
    unit = next;
  }
  return unit === 'B' ? `${size.toFixed(0)}${Thin}B` : `${threeDigits(size)}${Thin}${unit}`;
}

/** A bare figure such as a drift score: three significant digits or so, scientific when it is too small or too large for that. */
export function formatScore(value: number | null | undefined): string {
  if (!isFigure(value)) {
    return NoFigure;
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e7)) {
    return value.toExponential(1);
  }
  if (size >= 1000) {
    return formatCount(value);
  }
  return size === 0 ? '0' : size < 1 ? value.toFixed(3) : threeDigits(value);
}

/** A p-value: three decimals, or that it is below what three decimals can say. */
export function formatPValue(value: number | null | undefined): string {
  if (!isFigure(value)) {
    return NoFigure;
  }
  return value < 0.001 ? `<${Thin}0.001` : value.toFixed(3);
}

/** A value of the quality metric: a ratio for accuracy and its kin, a bare figure for errors such as MAE. */
export function formatQuality(metric: string, value: number | null | undefined): string {
  return isRatioMetric(metric) ? formatRatio(value) : formatScore(value);
}

/** A limit that somebody wrote down needs no trailing zeros: `60.0 %` becomes `60 %`. */
export function plainly(text: string): string {
  return text.replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '');
}

/** Whether a quality metric is a share of 1, and therefore written in percent. */
export function isRatioMetric(metric: string): boolean {
  return ['accuracy', 'precision', 'recall', 'f1', 'balanced_accuracy'].includes(metric);
}

/** Whether more of a quality metric is better: shares of right answers and figures of ranked lists, unlike errors. */
export function isHigherBetter(metric: string): boolean {
  return isRatioMetric(metric) || /_at_\d+$/.test(metric);
}

export function isFigure(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}
