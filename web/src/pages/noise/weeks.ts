import type { NoiseReport, NoiseWeek } from '../../api/noise';
import { dateIn, DAY_MS } from '../../format/time';

/** A week of the report by the date of its Monday, in the report's zone. */
export interface Week {
  monday: string;
  /** How it is written under a bar: `2 Mar`. */
  name: string;
  /** Whether the report holds only a part of it: it begins within the week, or the week goes on. */
  isPart: boolean;
}

/** One service with a figure for each week of the report; null where nothing came. */
export interface ServiceWeeks {
  service: string;
  weeks: (NoiseWeek | null)[];
  interruptions: number;
}

const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** All weeks that the report reaches into, the oldest first, also those in which nobody was interrupted. */
export function weeksOf({ from, to }: Pick<NoiseReport, 'from' | 'to'>, zone: string): Week[] {
  const fromMs = Date.parse(from);
  const first = mondayOf(dateIn(fromMs, zone));
  const last = mondayOf(dateIn(Date.parse(to), zone));
  const beginsWithin = dateIn(fromMs - 1, zone) >= first;
  const weeks: Week[] = [];
  for (let monday = first; monday <= last; monday = plusDays(monday, 7)) {
    weeks.push({ monday, name: dayMonth.format(Date.parse(monday)), isPart: (monday === first && beginsWithin) || monday === last });
  }
  return weeks;
}

/** The services, the noisiest first, each with all the weeks. */
export function servicesOf(figures: readonly NoiseWeek[], weeks: readonly Week[]): ServiceWeeks[] {
  const services = new Map<string, Map<string, NoiseWeek>>();
  for (const figure of figures) {
    const known = services.get(figure.service) ?? new Map<string, NoiseWeek>();
    services.set(figure.service, known.set(figure.week.slice(0, 10), figure));
  }
  return [...services]
    .map(([service, known]) => ({
      service,
      weeks: weeks.map(({ monday }) => known.get(monday) ?? null),
      interruptions: [...known.values()].reduce((sum, { interruptions }) => sum + interruptions, 0),
    }))
    .sort((a, b) => b.interruptions - a.interruptions || a.service.localeCompare(b.service));
}

function mondayOf(date: string): string {
  return plusDays(date, -((new Date(date).getUTCDay() + 6) % 7));
}

/** Dates are counted in UTC, whose days all have 24 hours. */
function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
