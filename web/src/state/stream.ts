import type { QueryClient } from '@tanstack/react-query';

import type { ModelSummary, NotificationItem, Status } from '../api/types';
import { acceptStatus, readClock } from './clock';
import { createStore, useStore } from './store';

export type Connection = 'connecting' | 'open' | 'lost';

const connection = createStore<Connection>('connecting');

/** Waits between attempts to reconnect, the last one repeated. */
const RetryDelaysMs: readonly number[] = [1000, 2000, 5000, 10_000];

/** As many notices as the outbox asks for. */
const KeptNotices = 100;

export function useConnection(): Connection {
  return useStore(connection);
}

/** Keeps the server's event stream open and feeds what it says to the clock and the query cache; returns how to stop. */
export function connectStream(client: QueryClient): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  let stopped = false;

  const open = (): void => {
    source = new EventSource('/v1/stream');
    source.addEventListener('open', () => {
      const wasLost = connection.get() === 'lost';
      attempts = 0;
      connection.set('open');
      if (wasLost) {
        void client.invalidateQueries();
      }
    });
    source.addEventListener('error', () => {
      // The browser's own retry gives up on any HTTP error, so a closed source is opened again here.
      source?.close();
      connection.set('lost');
      if (!stopped) {
        timer = setTimeout(open, RetryDelaysMs[Math.min(attempts, RetryDelaysMs.length - 1)]);
        attempts++;
      }
    });
    listen(source, client);
  };

  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}

function listen(source: EventSource, client: QueryClient): void {
  on(source, 'status', acceptStatus);
  on(source, 'models', (body) => {
    if (readClock().live) {
      client.setQueryData(['models'], body);
    }
  });
  on(source, 'alerts', () => {
    if (readClock().live) {
      void client.invalidateQueries({ queryKey: ['alerts'] }, { cancelRefetch: false });
    }
  });
  on(source, 'notification', (item) => {
    client.setQueryData<{ notifications: NotificationItem[] }>(['notifications'], (old) =>
      old === undefined || !readClock().live ? old : { notifications: mergeNotice(old.notifications, item) });
  });
}

/** Puts a notice into the list, newest first; one that is there already (its state changed) is replaced where it stands. */
export function mergeNotice(list: readonly NotificationItem[], item: NotificationItem): NotificationItem[] {
  const index = list.findIndex(({ id }) => id === item.id);
  return index >= 0 ? list.with(index, item) : [item, ...list].slice(0, KeptNotices);
}

/** What each event of the stream carries. */
interface StreamEvents {
  status: Status;
  models: { models: ModelSummary[] };
  alerts: { firing: number; pending: number };
  notification: NotificationItem;
}

function on<K extends keyof StreamEvents>(source: EventSource, name: K, accept: (body: StreamEvents[K]) => void): void {
  source.addEventListener(name, (event: MessageEvent<string>) => accept(JSON.parse(event.data) as StreamEvents[K]));
}
