import { formatAbsolute, formatAgo } from '../format/time';
import { useServerClock } from '../state/clock';

/** A time as "12 min ago" by the server's clock; the absolute time, in the viewer's zone and in UTC, on hover. */
export function TimeText({ time }: { time: string }) {
  const { nowMs } = useServerClock();
  const ms = Date.parse(time);
  if (!Number.isFinite(ms)) {
    return null;
  }
  return <time dateTime={time} title={formatAbsolute(ms)}>{formatAgo(ms, nowMs ?? ms)}</time>;
}
