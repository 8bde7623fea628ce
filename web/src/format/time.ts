export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const Units: readonly [number, string][] = [
  [DAY_MS, 'd'],
  [HOUR_MS, 'h'],
  [MINUTE_MS, 'min'],
  [SECOND_MS, 's'],
];

/** A length of time in its two largest units: `3 d 4 h`, `12 min`, `45 s`, `0 s`. */
export function formatDuration(ms: number): string {
  let rest = Math.max(0, ms);
  const parts: string[] = [];
  for (const [size, word] of Units) {
    const count = Math.floor(rest / size);
    if (count > 0) {
      parts.push(`${count} ${word}`);
      rest -= count * size;
    } else if (parts.length > 0) {
      break;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.join(' ') || '0 s';
}

/** How long ago `thenMs` was: one unit, for a glance. */
export function formatAgo(thenMs: number, nowMs: number): string {
  const ms = nowMs - thenMs;
  if (ms < 0) {
    return `in ${largestUnit(-ms)}`;
  }
  return ms < 5 * SECOND_MS ? 'now' : `${largestUnit(ms)} ago`;
}

function largestUnit(ms: number): string {
  for (const [size, word] of Units) {
    if (ms >= size) {
      return `${Math.floor(ms / size)} ${word}`;
    }
  }
  return '0 s';
}

/** Prometheus' way to write a duration, exact and in as few parts as it needs: `1h30m`, `15s`, `250ms`. */
export function promDuration(ms: number): string {
  let rest = Math.round(ms);
  let text = '';
  const units: [number, string][] = [[DAY_MS, 'd'], [HOUR_MS, 'h'], [MINUTE_MS, 'm'], [SECOND_MS, 's'], [1, 'ms']];
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) {
      text += `${count}${unit}`;
      rest -= count * size;
    }
  }
  return text || '0s';
}

const UnitMs: Record<string, number> = {
  y: 365 * DAY_MS, w: 7 * DAY_MS, d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS, ms: 1,
};

/** Reads what {@link promDuration} writes; null where the text is no such length. */
export function parseDuration(text: string): number | null {
  return /^(?:\d+(?:ms|[ywdhms]))+$/.test(text)
    ? [...text.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UnitMs[unit ?? ''] ?? 0), 0)
    : null;
}

const UnitWords: Record<string, string> = { y: 'year', w: 'week', d: 'day', h: 'hour', m: 'minute', s: 'second' };

/** A length of time of the configuration in words: `2w` is `2 weeks`; what is no such length stays as it is (`1000 records`). */
export function spanWords(text: string): string {
  return /^(?:\d+[ywdhms])+$/.test(text)
    ? [...text.matchAll(/(\d+)([ywdhms])/g)].map(([, count, unit]) => `${count ?? ''} ${UnitWords[unit ?? ''] ?? ''}${count === '1' ? '' : 's'}`).join(' ')
    : text;
}

const dateTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
});
const dayTime = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

/** Date and time in the viewer's zone. */
export function formatDateTime(ms: number): string {
  return dateTime.format(ms);
}

/** Date and time without the year, for tables. */
export function formatDayTime(ms: number): string {
  return dayTime.format(ms);
}

export function formatDay(ms: number): string {
  return day.format(ms);
}

/** The date of an instant by the calendar of a zone: `2026-03-02`. */
export function dateIn(ms: number, zone: string): string {
  return localInput(ms, zone).slice(0, 10);
}

/** What a `datetime-local` field holds at an instant, by the clock of a zone: `2026-03-02T09:00`. */
export function localInput(ms: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The absolute time for a hover: the viewer's zone, and UTC beside it. */
export function formatAbsolute(ms: number): string {
  return `${dateTime.format(ms)} (${new Date(ms).toISOString().replace('T', ' ').slice(0, 19)} UTC)`;
}
