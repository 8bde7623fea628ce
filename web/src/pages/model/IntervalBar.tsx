import classes from './IntervalBar.module.css';

interface IntervalBarProps {
  value: number | null;
  lower: number | null;
  upper: number | null;
  /** The value at the bar's right end. */
  top: number;
  /** A dashed mark with the text that it has on hover. */
  baseline?: { value: number; text: string } | undefined;
  /** In the second colour of series: a figure of another kind than the one drawn beside it. */
  second?: boolean;
}

/** A figure as a bar with its interval as a whisker. The words and numbers stand beside it. */
export function IntervalBar({ value, lower, upper, top, baseline, second = false }: IntervalBarProps) {
  const at = (figure: number): string => `${Math.min(100, Math.max(0, (figure / top) * 100))}%`;
  return (
    <div className={classes.track}>
      {value !== null && <div className={classes.bar} data-second={second} style={{ width: at(value) }} />}
      {lower !== null && upper !== null && <div className={classes.interval} style={{ left: at(lower), right: `calc(100% - ${at(upper)})` }} />}
      {baseline !== undefined && <div className={classes.baseline} style={{ left: at(baseline.value) }} title={baseline.text} />}
    </div>
  );
}
