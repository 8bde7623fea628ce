import type { Status } from '../api/types';
import { createStore, useStore } from './store';

/**
 * The server's clock. It may be simulated, so "now" is what the server last said and never the browser's clock.
 * `live` off freezes what is shown at the instant it was switched off.
 */
export interface ServerClock {
  status: Status | null;
  /** Unix milliseconds of the server's now; null until the first answer. */
  nowMs: number | null;
  live: boolean;
}

const clock = createStore<ServerClock>({ status: null, nowMs: null, live: true });

export function acceptStatus(status: Status): void {
  const { live, nowMs } = clock.get();
  clock.set({ status, live, nowMs: live || nowMs === null ? Date.parse(status.now) : nowMs });
}

export function setLive(live: boolean): void {
  const { status } = clock.get();
  clock.set({ status, live, nowMs: status === null ? null : Date.parse(status.now) });
}

export function useServerClock(): ServerClock {
  return useStore(clock);
}

export function readClock(): ServerClock {
  return clock.get();
}

export function subscribeClock(listener: () => void): () => void {
  return clock.subscribe(listener);
}
