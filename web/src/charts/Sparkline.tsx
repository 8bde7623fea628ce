import { memo } from 'react';

import { sparklinePath } from './sparklinePath';

interface SparklineProps {
  values: readonly (number | null)[] | undefined;
  label: string;
  width?: number;
  height?: number;
  /** Whether the axis begins at zero: so for rates and ratios, not for a quality that lives near its top. */
  zero?: boolean;
}

/** A line without axes: the course at a glance, with a dot at its end. */
export const Sparkline = memo(function Sparkline({ values, label, width = 92, height = 26, zero = false }: SparklineProps) {
  const drawn = values === undefined ? null : sparklinePath(values, width, height, zero);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}
      style={{ display: 'block', maxWidth: '100%' }}>
      {drawn === null
        ? <line x1="0" x2={width} y1={height - 2} y2={height - 2} stroke="var(--line)" strokeWidth="1" />
        : (
          <>
            <path d={drawn.area} fill="var(--band)" />
            <path d={drawn.line} fill="none" stroke="var(--series-1)" strokeWidth="1.4" strokeLinejoin="round" />
            <circle cx={drawn.end.x} cy={drawn.end.y} r="1.9" fill="var(--series-1)" />
          </>
        )}
    </svg>
  );
});
