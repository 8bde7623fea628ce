import type { ReactNode } from 'react';
import { Link } from 'wouter';

import { useLinkTo } from '../state/address';
import classes from './TabBar.module.css';

export interface Tab {
  path: string;
  word: string;
  /** Behind the word, as a count of what waits there. */
  aside?: ReactNode;
}

/** Links between pages about one thing; the one on show is marked. */
export function TabBar({ label, current, tabs }: { label: string; current: string; tabs: readonly Tab[] }) {
  const linkTo = useLinkTo();
  return (
    <nav className={classes.tabs} aria-label={label}>
      {tabs.map(({ path, word, aside }) => <Link key={path} href={linkTo(path)} aria-current={path === current ? 'page' : undefined}>{word}{aside}</Link>)}
    </nav>
  );
}
