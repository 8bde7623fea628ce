import type { SegmentQuality } from '../../api/types';
import { formatCount, formatQuality, isRatioMetric } from '../../format/number';
import { IntervalBar } from './IntervalBar';
import classes from './SegmentBars.module.css';

/** The name under which the figure of the whole model stands among the segments. */
const WholeModel = 'ground_truth_sample';

/** One bar a segment with its interval; the dashed mark is the segment's baseline. */
export function SegmentBars({ segments }: { segments: readonly SegmentQuality[] }) {
  const higherIsBetter = isRatioMetric(segments[0]?.metric ?? '');
  const rows = [...segments].sort((a, b) => order(a, higherIsBetter) - order(b, higherIsBetter));
  const top = higherIsBetter ? 1 : Math.max(1e-9, ...rows.flatMap(({ value, upper, baseline }) => [value ?? 0, upper ?? 0, baseline ?? 0]));
  return (
    <table className={classes.segments}>
      <colgroup>
        <col className={classes.nameColumn} /><col /><col className={classes.valueColumn} />
        <col className={classes.rangeColumn} /><col className={classes.countColumn} />
      </colgroup>
      <thead>
        <tr className="hidden"><th scope="col">Segment</th><th scope="col">Bar</th><th scope="col">Value</th><th scope="col">Interval</th><th scope="col">Labels</th></tr>
      </thead>
      <tbody>
        {rows.map(({ segment, metric, value, lower, upper, n, baseline }) => (
          <tr key={`${segment}${metric}`}>
            <th scope="row" className="ellipsis" title={segment}>{segment === WholeModel ? 'all labelled records' : segment}</th>
            <td>
              <IntervalBar value={value} lower={lower} upper={upper} top={top}
                baseline={baseline === null ? undefined : { value: baseline, text: `baseline ${formatQuality(metric, baseline)}` }} />
            </td>
            <td className="number"><b>{formatQuality(metric, value)}</b></td>
            <td className={classes.range}>{lower === null || upper === null ? 'too few labels' : `${formatQuality(metric, lower)} to ${formatQuality(metric, upper)}`}</td>
            <td className="number quiet">n = {formatCount(n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function order({ value }: SegmentQuality, higherIsBetter: boolean): number {
  return value === null ? Infinity : higherIsBetter ? value : -value;
}
