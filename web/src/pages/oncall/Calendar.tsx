import { useShifts, type OnCallNow } from '../../api/oncall';
import { Skeleton } from '../../components/Panel';
import { formatDayTime } from '../../format/time';
import { barsOf, colorsOf, midnightsOf } from './calendar';
import classes from './OnCallPage.module.css';

const dayName = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric' });

/** Two weeks from now, one band a schedule; an override is hatched. */
export function Calendar({ now }: { now: OnCallNow }) {
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
              {shifts === undefined ? <Skeleton height={34} /> : (
                <ul className={classes.band}>
                  {barsOf(shifts, startMs).map(({ shift, from, width }) => (
                    <li key={`${shift.from}${shift.person}`} style={{ left: `${from * 100}%`, width: `${width * 100}%`, borderColor: `var(${colors.get(shift.person) ?? '--series-4'})` }}
                      data-override={shift.is_override}
                      title={`${shift.full_name}, ${formatDayTime(Date.parse(shift.from))} to ${shift.to === null ? 'no end' : formatDayTime(Date.parse(shift.to))}${shift.is_override ? ', stands in' : ''}`}>
                      <span>{shift.full_name}</span>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          );
        })}
      </div>
    </div>
  );
}
