import type { ReactNode } from 'react';

import { formatAbsolute, formatDayTime } from '../format/time';

const Instant = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** A sentence of the server whose instants are written in the viewer's zone, with UTC on hover. */
export function TimedText({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: instant, index } of text.matchAll(Instant)) {
    const ms = Date.parse(instant);
    parts.push(text.slice(end, index), <time key={index} dateTime={instant} title={formatAbsolute(ms)}>{formatDayTime(ms)}</time>);
    end = index + instant.length;
  }
  return <>{parts}{text.slice(end)}</>;
}
