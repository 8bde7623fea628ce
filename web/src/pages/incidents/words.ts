import type { IncidentState, IncidentSummary } from '../../api/incidents';
import type { StateWords, Tone } from '../../format/words';

/** An open incident has the colour of its severity; one that somebody has, and one that is over, are told apart by word and shape. */
export function incidentWords(state: IncidentState, severity: string): StateWords {
  switch (state) {
    case 'open':
      return { tone: severity === 'critical' ? 'critical' : 'warning', word: 'Open' };
    case 'acknowledged':
      return { tone: 'warning', word: 'Acknowledged' };
    case 'resolved':
      return { tone: 'good', word: 'Resolved' };
    case 'closed':
      return { tone: 'unknown', word: 'Closed' };
  }
}

export const VerdictWords: Record<NonNullable<IncidentSummary['verdict']>, string> = { acted_on: 'acted on', noise: 'noise' };

/** The colour of a line of the timeline: what went wrong, what went right; all else has none. */
export function lineTone(kind: string): Tone | null {
  if (kind === 'alert_resolved' || kind === 'resolved' || kind === 'closed') {
    return 'good';
  }
  return kind === 'alert_fired' || kind === 'opened' ? 'critical' : null;
}

/** `alert_fired` as `Alert fired`. */
export function kindWord(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
