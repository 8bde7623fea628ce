export interface SparklinePath {
  line: string;
  area: string;
  end: { x: number; y: number };
}

const Margin = 3;

/** SVG paths of a series in a box; a gap of nulls breaks the line. Null when fewer than two values exist. */
export function sparklinePath(
  values: readonly (number | null)[],
  width: number,
  height: number,
  zero: boolean,
): SparklinePath | null {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) {
    return null;
  }
  const low = zero ? Math.min(0, ...known) : Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const xOf = (index: number): number => Margin + (index / (values.length - 1)) * (width - 2 * Margin);
  const yOf = (value: number): number => height - Margin - ((value - low) / span) * (height - 2 * Margin);

  let line = '';
  let area = '';
  let end = { x: 0, y: 0 };
  let startX: number | null = null;
  const close = (): void => {
    if (startX !== null) {
      area += `L${end.x.toFixed(1)} ${height}L${startX.toFixed(1)} ${height}Z`;
      startX = null;
    }
  };
  values.forEach((value, index) => {
    if (value === null) {
      close();
      return;
    }
    end = { x: xOf(index), y: yOf(value) };
    const point = `${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
    line += `${startX === null ? 'M' : 'L'}${point}`;
    area += `${startX === null ? 'M' : 'L'}${point}`;
    startX ??= end.x;
  });
  close();
  return { line, area, end };
}
