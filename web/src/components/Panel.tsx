import type { ReactNode } from 'react';

import classes from './Panel.module.css';

interface PanelProps {
  title: string;
  /** Beside the title: a verdict, a mark that the figures are old. */
  aside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  compact?: boolean;
}

export function Panel({ title, aside, actions, children, className, compact = false }: PanelProps) {
  return (
    <section className={`${classes.panel ?? ''} ${className ?? ''}`} data-compact={compact} aria-label={title}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {aside}
        <span className={classes.actions}>{actions}</span>
      </header>
      {children}
    </section>
  );
}

/** Why a panel is empty, and what would fill it. */
export interface EmptyText {
  why: string;
  fill: ReactNode;
}

export function Empty({ why, fill, height }: EmptyText & { height?: number }) {
  return (
    <div className={classes.message} style={{ minHeight: height }}>
      <p className={classes.why}>{why}</p>
      <p className={classes.fill}>{fill}</p>
    </div>
  );
}

export function Failure({ error, retry, height }: { error: Error; retry: () => void; height?: number }) {
  return (
    <div className={classes.message} style={{ minHeight: height }} role="alert">
      <p className={classes.why}>This could not be read</p>
      <p className={classes.fill}>{error.message}</p>
      <button type="button" className={classes.retry} onClick={retry}>Try again</button>
    </div>
  );
}

/** Holds the place of what is being loaded, in its size. */
export function Skeleton({ height, lines }: { height?: number; lines?: number }) {
  if (lines !== undefined) {
    return (
      <div className={classes.lines} aria-busy="true" aria-label="Loading">
        {Array.from({ length: lines }, (_, i) => <div key={i} className={classes.line} style={{ height }} />)}
      </div>
    );
  }
  return <div className={classes.skeleton} style={{ height }} aria-busy="true" aria-label="Loading" />;
}

interface Answer<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** The states of an answer in their order: what is there is shown, even when asking again failed; else the failure; else the skeleton. */
export function Answered<T>({ answer, skeleton, children }: {
  answer: Answer<T>;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (answer.data !== undefined) {
    return (
      <>
        {answer.error !== null && <Stale error={answer.error} retry={() => void answer.refetch()} />}
        {children(answer.data)}
      </>
    );
  }
  return answer.error === null ? skeleton : <Failure error={answer.error} retry={() => void answer.refetch()} />;
}

function Stale({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <p className={classes.stale} role="status">
      Stale: the last answer is shown. {error.message}. <button type="button" onClick={retry}>Try again</button>
    </p>
  );
}
