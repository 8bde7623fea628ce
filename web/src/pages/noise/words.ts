import type { NoiseReport, NoiseWeek } from '../../api/noise';
import { countOf, type StateWords, type Tone } from '../../format/words';
import type { ServiceWeeks } from './weeks';

export const AgainstWords: Record<NoiseWeek['against'], StateWords> = {
  below: { tone: 'good', word: 'Below' },
  within: { tone: 'good', word: 'Within' },
  above: { tone: 'warning', word: 'Above' },
};

/** What the report calls alerts that no model is named in. */
export const NoModel = 'Alerts without a model';

export function serviceName(service: string): string {
  return service === '' ? NoModel : service;
}

/** The report in one sentence: who is interrupted more often than people can act on with care. */
export function noiseVerdict(services: readonly ServiceWeeks[], most: number): { tone: Tone; sentence: string } {
  if (services.every(({ interruptions }) => interruptions === 0)) {
    return { tone: 'good', sentence: 'Nobody was interrupted' };
  }
  const loud = services.filter(({ weeks }) => weeks.some((week) => week !== null && week.against === 'above'));
  const [first] = loud;
  if (first === undefined) {
    return { tone: 'good', sentence: `No service interrupted people more than ${most} times in a week` };
  }
  if (loud.length > 1) {
    return { tone: 'warning', sentence: `${loud.length} of ${countOf(services.length, 'service')} interrupted people more than ${most} times in a week` };
  }
  const worst = Math.max(...first.weeks.map((week) => week?.interruptions ?? 0));
  return { tone: 'warning', sentence: `${serviceName(first.service)} interrupted people ${worst} times in a week` };
}

export interface NoiseTotals {
  interruptions: number;
  incidents: number;
  actedOn: number;
  noise: number;
  withoutVerdict: number;
  flaps: number;
  repetitions: number;
  nightPages: number;
}

export function totalsOf(weeks: NoiseReport['weeks']): NoiseTotals {
  const sum = (of: (week: NoiseWeek) => number): number => weeks.reduce((total, week) => total + of(week), 0);
  return {
    interruptions: sum((week) => week.interruptions),
    incidents: sum((week) => week.incidents),
    actedOn: sum((week) => week.acted_on),
    noise: sum((week) => week.noise),
    withoutVerdict: sum((week) => week.without_verdict),
    flaps: sum((week) => week.flaps),
    repetitions: sum((week) => week.repetitions),
    nightPages: sum((week) => week.night_pages),
  };
}
