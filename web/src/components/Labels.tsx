import classes from './table.module.css';

/** Labels as Prometheus writes them, one chip each. */
export function Labels({ labels }: { labels: Record<string, string> }) {
  return (
    <span className={classes.chips}>
      {Object.entries(labels).map(([name, value]) => <span key={name} className={classes.chip}>{name}=&quot;{value}&quot;</span>)}
    </span>
  );
}
