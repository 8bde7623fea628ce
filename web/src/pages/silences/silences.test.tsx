import { describe, expect, it } from 'vitest';

import type { SilenceItem } from '../../api/silences';
import { markupOf, textOf } from '../../testing/render';
import { matchersOf, readMatchers, writeMatcher } from './matchers';
import { HeldAlerts } from './SilenceForm';
import SilencesPage from './SilencesPage';

describe('matchers', () => {
  it.each([
    ['model_name="credit"', 'credit', true, false], ['model_name = credit', 'credit', true, false], ['model_name!="a b"', 'a b', false, false],
    ['model_name=~"a|b"', 'a|b', true, true], ['model_name!~a.*', 'a.*', false, true], ['model_name=""', '', true, false], ['model_name="a\\"b\\\\c"', 'a"b\\c', true, false],
  ])('%s is read', (text, value, isEqual, isRegex) => {
    expect(readMatchers(text).matchers).toEqual([{ name: 'model_name', value, isEqual, isRegex }]);
  });

  it('say which line is none, and leave out empty ones', () => {
    expect(readMatchers('a=b\n\n1x=c').error).toBe('Line 3: expected a matcher such as model_name="credit", found 1x=c');
    expect(readMatchers('a="b" c').error).toContain('Line 1');
    expect(readMatchers('a="b').error).toContain('Line 1');
    expect(readMatchers('\n').matchers).toEqual([]);
  });

  it('are written so that they are read again', () => {
    const labels = { alertname: 'Drift', summary: 'a "quoted" \\ text', lines: 'one\ntwo' };
    expect(Object.fromEntries((readMatchers(matchersOf(labels)).matchers ?? []).map(({ name, value }) => [name, value]))).toEqual(labels);
    expect(writeMatcher({ name: 'a', value: 'b', isEqual: false, isRegex: true })).toBe('a!~"b"');
  });
});

const silence = (id: string, state: SilenceItem['status']['state'], changes: Partial<SilenceItem> = {}): SilenceItem => ({
  id, status: { state }, startsAt: '2026-03-01T10:00:00Z', endsAt: '2026-03-01T12:00:00Z', createdBy: 'ana', comment: `why ${id}`,
  matchers: [{ name: 'model_name', value: 'credit', isEqual: true, isRegex: false }], ...changes,
});

describe('the page of silences', () => {
  const page = (silences: SilenceItem[]): string => textOf(markupOf(<SilencesPage />, [[['silences'], silences]]));

  it('says what stands, by whom and why, and offers to end only that', () => {
    const text = page([silence('one', 'active'), silence('two', 'pending'), silence('old', 'expired')]);
    expect(text).toMatch(/Active model_name="credit" why one ana, ends .*End it.*Pending.*why two.*begins.*End it.*Over.*why old ana, ended/);
    expect(text.match(/End it/g)?.length).toBe(2);
  });

  it('shows the latest of those that are over', () => {
    const over = Array.from({ length: 30 }, (_, i) => silence(`s${i}`, 'expired', { endsAt: new Date(Date.UTC(2026, 2, 1 + i)).toISOString() }));
    const text = page(over);
    expect([text.includes('why s29 '), text.includes('why s10 '), text.includes('why s9 ')]).toEqual([true, true, false]);
  });

  it('says what a silence does where there is none, and who has to say so', () => {
    expect(page([])).toContain('Nothing is silenced');
    expect(page([])).toContain('Say who you are: it is kept with the silence.');
  });

  it('counts what would be held and names the first of them', () => {
    const alerts = Array.from({ length: 10 }, (_, i) => ({ fingerprint: `f${i}`, labels: { alertname: `Drift${i}` } }));
    const text = textOf(markupOf(<HeldAlerts alerts={alerts} />));
    expect(text).toMatch(/It would hold 10 alerts now: Drift0.*Drift7.*and 2 more/);
    expect(textOf(markupOf(<HeldAlerts alerts={[]} />))).toBe('It would hold nothing that fires now.');
  });
});
