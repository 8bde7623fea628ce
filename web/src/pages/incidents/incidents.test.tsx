import { describe, expect, it } from 'vitest';

import type { IncidentDetail } from '../../api/incidents';
import { explainPath, type Explanation } from '../../api/explain';
import type { Shift } from '../../api/oncall';
import { DAY_MS, formatDayTime } from '../../format/time';
import { markupOf, textOf } from '../../testing/render';
import { outcomeWords, Why } from '../alerts/WhyPanel';
import { barsOf, colorsOf, dragged, midnightsOf } from '../oncall/calendar';
import { Ladder } from '../oncall/Ladder';
import OnCallPage from '../oncall/OnCallPage';
import { Acts } from './Acts';
import IncidentPage from './IncidentPage';
import IncidentsPage from './IncidentsPage';
import { incidentWords, kindWord, lineTone } from './words';

const incident = (changes: Partial<IncidentDetail> = {}): IncidentDetail => ({
  id: 'i1', title: 'income is null in 25 % of requests', model: 'credit', team: 'risk-ml', state: 'open', severity: 'critical', started_at: '2026-03-01T10:00:00Z',
  opened_at: '2026-03-01T10:01:00Z', acknowledged_at: null, acknowledged_by: null, resolved_at: null, resolved_by: null, closed_at: null, verdict: null, judged_by: null,
  alert_count: 3, firing_count: 2, chain: [{ layer: 'data', alerts: ['NullRatio'] }, { layer: 'service', alerts: ['ErrorRatio', 'Latency'] }],
  alerts: [{ fingerprint: 'f1', name: 'NullRatio', severity: 'critical', layer: 'data', standing: 'announced', starts_at: '2026-03-01T10:00:00Z', ends_at: null, labels: {}, annotations: { runbook: '1. Look' }, runbook_url: null }],
  timeline: [{ time: '2026-03-01T10:00:00Z', kind: 'alert_fired', who: null, text: 'NullRatio' }, { time: '2026-03-01T10:05:00Z', kind: 'comment', who: 'ana', text: 'looking' }], timeline_dropped: 2, ...changes,
});

describe('incidents', () => {
  it('have the colour of their severity only while they are open', () => {
    expect([incidentWords('open', 'critical').tone, incidentWords('open', 'warning').tone, incidentWords('acknowledged', 'critical').tone, incidentWords('closed', 'critical').tone])
      .toEqual(['critical', 'warning', 'warning', 'unknown']);
    expect([lineTone('alert_fired'), lineTone('resolved'), lineTone('comment'), kindWord('alert_fired')]).toEqual(['critical', 'good', null, 'Alert fired']);
  });

  it('are listed with who has them', () => {
    const list = { incidents: [incident({ state: 'acknowledged', acknowledged_by: 'ana' })], open: 1 };
    expect(textOf(markupOf(<IncidentsPage />, [[['incidents'], list]]))).toContain('Acknowledged income is null in 25 % of requests. credit critical 3 alerts, 2 firing ana has it');
    expect(textOf(markupOf(<IncidentsPage />, [[['incidents'], { incidents: [], open: 0 }]]))).toContain('Nothing has interrupted anybody');
  });

  it('show the chain from the cause, the newest line first, and what was dropped', () => {
    const text = textOf(markupOf(<IncidentPage id="i1" />, [[['incident', 'i1'], incident()]]));
    expect(text.indexOf('NullRatio')).toBeLessThan(text.indexOf('ErrorRatio'));
    expect(text.indexOf('looking')).toBeLessThan(text.indexOf('Alert fired'));
    expect(text).toContain('2 lines found no room.');
    expect(text).toContain('Runbook Look');
  });

  it.each([['open', ['Acknowledge', 'Resolve', 'Noise', 'Comment'], ['Give back']], ['acknowledged', ['Give back', 'Resolve'], ['Acknowledge']], ['closed', ['Acted on', 'Noise'], ['Resolve', 'Comment']]] as const)('that are %s offer what can be done', (state, offered, missing) => {
    const text = textOf(markupOf(<Acts incident={incident({ state })} />));
    offered.forEach((word) => expect(text).toContain(word));
    missing.forEach((word) => expect(text).not.toContain(word));
  });
});

describe('why', () => {
  const explanation: Explanation = {
    at: '2026-03-01T10:00:00Z', rules: [],
    alerts: [{
      fingerprint: 'f1', name: 'NullRatio', labels: {}, state: 'firing', since: null, summary: 'It fires, and one of two was told.', incident: null, steps: [],
      receivers: [
        { receiver: 'page', integration: 'pagerduty[0]', outcome: 'notified', reason: 'first_notification', text: 'told', time: '2026-03-01T10:00:00Z', delivery: 'sent', receipt: null, next_decision: null },
        { receiver: 'chat', integration: 'slack[0]', outcome: 'held', reason: 'silenced', text: 'a silence holds it', time: '2026-03-01T10:00:00Z', delivery: null, receipt: null, next_decision: null },
      ],
    }],
  };

  it('names who was told and what held the rest', () => {
    const text = textOf(markupOf(<Why explanation={explanation} />));
    expect(text).toMatch(/It fires, and one of two was told\..*Told page.*Held chat.*A silence holds it\./);
    expect([outcomeWords({ outcome: 'notified', delivery: 'failed' }).word, outcomeWords({ outcome: 'notified', delivery: 'pending' }).word]).toEqual(['Failed', 'On its way']);
  });

  it('writes instants by the clock of the viewer, with UTC on hover', () => {
    const markup = markupOf(<Why explanation={{ ...explanation, alerts: explanation.alerts.map((alert) => ({ ...alert, summary: 'fires since 2026-03-01T10:00:00Z: 0.3' })) }} />);
    expect(textOf(markup)).toContain(`Fires since ${formatDayTime(Date.UTC(2026, 2, 1, 10))} : 0.3.`);
    expect(markup).toContain('2026-03-01 10:00:00 UTC');
  });

  it('says how near the rule was where there is no alert', () => {
    const rule = { name: 'NullRatio', expression: 'x > 1', hold: '5m', summary: 'It did not hold.', readings: [{ labels: {}, value: 0.9, bound: 1, holds: false, text: '0.9 is below 1' }] };
    expect(textOf(markupOf(<Why explanation={{ ...explanation, alerts: [], rules: [rule] }} />))).toBe('It did not hold. 0.9 is below 1');
    expect(textOf(markupOf(<Why explanation={{ ...explanation, alerts: [] }} />))).toContain('No rule and no alert');
  });

  it('asks by name and labels, at a time', () => {
    expect(explainPath('A', { alertname: 'A', team: 'risk & ml' }, '2026-03-01T10:00:00.000Z')).toBe('/v1/explain?alert=A&label=team%3Drisk+%26+ml&at=2026-03-01T10%3A00%3A00.000Z');
  });
});

describe('on call', () => {
  const start = Date.UTC(2026, 2, 2);
  const shift = (person: string, fromDay: number, toDay: number | null): Shift => ({
    person, full_name: person, from: new Date(start + fromDay * DAY_MS).toISOString(), to: toDay === null ? null : new Date(start + toDay * DAY_MS).toISOString(), source: 'layer', is_override: false,
  });

  it('cuts shifts at the ends of the two weeks and leaves out what lies outside', () => {
    const bars = barsOf([shift('ana', -3, 7), shift('ben', 7, null), shift('old', -9, -3), shift('far', 20, 30)], start);
    expect(bars.map(({ shift: { person }, from, width }) => [person, from, width])).toEqual([['ana', 0, 0.5], ['ben', 0.5, 0.5]]);
  });

  it('takes the whole hours that were dragged over, either way, within the two weeks', () => {
    const hour = (ms: number | undefined): number => ((ms ?? NaN) - start) / (DAY_MS / 24);
    const [forth, back, out] = [dragged(0.25, 0.5, start), dragged(0.5, 0.25, start), dragged(0.9, 1.4, start)];
    expect([hour(forth?.fromMs), hour(forth?.toMs), hour(out?.toMs)]).toEqual([84, 168, 336]);
    expect(back).toEqual(forth);
    expect(dragged(0.25, 0.251, start)).toBeNull();
  });

  it('marks every midnight of the viewer within them', () => {
    const midnights = midnightsOf(start + DAY_MS / 3);
    expect(midnights.length).toBe(14);
    midnights.forEach(({ ms }) => expect(new Date(ms).getHours()).toBe(0));
  });

  it('gives a person one colour whatever the order', () => {
    expect(colorsOf(['ben', 'ana'])).toEqual(colorsOf(['ana', 'ben']));
  });

  it('says who is on call, who is next, and that nobody is', () => {
    const now = { time: new Date(start).toISOString(), people: [], schedules: [{ name: 'ml', time_zone: 'UTC', now: null, next: shift('ben', 7, 14), backup: 'boss' }] };
    const text = textOf(markupOf(<OnCallPage />, [[['oncall'], now], [['overrides'], { overrides: [] }], [['escalations'], { escalations: [] }]]));
    expect(text).toMatch(/ml Nobody.*Next ben.*Backup: boss\./);
    expect(textOf(markupOf(<OnCallPage />, [[['oncall'], { ...now, schedules: [] }]]))).toContain('Nobody is on call');
  });

  it('marks the step of the ladder that comes next', () => {
    const markup = markupOf(<Ladder escalation={{
      incident: 'i1', title: 'income', severity: 'critical', policy: 'default', phase: 'escalating', opened_at: new Date(start).toISOString(), acknowledged_by: null, next_at: null, next_step: 2, history: [],
      steps: [{ targets: ['schedule ml'], round_robin: false, wait: '15m' }, { targets: ['ana', 'ben'], round_robin: true, wait: '15m' }],
    }} />);
    expect(textOf(markup.slice(markup.indexOf('aria-current="step"')))).toContain('ana or, in turn, ben');
  });
});
