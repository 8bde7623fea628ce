import type { AlertGroup, RoutedAlert } from '../../api/groups';
import type { AlertItem } from '../../api/types';
import { countOf } from '../../format/words';

/** The alert of a rule here that routing knows under these labels: external labels may have joined those of the rule. */
export function ruleAlertOf(routed: RoutedAlert, alerts: readonly AlertItem[]): AlertItem | undefined {
  return alerts.find(({ fingerprint }) => fingerprint === routed.fingerprint)
    ?? alerts.find(({ name, labels, state }) => (state === 'firing' || state === 'suppressed') && name === routed.labels.alertname
      && Object.entries(labels).every(([label, value]) => routed.labels[label] === value));
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
