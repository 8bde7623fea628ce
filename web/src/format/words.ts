import type { AlertState, FeatureSummary, ModelState, NotificationItem } from '../api/types';

/** The four meanings that colour has, each with its own shape. */
export type Tone = 'critical' | 'warning' | 'good' | 'unknown';

export interface StateWords {
  tone: Tone;
  word: string;
}

export const ModelWords: Record<ModelState, StateWords> = {
  critical: { tone: 'critical', word: 'Critical' },
  warning: { tone: 'warning', word: 'Warning' },
  healthy: { tone: 'good', word: 'Healthy' },
  not_enough_data: { tone: 'unknown', word: 'Not enough data' },
};

export const FeatureWords: Record<FeatureSummary['state'], StateWords> = {
  drift: { tone: 'warning', word: 'Drift' },
  ok: { tone: 'good', word: 'Same' },
  not_enough_data: { tone: 'unknown', word: 'Not enough data' },
};

export const NoticeWords: Record<NotificationItem['state'], StateWords> = {
  sent: { tone: 'good', word: 'Sent' },
  pending: { tone: 'warning', word: 'Pending' },
  failed: { tone: 'critical', word: 'Failed' },
};

/** A firing alert has the colour of its severity: a warning that fires is not a page. */
export function alertWords(state: AlertState, severity: string): StateWords {
  switch (state) {
    case 'firing':
      return { tone: severity === 'critical' ? 'critical' : 'warning', word: 'Firing' };
    case 'pending':
      return { tone: 'warning', word: 'Pending' };
    case 'suppressed':
      return { tone: 'unknown', word: 'Suppressed' };
    case 'resolved':
      return { tone: 'good', word: 'Resolved' };
  }
}

const ModelSeverity: Record<ModelState, number> = { critical: 0, warning: 1, not_enough_data: 2, healthy: 3 };
const AlertOrder: Record<AlertState, number> = { firing: 0, pending: 1, suppressed: 2, resolved: 3 };

/** Worst first; equal states by how many alerts fire, then by name, so that rows keep their place. */
export function compareModels(
  a: { state: ModelState; firing_alerts: number; name: string },
  b: { state: ModelState; firing_alerts: number; name: string },
): number {
  return ModelSeverity[a.state] - ModelSeverity[b.state]
    || b.firing_alerts - a.firing_alerts
    || a.name.localeCompare(b.name);
}

/** Firing before pending before suppressed before resolved; within a state critical first, then the newest. */
export function compareAlerts(
  a: { state: AlertState; severity: string; active_since: string; fingerprint: string },
  b: { state: AlertState; severity: string; active_since: string; fingerprint: string },
): number {
  return AlertOrder[a.state] - AlertOrder[b.state]
    || Number(b.severity === 'critical') - Number(a.severity === 'critical')
    || Date.parse(b.active_since) - Date.parse(a.active_since)
    || a.fingerprint.localeCompare(b.fingerprint);
}

/** "1 model", "2 models", "no models". */
export function countOf(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A sentence ends with a full stop, whether or not its writer set one. */
export function sentence(text: string): string {
  return /[.?]$/.test(text) ? text : `${text}.`;
}

/**
 * A model's cause as a sentence beside its name: it begins with a capital, but a model's name is written as it is, and a label of
 * it in front (`credit: income …`) is left out.
 */
export function causeSentence(cause: string, model: string): string {
  const text = sentence(model !== '' && cause.startsWith(`${model}: `) ? cause.slice(model.length + 2) : cause);
  return model !== '' && text.startsWith(model) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** What an alert's reason explains: why nobody is told of it, or why nobody is told again. */
export function reasonWord(state: AlertState): string {
  return state === 'suppressed' ? 'Suppressed:' : 'Last notice:';
}
