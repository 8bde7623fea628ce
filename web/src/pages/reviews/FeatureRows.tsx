import { useBaselines, type Review } from '../../api/reviews';
import type { Distribution } from '../../api/types';
import classes from './FeatureRows.module.css';
import { positionOf, wordOf } from './position';

/** The features of one prediction, each with its place in the baseline. */
export function FeatureRows({ review }: { review: Review }) {
  const features = Object.entries(review.features ?? {});
  const baselines = useBaselines(review.model, features.map(([name]) => name));
  if (features.length === 0) {
    return <p className="quiet">The event carries no features.</p>;
  }
  return (
    <table className={classes.rows}>
      <colgroup><col className={classes.nameColumn} /><col className={classes.valueColumn} /><col /></colgroup>
      <thead className="hidden"><tr><th scope="col">Feature</th><th scope="col">Value</th><th scope="col">In the baseline</th></tr></thead>
      <tbody>
        {features.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={classes.value}>{wordOf(value)}</td>
            <td><Place value={value} distribution={baselines.get(name)} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Width = 150;
const Height = 24;

/** The baseline's shares as small bars, and a mark where the value stands. */
function Place({ value, distribution }: { value: unknown; distribution: Distribution | undefined }) {
  if (distribution === undefined) {
    return <span className={classes.place} />;
  }
  const { at, bin, words } = positionOf(value, distribution);
  const top = Math.max(1e-9, ...distribution.baseline);
  const slot = Width / Math.max(1, distribution.baseline.length);
  return (
    <span className={classes.place} data-strange={bin < 0}>
      <svg width={Width} height={Height} viewBox={`0 0 ${Width} ${Height}`} aria-hidden="true">
        {distribution.baseline.map((share, i) => (
          <rect key={i} x={i * slot + 0.5} width={Math.max(0.5, slot - 1)} y={Height - (share / top) * (Height - 3)} height={(share / top) * (Height - 3)}
            fill={i === bin ? 'var(--series-1)' : 'var(--line-strong)'} />
        ))}
        {at !== null && <path d={`M${Math.min(Width - 4, Math.max(4, at * Width))} ${Height}l-4 0l4 -7l4 7z`} fill="var(--ink)" />}
      </svg>
      <small>{words}</small>
    </span>
  );
}
