import uPlot from 'uplot';

import { scaleOf, ticksOf, tickText, type Scale } from '../format/scale';
import { DAY_MS } from '../format/time';
import type { ChartModel } from './model';

/** Every chart with the same key moves its crosshair together. */
const CrosshairKey = 'heed';

const axisFont = (): string => `11px ${token('--font')}`;

/** Wide enough for `1,200 ms` and the same everywhere: panels under one another share their time axis. */
const ValueAxisWidth = 58;

/** Pixels between two ticks of the value axis. */
const TickSpace = 30;
const MostTicks = 7;

/** Marks nearer than this, in pixels, write their labels under one another. */
const MarkRoom = 64;

export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export interface ChartEvents {
  onCursor: (index: number | null) => void;
  onZoom: ((fromMs: number, toMs: number) => void) | undefined;
}

/** The columns in the order that {@link uplotOptions} names their series: instants, the band's two edges, the lines. */
export function uplotData(model: ChartModel): uPlot.AlignedData {
  const band = model.band === undefined ? [] : [model.band.lower, model.band.upper];
  return [model.times, ...band, ...model.lines.map(({ values }) => values)] as uPlot.AlignedData;
}

export function uplotOptions(model: () => ChartModel, width: number, height: number, events: ChartEvents): uPlot.Options {
  const first = model();
  return {
    width,
    height,
    padding: [10, 20, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: CrosshairKey, setSeries: false },
      points: { size: 7, width: 2, fill: () => token('--panel') },
      drag: { x: events.onZoom !== undefined, y: false, setScale: false },
      y: false,
    },
    scales: {
      x: { range: () => [model().fromMs / 1000, model().toMs / 1000] },
      y: { range: (_, low, high) => valueRange(low, high, model()) },
    },
    axes: [timeAxis(), valueAxis(model)],
    series: [{}, ...bandSeries(first), ...first.lines.map((line): uPlot.Series => ({
      label: line.label,
      stroke: () => token(line.color),
      width: line.width ?? 1.75,
      ...(line.dash === true ? { dash: [5, 4] } : {}),
      ...(line.fill === undefined ? {} : { fill: () => token(line.fill ?? '') }),
      points: { show: false },
      spanGaps: false,
    }))],
    bands: first.band === undefined ? (first.stacked === true ? stackBands(first.lines.length) : [])
      : [{ series: [2, 1], fill: () => token('--band') }],
    hooks: {
      draw: [(u) => drawLevels(u, model()), (u) => drawMarks(u, model())],
      setCursor: [(u) => events.onCursor(u.cursor.idx ?? null)],
      setSelect: [(u) => select(u, events.onZoom)],
    },
  };
}

function bandSeries(model: ChartModel): uPlot.Series[] {
  const edge = { points: { show: false }, stroke: 'transparent', width: 0 };
  return model.band === undefined ? [] : [{ ...edge, label: 'lower' }, { ...edge, label: 'upper' }];
}

/** Stacked lines come top first; each fills down to the next one below it. */
function stackBands(count: number): uPlot.Band[] {
  return Array.from({ length: count - 1 }, (_, i): uPlot.Band => ({ series: [i + 1, i + 2] }));
}

/** Room for the data and the levels, a little air above, zero at the bottom where the figure starts there. */
export function valueRange(low: number | null, high: number | null, model: ChartModel): [number, number] {
  const levels = (model.levels ?? []).map(({ value }) => value);
  const values = [low, high, ...levels].filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (model.bounds !== undefined) {
    return model.bounds;
  }
  if (values.length === 0) {
    return [0, 1];
  }
  const bottom = model.zero === true ? Math.min(0, ...values) : Math.min(...values);
  const top = Math.max(...values);
  const air = (top - bottom || Math.abs(top) || 1) * 0.08;
  // A level at the very top keeps room for its label above it.
  const above = levels.includes(top) ? 2 * air : air;
  return [model.zero === true && bottom === 0 ? 0 : bottom - air, top + above];
}

function timeAxis(): uPlot.Axis {
  return {
    font: axisFont(),
    stroke: () => token('--ink-3'),
    grid: { show: false },
    ticks: { stroke: () => token('--line'), width: 1, size: 4 },
    size: 26,
    gap: 4,
    space: 72,
    values: (_, splits, __, ___, incr) => splits.map((seconds) => timeLabel(seconds, incr)),
  };
}

/** The hour, or the day where the day begins or the steps are whole days. */
function timeLabel(seconds: number, incr: number): string {
  const date = new Date(seconds * 1000);
  const midnight = date.getHours() === 0 && date.getMinutes() === 0;
  return incr * 1000 >= DAY_MS || midnight
    ? date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
    : date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** The unit is chosen first, from the largest value in sight; then ticks that are round in it. */
function valueAxis(model: () => ChartModel): uPlot.Axis {
  const scale = (low: number, high: number): Scale => scaleOf(model().measure, Math.max(Math.abs(low), Math.abs(high)));
  return {
    font: axisFont(),
    stroke: () => token('--ink-3'),
    grid: { stroke: () => token('--grid'), width: 1 },
    ticks: { show: false },
    size: ValueAxisWidth,
    gap: 6,
    splits: (u, _, low, high) => ticksOf(low, high, scale(low, high), Math.min(MostTicks, (u.bbox.height / devicePixelRatio || u.height) / TickSpace)),
    values: (u, splits) => splits.map((value) => tickText(value, scale(u.scales.y?.min ?? 0, u.scales.y?.max ?? 0))),
  };
}

function drawLevels(u: uPlot, model: ChartModel): void {
  const { ctx, bbox } = u;
  const dot = devicePixelRatio;
  const yOf = (value: number): number => Math.round(u.valToPos(value, 'y', true)) + 0.5;
  const all = (model.levels ?? []).map(({ value }) => yOf(value));
  for (const { value, label, limit } of model.levels ?? []) {
    const y = yOf(value);
    if (y < bbox.top || y > bbox.top + bbox.height) {
      continue;
    }
    ctx.save();
    ctx.textAlign = 'left';
    ctx.strokeStyle = token(limit === true ? '--ink' : '--ink-2');
    ctx.lineWidth = (limit === true ? 1.25 : 1.5) * dot;
    ctx.setLineDash(limit === true ? [] : [6 * dot, 4 * dot]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    // Above its line, or below where the top or another line is in the way.
    const free = y - bbox.top > 14 * dot && !all.some((other) => other < y && y - other < 18 * dot);
    const at = free ? y - 5 * dot : y + 13 * dot;
    drawLabel(ctx, label, bbox.left + 4 * dot, at);
    ctx.restore();
  }
}

function drawMarks(u: uPlot, model: ChartModel): void {
  const { ctx, bbox } = u;
  let [lastX, line] = [-Infinity, 0];
  for (const { timeMs, label } of model.marks ?? []) {
    if (timeMs < model.fromMs || timeMs > model.toMs) {
      continue;
    }
    const x = Math.round(u.valToPos(timeMs / 1000, 'x', true)) + 0.5;
    line = x - lastX < MarkRoom * devicePixelRatio ? line + 1 : 0;
    lastX = x;
    ctx.save();
    ctx.strokeStyle = token('--ink-2');
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const room = bbox.left + bbox.width - x > 70 * devicePixelRatio;
    ctx.textAlign = room ? 'left' : 'right';
    drawLabel(ctx, label, x + (room ? 4 : -4) * devicePixelRatio, bbox.top + (10 + 13 * line) * devicePixelRatio);
    ctx.restore();
  }
}

function drawLabel(ctx: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  ctx.font = `${10.5 * devicePixelRatio}px ${token('--font')}`;
  ctx.lineWidth = 3 * devicePixelRatio;
  ctx.setLineDash([]);
  ctx.textBaseline = 'alphabetic';
  ctx.strokeStyle = token('--panel');
  ctx.strokeText(text, x, y);
  ctx.fillStyle = token('--ink-2');
  ctx.fillText(text, x, y);
}

function select(u: uPlot, onZoom: ChartEvents['onZoom']): void {
  const { left, width } = u.select;
  if (onZoom !== undefined && width > 4) {
    onZoom(u.posToVal(left, 'x') * 1000, u.posToVal(left + width, 'x') * 1000);
  }
  u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}
