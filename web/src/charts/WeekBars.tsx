import classes from './WeekBars.module.css';

export interface WeekBar {
  name: string;
  value: number;
  /** Over the target's upper end: drawn by colour, hatching and its figure. */
  over: boolean;
  /** Only a part of the week is counted. */
  isPart: boolean;
}

interface WeekBarsProps {
  bars: readonly WeekBar[];
  /** The ends of the target's band. */
  least: number;
  most: number;
  label: string;
}

/** With more bars than this only what is over the target keeps its figure, and every few weeks their name. */
const NamedBars = 16;

/** One bar a week over the band of the target. The page that draws it has the table. */
export function WeekBars({ bars, least, most, label }: WeekBarsProps) {
  const top = Math.max(most * 1.3, ...bars.map(({ value }) => value), 1);
  const every = Math.max(1, Math.ceil(bars.length / 5));
  const share = (value: number): string => `${(value / top) * 100}%`;
  return (
    <div role="img" aria-label={label}>
      <div className={classes.plot}>
        <div className={classes.band} style={{ bottom: share(least), height: share(most - least) }}><span>{most}</span><span>{least}</span></div>
        {bars.map(({ name, value, over, isPart }) => (
          <div key={name} className={classes.slot} title={`Week of ${name}: ${value}${isPart ? ', in the part that is counted' : ''}`}>
            {(over || (value > 0 && bars.length <= NamedBars)) && <b>{value}</b>}
            <i style={{ height: share(value) }} data-over={over} data-part={isPart} data-none={value === 0} />
          </div>
        ))}
      </div>
      <div className={classes.axis}>
        {bars.map(({ name }, i) => <span key={name}>{i % every === 0 && bars.length - i >= every ? name : ''}</span>)}
      </div>
    </div>
  );
}
