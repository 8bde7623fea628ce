import { useState, type PointerEvent } from 'react';

import { useShifts, type OnCallNow, type Shift } from '../../api/oncall';
import { Skeleton } from '../../components/Panel';
import { formatDayTime } from '../../format/time';
import { barsOf, colorsOf, dragged, midnightsOf, type Picked } from './calendar';
import classes from './OnCallPage.module.css';

const dayName = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric' });

/** Two weeks from now, one band a schedule; an override is hatched. Who drags over a band picks that time. */
export function Calendar({ now, pick }: { now: OnCallNow; pick: (picked: Picked) => void }) {
  const answers = useShifts(now.schedules.map(({ name }) => name));
  const startMs = Date.parse(now.time);
  const midnights = midnightsOf(startMs);
  const colors = colorsOf(now.people.map(({ name }) => name));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Two weeks from now">
      <div className={classes.calendar}>
        <div className={classes.days} aria-hidden="true">
          {midnights.map(({ at, ms }) => <span key={ms} style={{ left: `${at * 100}%` }}>{dayName.format(ms)}</span>)}
        </div>
        {now.schedules.map(({ name }, i) => {
          const shifts = answers[i]?.data?.shifts;
          return (
            <section key={name} aria-label={name}>
              <h3>{name}</h3>
              {shifts === undefined ? <Skeleton height={34} /> : <Band schedule={name} shifts={shifts} startMs={startMs} colors={colors} pick={pick} />}
            </section>
          );
        })}
      </div>
    </div>
  );
}

interface BandProps {
  schedule: string;
  shifts: readonly Shift[];
  startMs: number;
  colors: ReadonlyMap<string, string>;
  pick: (picked: Picked) => void;
}

/** A finger scrolls the calendar; a mouse or a pen drags over it. */
function Band({ schedule, shifts, startMs, colors, pick }: BandProps) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const end = (event: PointerEvent<HTMLUListElement>): void => {
    const span = drag === null ? null : dragged(drag.from, shareOf(event), startMs);
    setDrag(null);
    if (span !== null) {
      pick({ schedule, ...span });
    }
  };
  return (
    <ul className={classes.band} onPointerDown={(event) => {
      if (event.pointerType !== 'touch' && event.button === 0) {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: shareOf(event), to: shareOf(event) });
      }
    }} onPointerMove={(event) => {
      if (drag !== null) {
        setDrag({ ...drag, to: shareOf(event) });
      }
    }} onPointerUp={end} onPointerCancel={() => setDrag(null)}>
      {barsOf(shifts, startMs).map(({ shift, from, width }) => (
        <li key={`${shift.from}${shift.person}`} style={{ left: `${from * 100}%`, width: `${width * 100}%`, borderColor: `var(${colors.get(shift.person) ?? '--series-4'})` }}
          data-override={shift.is_override}
          title={`${shift.full_name}, ${formatDayTime(Date.parse(shift.from))} to ${shift.to === null ? 'no end' : formatDayTime(Date.parse(shift.to))}${shift.is_override ? ', stands in' : ''}`}>
          <span>{shift.full_name}</span>
        </li>
      ))}
      {drag !== null && <li aria-hidden="true" className={classes.drag} style={{ left: `${Math.min(drag.from, drag.to) * 100}%`, width: `${Math.abs(drag.to - drag.from) * 100}%` }} />}
    </ul>
  );
}

/** Where the pointer is, as a share of the band's width. */
function shareOf({ clientX, currentTarget }: PointerEvent<HTMLUListElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return (clientX - left) / width;
}
