import { expect, it } from 'vitest';

import type { RuleGroupInfo, RuleInfo } from '../../api/settings';
import { compareGroups, failingRules, fileName, load, loadWord, retentionWord } from './words';

function rule(health: RuleInfo['health']): RuleInfo {
  return { name: 'Drift', query: 'up', health, type: 'alerting' };
}

function group(name: string, evaluationTime: number, ...rules: RuleInfo[]): RuleGroupInfo {
  return { name, file: 'rules/a.yml', interval: 10, evaluationTime, lastEvaluation: '', rules };
}

it('a retention is said in days', () => {
  expect(retentionWord('2592000s')).toBe('30 d');
  expect(retentionWord('unlimited')).toBe('unlimited');
});

it('a file is known by its end', () => {
  expect(fileName('/etc/heed/rules/credit.yml')).toBe('rules/credit.yml');
  expect(fileName('credit.yml')).toBe('credit.yml');
});

it('what fails stands first, then what is slow', () => {
  const groups = [group('quick', 0.1, rule('ok')), group('slow', 2, rule('ok')), group('broken', 0, rule('ok'), rule('err'))];
  expect(groups.sort(compareGroups).map(({ name }) => name)).toEqual(['broken', 'slow', 'quick']);
  expect(failingRules(groups[0]?.rules ?? [])).toHaveLength(1);
});

it('a group without an interval has no load', () => {
  expect(load({ evaluationTime: 3, interval: 0 })).toBe(0);
  expect(load({ evaluationTime: 5, interval: 10 })).toBe(0.5);
});

it('a load that hardly is there is said so', () => {
  expect(loadWord({ evaluationTime: 0.0001, interval: 10 })).toBe('<\u00a00.01\u00a0%');
  expect(loadWord({ evaluationTime: 0, interval: 10 })).toBe('0\u00a0%');
  expect(loadWord({ evaluationTime: 2, interval: 10 })).toBe('20.0\u00a0%');
});
