import type { ModelDetail, WorstSegment } from '../../api/types';
import { formatCount, formatPValue, formatScore } from '../../format/number';
import { IntervalBar } from './IntervalBar';
import classes from './WorstSegments.module.css';

/** Parts of the labelled predictions on which the model does worse than on the rest: the excess with its interval, the worst first. */
export function WorstSegments({ model }: { model: Pick<ModelDetail, 'type' | 'worst_segments'> }) {
  const rows = [...model.worst_segments].sort((a, b) => (b.excess ?? 0) - (a.excess ?? 0));
  const top = Math.max(1e-9, ...rows.flatMap(({ excess, upper }) => [excess ?? 0, upper ?? 0]));
  const unit = model.type === 'regression' ? 'mean absolute error above that of the rest' : 'more often wrong than the rest';
  return (
    <>
      <table className={classes.rows}>
        <colgroup><col className={classes.name} /><col /><col className={classes.figure} /><col className={classes.count} /><col className={classes.count} /></colgroup>
        <thead>
          <tr className="hidden"><th scope="col">Part</th><th scope="col">Bar</th><th scope="col">Excess</th><th scope="col">Labels</th><th scope="col">p</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.segment}>
              <th scope="row">{row.segment}</th>
              <td>
                <IntervalBar value={row.excess} lower={row.lower} upper={row.upper} top={top} second />
              </td>
              <td className="number"><b>{excessText(model.type, row)}</b></td>
              <td className="number quiet">n = {formatCount(row.n)}</td>
              <td className="number quiet" title="Of one look at this part alone">p {formatPValue(row.p_value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.note}>{unit}, with the 95 % interval. Parts overlap: the same records may stand in several.</p>
    </>
  );
}

/** The excess in the unit of the model's error: points of a share of wrong answers, or the number's own unit. */
export function excessText(type: ModelDetail['type'], { excess }: Pick<WorstSegment, 'excess'>): string {
  if (excess === null) {
    return '–';
  }
  const sign = excess < 0 ? '−' : '+';
  return type === 'regression' ? `${sign}${formatScore(Math.abs(excess))}` : `${sign}${(Math.abs(excess) * 100).toFixed(1)}\u00a0points`;
}
