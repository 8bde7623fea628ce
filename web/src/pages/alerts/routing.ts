import type { AlertGroup, RoutedAlert } from '../../api/groups';
import type { AlertItem } from '../../api/types';
import { countOf } from '../../format/words';

/** The alerts of rules here by what routing knows them by: their fingerprint, or, where external labels joined those of the rule, the labels that they have. */
export function ruleAlerts(alerts: readonly AlertItem[]): (routed: RoutedAlert) => AlertItem | undefined {
  const byFingerprint = new Map(alerts.map((alert) => [alert.fingerprint, alert]));
  const byName = new Map<string, AlertItem[]>();
  for (const alert of alerts.filter(({ state }) => state === 'firing' || state === 'suppressed')) {
    const named = byName.get(alert.name);
    if (named === undefined) {
      byName.set(alert.name, [alert]);
    } else {
      named.push(alert);
    }
  }
  return ({ fingerprint, labels: known }) => byFingerprint.get(fingerprint)
    ?? byName.get(known.alertname ?? '')?.find(({ labels }) => Object.entries(labels).every(([label, value]) => known[label] === value));
}

/** A group's name for people who cannot see it: receiver and labels. */
export function groupTitle({ receiver, labels }: Pick<AlertGroup, 'receiver' | 'labels'>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  return pairs.length === 0 ? receiver.name : `${receiver.name}, ${pairs.join(', ')}`;
}

/** What keeps an alert from people; null where nothing does. */
export function heldBy({ status }: Pick<RoutedAlert, 'status'>): string | null {
  const reasons = [
    status.silencedBy.length > 0 && `silenced by ${countOf(status.silencedBy.length, 'silence')}`,
    status.inhibitedBy.length > 0 && `inhibited by ${countOf(status.inhibitedBy.length, 'other alert')}`,
    (status.mutedBy ?? []).length > 0 && `muted in ${(status.mutedBy ?? []).join(', ')}`,
  ].filter((reason) => reason !== false);
  return reasons.length === 0 ? null : `Suppressed: ${reasons.join(', ')}`;
}
