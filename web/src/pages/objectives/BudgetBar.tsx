import { formatBudget, SloWords } from './words';
import type { SloState } from '../../api/slos';
import classes from './BudgetBar.module.css';

/** What is left of a budget as a bar; one that is overspent is hatched over its whole length. */
export function BudgetBar({ left, state }: { left: number | null; state: SloState }) {
  const share = Math.min(1, Math.max(0, left ?? 0));
  return (
    <span className={classes.row}>
      <span className={classes.track} role="img" aria-label={left === null ? 'Budget not measured' : `${formatBudget(left)} of the budget left`}
        data-tone={SloWords[state].tone} data-spent={left !== null && left <= 0}>
        {left !== null && left > 0 && <span className={classes.left} style={{ width: `${share * 100}%` }} />}
      </span>
      <b className={classes.figure}>{formatBudget(left)}</b>
    </span>
  );
}
