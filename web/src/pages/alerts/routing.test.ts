import { describe, expect, it } from 'vitest';

import type { RoutedAlert } from '../../api/groups';
import type { AlertItem } from '../../api/types';
import { groupTitle, heldBy, ruleAlerts } from './routing';

const status: RoutedAlert['status'] = { state: 'active', silencedBy: [], inhibitedBy: [] };
const routed: RoutedAlert = {
  fingerprint: 'b', labels: { alertname: 'Drift', model_name: 'credit', site: 'eu' }, annotations: {}, startsAt: '', generatorURL: '', status,
};

function item(fingerprint: string, labels: Record<string, string>, state: AlertItem['state'] = 'firing'): AlertItem {
  return { fingerprint, name: 'Drift', labels, state } as AlertItem;
}

describe('an alert that routing knows', () => {
  it('is the rule\'s own by its fingerprint', () => {
    expect(ruleAlerts([item('a', { model_name: 'credit' }), item('b', {})])(routed)?.fingerprint).toBe('b');
  });

  it('is found without the external labels that joined it', () => {
    expect(ruleAlerts([item('x', { model_name: 'housing' }), item('y', { model_name: 'credit' })])(routed)?.fingerprint).toBe('y');
  });

  it('is of another server where no rule here has such labels, or its alert is over', () => {
    expect(ruleAlerts([item('x', { model_name: 'credit', segment: 'north' }), item('y', { model_name: 'credit' }, 'resolved')])(routed)).toBeUndefined();
  });
});

describe('a group', () => {
  it('is named by its receiver and labels', () => {
    expect(groupTitle({ receiver: { name: 'team' }, labels: {} })).toBe('team');
    expect(groupTitle({ receiver: { name: 'team' }, labels: { model_name: 'credit', severity: 'warning' } })).toBe('team, model_name=credit, severity=warning');
  });
});

describe('what holds an alert', () => {
  it('is nothing, or each of its reasons', () => {
    expect(heldBy({ status })).toBeNull();
    expect(heldBy({ status: { ...status, silencedBy: ['s'], inhibitedBy: ['i', 'j'], mutedBy: ['nights'] } }))
      .toBe('Suppressed: silenced by 1 silence, inhibited by 2 other alerts, muted in nights');
  });
});
