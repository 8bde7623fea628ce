import { useState } from 'react';

import classes from './CopyButton.module.css';

/** Copies a text; says so on itself, since nothing else on the page changes. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(() => setSaid('Copied'), () => setSaid('The browser did not allow it'));
  };
  return <button type="button" className={classes.copy} onClick={copy} onBlur={() => setSaid(null)} aria-live="polite">{said ?? label}</button>;
}
