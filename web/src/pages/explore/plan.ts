import type { OperatorReport } from '../../api/plan';

/** One line of a plan: an operator, how deep it stands, and its own share of the whole time. */
export interface PlanLine {
  operator: OperatorReport;
  depth: number;
  share: number;
}

/** The tree from its answer down to what is read, inputs under what reads them. */
export function planLines(root: OperatorReport, totalSeconds: number, depth = 0): PlanLine[] {
  const share = totalSeconds > 0 ? Math.min(1, root.ownSeconds / totalSeconds) : 0;
  return [{ operator: root, depth, share }, ...root.inputs.flatMap((input) => planLines(input, totalSeconds, depth + 1))];
}
