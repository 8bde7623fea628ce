import type { RuleGroupInfo, RuleInfo, TargetInfo } from '../../api/settings';
import type { Tone } from '../../format/words';
import { formatRatio } from '../../format/number';
import { formatDuration } from '../../format/time';

/** Prometheus' text of a retention, always in seconds, as people say it. */
export function retentionWord(text: string): string {
  const seconds = Number(/^([\d.]+)s$/.exec(text)?.[1] ?? NaN);
  return Number.isFinite(seconds) ? formatDuration(seconds * 1000) : text;
}

/** The end of a path is what tells files apart. */
export function fileName(path: string): string {
  return path.split('/').slice(-2).join('/');
}

/** Groups whose rules fail first, then those that take the largest part of their interval. */
export function compareGroups(a: RuleGroupInfo, b: RuleGroupInfo): number {
  const failing = ({ rules }: RuleGroupInfo): number => failingRules(rules).length;
  return failing(b) - failing(a) || load(b) - load(a) || a.name.localeCompare(b.name);
}

/** The part of a group's interval that its evaluation takes: at 1 it is late with the next. */
export function load({ evaluationTime, interval }: Pick<RuleGroupInfo, 'evaluationTime' | 'interval'>): number {
  return interval > 0 ? evaluationTime / interval : 0;
}

/** A load as people read it: what is hardly there is not written in zeros. */
export function loadWord(group: Pick<RuleGroupInfo, 'evaluationTime' | 'interval'>): string {
  const share = load(group);
  return share > 0 && share < 0.0001 ? `<\u00a00.01\u00a0%` : formatRatio(share);
}

export function failingRules(rules: readonly RuleInfo[]): RuleInfo[] {
  return rules.filter(({ health }) => health === 'err');
}

export const TargetTones: Record<TargetInfo['health'], Tone> = { up: 'good', down: 'critical', unknown: 'unknown' };
