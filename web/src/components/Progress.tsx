import classes from './Progress.module.css';

/** How far something has come; the words around it say of what. */
export function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  return (
    <div className={classes.track} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={of} aria-valuenow={done}>
      <i style={{ width: `${of === 0 ? 0 : (done / of) * 100}%` }} />
    </div>
  );
}
