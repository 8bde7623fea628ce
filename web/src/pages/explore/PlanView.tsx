import { useQuery } from '@tanstack/react-query';

import { useQueryWindow } from '../../api/hooks';
import { explainRange } from '../../api/plan';
import { alignRange } from '../../charts/window';
import { joined } from '../../components/joined';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import table from '../../components/table.module.css';
import { formatBytes, formatCount, formatRatio, formatSeconds } from '../../format/number';
import { readClock, useServerClock } from '../../state/clock';
import { rangeBounds } from '../../state/range';
import { planLines } from './plan';
import classes from './PlanView.module.css';
import { QueryError } from './QueryError';

/** How the expression is computed over the range on show: measured, not estimated. */
export function PlanView({ expression }: { expression: string }) {
  const window = useQueryWindow();
  const { nowMs } = useServerClock();
  const answer = useQuery({
    queryKey: ['plan', expression, window?.range.kind === 'last' ? window.range.key : window?.range],
    enabled: window !== null && nowMs !== null,
    queryFn: ({ signal }) => {
      const now = readClock().nowMs;
      if (window === null || now === null) {
        throw new Error('asked before the server said what time it is');
      }
      const bounds = rangeBounds(window.range, now);
      const { fromMs, toMs } = alignRange(bounds.fromMs, bounds.toMs, window);
      return explainRange(expression, fromMs, toMs, window.stepMs, signal);
    },
  });
  if (answer.error !== null) {
    return <QueryError expression={expression} message={answer.error.message} />;
  }
  return (
    <Answered answer={answer} skeleton={<Skeleton height={260} />}>
      {({ timings, samples, seriesSelected, allocatedBytes, operators }) => (
        <Panel title="How it was computed" actions={<button type="button" className={classes.again} onClick={() => void answer.refetch()}>Measure again</button>}>
          <div className={joined(layout.figures, classes.figures)}>
            <span><b>{formatSeconds(timings.evalTotalTime)}</b> from the plan to the result</span>
            <span><b>{formatCount(seriesSelected)}</b> series selected</span>
            <span title="Stored samples that were decoded, each as often as it was"><b>{formatCount(samples.totalQueryableSamples)}</b> samples read</span>
            <span title="The most samples and results held at a time"><b>{formatCount(samples.peakSamples)}</b> held at most</span>
            <span><b>{formatBytes(allocatedBytes)}</b> allocated</span>
          </div>
          {operators === undefined
            ? <Empty why="There is nothing to compute" fill="The expression is a text." height={120} />
            : (
              <div className={classes.wrap}>
                <table className={table.table}>
                  <thead>
                    <tr>
                      <th scope="col">Operator</th><th scope="col" className="number">Own time</th><th scope="col" aria-label="Share of the whole" />
                      <th scope="col" className="number">Series</th><th scope="col" className="number">Steps</th>
                      <th scope="col" className="number">Samples read</th><th scope="col" className="number">Summaries used</th>
                    </tr>
                  </thead>
                  <tbody>
                    {planLines(operators, timings.evalTotalTime).map(({ operator, depth, share }, i) => (
                      <tr key={i} className={table.still}>
                        <td data-label="Operator"><span style={{ paddingLeft: depth * 18 }} className={classes.operator}><b>{operator.operator}</b> <code>{operator.expression}</code></span></td>
                        <td className="number" data-label="Own time">{formatSeconds(operator.ownSeconds)}</td>
                        <td data-secondary><span className={classes.share} title={formatRatio(share)}><i style={{ width: `${share * 100}%` }} /></span></td>
                        <td className="number" data-label="Series">{formatCount(operator.series)}</td>
                        <td className="number" data-label="Steps">{formatCount(operator.steps)}</td>
                        <td className="number" data-label="Samples read">{formatCount(operator.samplesRead)}</td>
                        <td className="number" data-label="Summaries used">{formatCount(operator.summariesUsed)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
        </Panel>
      )}
    </Answered>
  );
}
