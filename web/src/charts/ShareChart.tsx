import classes from './ShareChart.module.css';

interface ShareChartProps {
  /** Bin edges (one more than the shares) or category names (as many as the shares). */
  bins: { kind: 'number'; edges: readonly number[] } | { kind: 'category'; categories: readonly string[] };
  baseline: readonly number[];
  current: readonly number[];
  formatEdge: (value: number) => string;
  formatShare: (value: number) => string;
  label: string;
}

const Width = 520;
const Height = 232;
const Bottom = 22;

/** Baseline and current shares over the same bins: for numbers laid over each other, for categories as paired bars. */
export function ShareChart(props: ShareChartProps) {
  return (
    <figure className={classes.figure}>
      {props.bins.kind === 'number' ? <Overlaid {...props} edges={props.bins.edges} /> : <Paired {...props} categories={props.bins.categories} />}
      <figcaption className={classes.legend}>
        <span><i className={classes.baseline} />baseline</span>
        <span><i className={classes.current} />current</span>
      </figcaption>
    </figure>
  );
}

function Overlaid({ edges, baseline, current, formatEdge, formatShare, label }: ShareChartProps & { edges: readonly number[] }) {
  const count = Math.max(baseline.length, current.length, 1);
  const top = Math.max(...baseline, ...current, 1e-9);
  const slot = Width / count;
  const heightOf = (share: number): number => (share / top) * (Height - Bottom - 6);
  const edgeOf = (index: number): string => formatEdge(edges[index] ?? NaN);
  const outline = (shares: readonly number[]): string =>
    shares.map((share, i) => `${i === 0 ? 'M' : 'L'}${i * slot} ${Height - Bottom - heightOf(share)}H${(i + 1) * slot}`).join('');
  const area = (shares: readonly number[]): string => `${outline(shares)}L${Width} ${Height - Bottom}H0Z`;
  const parts = count % 5 === 0 ? 5 : 4;
  const named = new Set(Array.from({ length: parts + 1 }, (_, i) => Math.round((i * count) / parts)));
  return (
    <svg viewBox={`0 0 ${Width} ${Height}`} className={classes.svg} role="img" aria-label={label}>
      <path d={area(baseline)} fill="var(--compare)" />
      <path d={area(current)} fill="var(--series-1)" fillOpacity="0.38" />
      <path d={outline(current)} fill="none" stroke="var(--series-1)" strokeWidth="1.8" />
      <path d={outline(baseline)} fill="none" stroke="var(--ink-2)" strokeWidth="1.5" strokeDasharray="5 3" />
      {current.map((share, i) => (
        <rect key={i} x={i * slot} width={slot} y="0" height={Height - Bottom} fill="transparent">
          <title>{`${edgeOf(i)} to ${edgeOf(i + 1)}: current ${formatShare(share)}, baseline ${formatShare(baseline[i] ?? 0)}`}</title>
        </rect>
      ))}
      <line x1="0" x2={Width} y1={Height - Bottom} y2={Height - Bottom} stroke="var(--line-strong)" />
      {[...named].map((index) => (
        <text key={index} x={index * slot} y={Height - 6} className={classes.axis}
          textAnchor={index === 0 ? 'start' : index === count ? 'end' : 'middle'}>{edgeOf(index)}</text>
      ))}
    </svg>
  );
}

function Paired({ categories, baseline, current, formatShare }: ShareChartProps & { categories: readonly string[] }) {
  const top = Math.max(...baseline, ...current, 1e-9);
  return (
    <table className={classes.bars}>
      <colgroup><col className={classes.nameColumn} /><col /></colgroup>
      <thead className="hidden"><tr><th scope="col">Category</th><th scope="col">Shares</th></tr></thead>
      <tbody>
        {categories.map((category, i) => (
          <tr key={category}>
            <th scope="row" className="ellipsis" title={category}>{category}</th>
            <td><Bar share={current[i] ?? 0} top={top} text={formatShare(current[i] ?? 0)} className={classes.current} />
              <Bar share={baseline[i] ?? 0} top={top} text={formatShare(baseline[i] ?? 0)} className={classes.baseline} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ share, top, text, className }: { share: number; top: number; text: string; className: string | undefined }) {
  return (
    <div className={classes.barRow}>
      <div className={`${classes.bar ?? ''} ${className ?? ''}`} style={{ width: `${(share / top) * 78}%` }} />
      <span>{text}</span>
    </div>
  );
}
