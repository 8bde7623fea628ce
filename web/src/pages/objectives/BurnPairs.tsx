import type { BurnPair, SloDetail } from '../../api/slos';
import { StateMark } from '../../components/StateMark';
import { isFigure } from '../../format/number';
import type { StateWords } from '../../format/words';
import classes from './BurnPairs.module.css';
import { formatBudget, formatBurn } from './words';

/** How far past the factor a bar reaches before it is cut. */
const Reach = 1.6;

/** One row a pair of windows that alerts: both bars have to pass the mark at the factor. */
export function BurnPairs({ pairs, burns }: Pick<SloDetail, 'pairs' | 'burns'>) {
  const rateOf = (window: string): number | null => burns.find((burn) => burn.window === window)?.burn_rate ?? null;
  const unreachable = pairs.filter(({ reachable }) => !reachable);
  return (
    <>
      <ul className={classes.pairs}>
        {pairs.filter(({ reachable }) => reachable).map((pair) => (
          <li key={`${pair.long}${pair.factor}`}>
            <p className={classes.head}>
              <StateMark {...pairState(pair, rateOf(pair.long), rateOf(pair.short))} />
              <span className="quiet">{pair.severity === 'critical' ? 'page' : 'ticket'} above {formatBurn(pair.factor)}: {formatBudget(pair.budget_share)} of the budget in {pair.long}</span>
            </p>
            <Bar window={pair.long} rate={rateOf(pair.long)} factor={pair.factor} />
            <Bar window={pair.short} rate={rateOf(pair.short)} factor={pair.factor} />
          </li>
        ))}
      </ul>
      {unreachable.length > 0 && (
        <p className={classes.note}>
          Left out, since nothing can burn so fast with this target: {unreachable.map(({ long, factor }) => `${formatBurn(factor)} over ${long}`).join(', ')}.
        </p>
      )}
    </>
  );
}

/** Whether a pair holds: the long window says that it matters, the short one that it still goes on. */
export function pairState({ factor, severity }: Pick<BurnPair, 'factor' | 'severity'>, long: number | null, short: number | null): StateWords {
  if (!isFigure(long) || !isFigure(short)) {
    return { tone: 'unknown', word: 'Not enough data' };
  }
  if (long > factor && short > factor) {
    return { tone: severity === 'critical' ? 'critical' : 'warning', word: 'Burns' };
  }
  return { tone: 'good', word: long > factor ? 'Over' : 'Quiet' };
}

function Bar({ window, rate, factor }: { window: string; rate: number | null; factor: number }) {
  const share = Math.min(1, (rate ?? 0) / (factor * Reach));
  return (
    <div className={classes.bar}>
      <span className={classes.window}>{window}</span>
      <span className={classes.track} role="img" aria-label={`Burn rate over ${window}: ${formatBurn(rate)}, limit ${formatBurn(factor)}`}>
        <i data-over={isFigure(rate) && rate > factor} style={{ width: `${share * 100}%` }} />
        <em style={{ left: `${100 / Reach}%` }} />
      </span>
      <b>{formatBurn(rate)}</b>
    </div>
  );
}
