import { Link, useLocation } from 'wouter';

import { useLinkTo } from '../state/address';
import classes from './Breadcrumb.module.css';

const Words: Record<string, string> = {
  models: 'Models', alerts: 'Alerts', outbox: 'Outbox', explore: 'Explore',
  quality: 'Quality', drift: 'Drift', resources: 'Resources',
};

export function Breadcrumb() {
  const [path] = useLocation();
  const linkTo = useLinkTo();
  const parts = path.split('/').filter((part) => part !== '');
  const steps = parts.length === 0
    ? [{ href: '/', word: 'Health' }]
    : parts.map((part, i) => ({
      href: `/${parts.slice(0, i + 1).join('/')}`,
      word: i === 1 ? decodeURIComponent(part) : Words[part] ?? decodeURIComponent(part),
    }));
  return (
    <nav aria-label="Breadcrumb" className={classes.crumbs}>
      {steps.map(({ href, word }, i) => (
        <span key={href} className={classes.step}>
          {i === steps.length - 1
            ? <span aria-current="page">{word}</span>
            : <Link href={linkTo(href)}>{word}</Link>}
        </span>
      ))}
    </nav>
  );
}
