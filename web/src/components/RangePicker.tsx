import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Paper.css';

import { Popover } from '@mantine/core';
import { useState } from 'react';

import { useKnownModel } from '../api/hooks';
import { formatDateTime, formatDayTime } from '../format/time';
import { useModelOnShow, useRange } from '../state/address';
import { useServerClock } from '../state/clock';
import { RangeChoices, rangeBounds, sinceDeployment, type TimeRange } from '../state/range';
import { ClockIcon } from './icons';
import classes from './RangePicker.module.css';

export function RangePicker() {
  const [range, setRange] = useRange();
  const [opened, setOpened] = useState(false);
  const choose = (next: TimeRange): void => {
    setRange(next);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus shadow="md"
      transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <button type="button" className={classes.target} onClick={() => setOpened(!opened)} aria-expanded={opened} title="Time range">
          <ClockIcon />
          <span className="ellipsis">{wordsOf(range)}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <ul>
          {RangeChoices.map(({ key, words, lengthMs }) => (
            <li key={key}>
              <button type="button" className={classes.choice} aria-pressed={range.kind === 'last' && range.key === key}
                onClick={() => choose({ kind: 'last', key, lengthMs })}>
                {words}
              </button>
            </li>
          ))}
          <SinceDeployment choose={choose} />
        </ul>
        <AbsoluteForm range={range} choose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** The time since the last deployment of the model on show, on the pages that show one. */
function SinceDeployment({ choose }: { choose: (range: TimeRange) => void }) {
  const { nowMs } = useServerClock();
  const model = useKnownModel(useModelOnShow());
  const range = model === undefined || nowMs === null ? null : sinceDeployment(model.deployments, nowMs);
  return range === null ? null : (
    <li>
      <button type="button" className={classes.choice} aria-pressed={false} onClick={() => choose(range)}>Since the last deployment</button>
    </li>
  );
}

function AbsoluteForm({ range, choose }: { range: TimeRange; choose: (range: TimeRange) => void }) {
  const { nowMs } = useServerClock();
  const bounds = rangeBounds(range, nowMs ?? 0);
  const [from, setFrom] = useState(() => toLocalInput(bounds.fromMs));
  const [to, setTo] = useState(() => toLocalInput(bounds.toMs));
  const fromMs = Date.parse(from);
  const toMs = Date.parse(to);
  const valid = Number.isFinite(fromMs) && Number.isFinite(toMs) && fromMs < toMs;
  return (
    <form className={classes.absolute} onSubmit={(event) => {
      event.preventDefault();
      if (valid) {
        choose({ kind: 'absolute', fromMs, toMs });
      }
    }}>
      <label>From<input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} /></label>
      <label>To<input type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} /></label>
      <p className={classes.hint}>{valid ? `${formatDateTime(fromMs)} to ${formatDateTime(toMs)}` : 'From must be before to.'}</p>
      <button type="submit" className={classes.apply} disabled={!valid}>Show this range</button>
    </form>
  );
}

function wordsOf(range: TimeRange): string {
  return range.kind === 'last'
    ? RangeChoices.find(({ key }) => key === range.key)?.words ?? range.key
    : `${formatDayTime(range.fromMs)} to ${formatDayTime(range.toMs)}`;
}

/** The form of a `datetime-local` field, in the viewer's zone. */
function toLocalInput(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
