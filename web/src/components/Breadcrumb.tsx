import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';

import { useKnownAlerts } from '../api/hooks';
import { useLinkTo } from '../state/address';
import classes from './Breadcrumb.module.css';

const Words: Record<string, string> = {
  models: 'Models', alerts: 'Alerts', outbox: 'Outbox', explore: 'Explore', settings: 'Settings',
  objectives: 'Objectives', reviews: 'Reviews', incidents: 'Incidents', oncall: 'On call', behaviour: 'Behaviour',
  quality: 'Quality', drift: 'Drift', resources: 'Resources',
};

/** The name of the alert with a fingerprint, once the list of alerts is known; asks for nothing itself. */
function useAlertName(fingerprint: string | undefined): string | undefined {
  const { data } = useKnownAlerts();
  return fingerprint === undefined ? undefined : data?.alerts.find((alert) => alert.fingerprint === fingerprint)?.name;
}

/** Pages that stand under another one. */
const Below: Record<string, string> = { 'oncall/noise': 'Noise report', 'alerts/silences': 'Silences', 'alerts/preview': 'Notice preview' };

/** Words for the places; what people have named (a model, an objective) stays as it is, even where it is called as a place is. */
function wordOf(page: string, part: string, depth: number): string {
  const below = depth === 1 ? Below[`${page}/${part}`] : undefined;
  if (below !== undefined) {
    return below;
  }
  if (depth === 1 && (page === 'outbox' || page === 'incidents')) {
    return page === 'outbox' ? 'Notice' : 'Incident';
  }
  return depth === 0 || (depth === 2 && page === 'models') ? Words[part] ?? decodeURIComponent(part) : decodeURIComponent(part);
}

export function Breadcrumb() {
  const [path] = useLocation();
  const linkTo = useLinkTo();
  const parts = path.split('/').filter((part) => part !== '');
  const alertName = useAlertName(parts[0] === 'alerts' ? parts[1] : undefined);
  const steps = parts.length === 0
    ? [{ href: '/', word: 'Health' }]
    : parts.map((part, i) => ({
      href: `/${parts.slice(0, i + 1).join('/')}`,
      word: (i === 1 ? alertName : undefined) ?? wordOf(parts[0] ?? '', part, i),
    }));
  const title = [...steps.map(({ word }) => word).reverse(), 'Heed'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
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
