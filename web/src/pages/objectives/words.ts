import type { GateReason, SloGate, SloState, SloSummary } from '../../api/slos';
import { formatRatio, isFigure, NoFigure, plainly } from '../../format/number';
import { formatDuration } from '../../format/time';
import type { StateWords } from '../../format/words';

export const SloWords: Record<SloState, StateWords> = {
  page: { tone: 'critical', word: 'Burning fast' },
  exhausted: { tone: 'critical', word: 'Exhausted' },
  ticket: { tone: 'warning', word: 'Burning' },
  ok: { tone: 'good', word: 'Within budget' },
  not_enough_data: { tone: 'unknown', word: 'Not enough data' },
};

/** How many times faster than evenly over the window the budget is spent: `14.4 ×`. */
export function formatBurn(rate: number | null | undefined): string {
  return isFigure(rate) ? `${Number(rate.toPrecision(3)).toLocaleString('en-US')}\u00a0×` : NoFigure;
}

/** A promised share, without the zeros that nobody wrote: `99.9 %`. */
export function formatTarget(target: number): string {
  return `${Number((target * 100).toPrecision(8))}\u00a0%`;
}

/** A share of the budget in whole percent, for bars and sentences; a nearly empty one keeps its digits. */
export function formatBudget(ratio: number | null | undefined): string {
  return !isFigure(ratio) ? NoFigure : Math.abs(ratio) >= 0.1 ? `${Math.round(ratio * 100).toLocaleString('en-US').replace('-', '−')}\u00a0%` : plainly(formatRatio(ratio));
}

/** What is left of the budget, and how long that lasts. */
export function budgetSentence({ budget_remaining_ratio: left, burn_rate: burn, exhaustion_seconds: lasts }: SloSummary): string {
  if (left === null) {
    return 'The budget is not measured yet.';
  }
  if (left <= 0) {
    return left < -0.005 ? `The budget is spent ${formatBurn(1 - left).replace('\u00a0×', '')} times over.` : 'The budget is spent.';
  }
  const rest = `${formatBudget(left)} of the budget is left`;
  return lasts === null || burn === null || burn <= 0
    ? `${rest}. Nothing burns now.`
    : `${rest}. At the present burn rate of ${formatBurn(burn)} it lasts ${formatDuration(lasts * 1000)}.`;
}

export function gateWords(allowed: boolean): StateWords {
  return allowed ? { tone: 'good', word: 'Open' } : { tone: 'critical', word: 'Held' };
}

/** Why one objective lets a deployment pass or holds it. */
export function gateReason(reason: GateReason, left: number | null, { least_budget_ratio: least }: Pick<SloGate, 'least_budget_ratio'>): string {
  switch (reason) {
    case 'open':
      return `${formatBudget(left)} of the budget is left, at least ${formatBudget(least)} is asked for`;
    case 'not_measured':
      return 'not measured yet, which forbids nothing';
    case 'budget_low':
      return `${formatBudget(left)} of the budget is left, ${formatBudget(least)} is asked for`;
    case 'page_fires':
      return 'a page fires';
  }
}
