import type { ReactNode } from 'react';
import { Link } from 'wouter';

import classes from './IconButton.module.css';

export function IconButton({ label, onClick, children, pressed }: {
  label: string;
  onClick: () => void;
  children: ReactNode;
  pressed?: boolean;
}) {
  return (
    <button type="button" className={classes.button} aria-label={label} title={label} aria-pressed={pressed} onClick={onClick}>
      {children}
    </button>
  );
}

export function IconLink({ label, href, children }: { label: string; href: string; children: ReactNode }) {
  return <Link href={href} className={classes.button} aria-label={label} title={label}>{children}</Link>;
}
