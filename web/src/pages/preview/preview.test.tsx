import { describe, expect, it } from 'vitest';

import type { PreviewAnswer } from '../../api/preview';
import { markupOf, textOf } from '../../testing/render';
import { failuresIn, failureText, readFailure } from './failures';
import { IntegrationPanel } from './IntegrationPanel';
import { readNotice } from './notice';
import { readPairs, writePairs } from './pairs';
import { TriedText } from './TriedText';

const json = (value: unknown): string => JSON.stringify(value);
const link = 'http://heed/#alerts';

describe('a notice', () => {
  it.each<[string, string, { title: string; text: string; link: string }]>([
    ['slack[0]', json({ channel: '#a', attachments: [{ title: 'T', text: 'X', title_link: link }] }), { title: 'T', text: 'X', link }],
    ['mattermost[0]', json({ attachments: [{ title: 'T', pretext: 'P', text: '' }] }), { title: 'T', text: 'P', link: '' }],
    ['discord[1]', json({ content: '', embeds: [{ title: 'T', description: 'X', url: link }] }), { title: 'T', text: 'X', link }],
    ['msteamsv2[0]', json({ attachments: [{ content: { body: [{ text: 'T' }, { text: 'X' }] } }] }), { title: 'T', text: 'X', link: '' }],
    ['pagerduty[0]', json({ payload: { summary: 'T', custom_details: {} }, client_url: link }), { title: 'T', text: '', link }],
    ['opsgenie[0]', json({ message: 'T', description: 'X', source: link }), { title: 'T', text: 'X', link }],
    ['webhook[0]', json({ commonAnnotations: { summary: 'T', description: 'X' }, externalURL: link }), { title: 'T', text: 'X', link }],
    ['pushover[0]', 'title=T&message=X%20and%20Y&url=http%3A%2F%2Fheed%2F%23alerts', { title: 'T', text: 'X and Y', link }],
    ['sns[0]', 'Action=Publish&Subject=T&Message=X', { title: 'T', text: 'X', link: '' }],
    ['wechat[0]', json({ msgtype: 'text', text: { content: 'X' } }), { title: '', text: 'X', link: '' }],
    ['jira[0]', json({ fields: { summary: 'T', description: { type: 'doc', content: [{ content: [{ type: 'text', text: 'A' }] }, { content: [{ type: 'text', text: 'B' }] }] } } }), { title: 'T', text: 'A\nB', link: '' }],
    ['unheard[0]', 'not json', { title: '', text: '', link: '' }],
    ['slack[0]', '[1]', { title: '', text: '', link: '' }],
  ])('of %s is read from %s', (integration, body, parts) => {
    expect(readNotice(integration, body)).toMatchObject(parts);
  });

  it('of a mail has its subject, its text and its HTML apart', () => {
    const mail = 'From: a@x.io\nTo: b@x.io\nSubject: [FIRING:1] Drift\nDate: today\n\nDrift fires.\nLook: a < b\n\n<!DOCTYPE html>\n<p>Drift</p>';
    expect(readNotice('email[0]', mail)).toEqual({
      title: '[FIRING:1] Drift', text: 'Drift fires.\nLook: a < b', link: '', html: '<!DOCTYPE html>\n<p>Drift</p>', facts: [['From', 'a@x.io'], ['To', 'b@x.io']],
    });
    expect(readNotice('email[0]', 'Subject: T\n\n<p>only</p>')).toMatchObject({ text: '', html: '<p>only</p>' });
    expect(readNotice('email[0]', 'expected from to be an address, found ""')).toMatchObject({ title: '', html: '' });
  });

  it('in HTML is shown as such only where the service would', () => {
    expect(readNotice('telegram[0]', json({ text: '<b>T</b>', parse_mode: 'HTML' }))).toMatchObject({ text: '', html: '<div style="white-space: pre-wrap; font: 14px sans-serif"><b>T</b></div>' });
    expect(readNotice('telegram[0]', json({ text: '<b>T</b>' }))).toMatchObject({ text: '<b>T</b>', html: '' });
  });

  it('has its fields and details as facts', () => {
    expect(readNotice('slack[0]', json({ attachments: [{ fields: [{ title: 'Model', value: 'credit' }] }] })).facts).toEqual([['Model', 'credit']]);
    expect(readNotice('pagerduty[0]', json({ payload: { summary: 'T', custom_details: { firing: 'one', num: 2 } } })).facts).toEqual([['firing', 'one'], ['num', '2']]);
  });

  it('is drawn with its HTML in a frame that can run nothing', () => {
    const markup = markupOf(<IntegrationPanel integration={{ integration: 'email[0]', body: 'Subject: T\n\n<script>alert(1)</script>' }} />);
    expect(markup).toContain('sandbox=""');
    expect(markup).not.toContain('<script>');
    expect(markupOf(<IntegrationPanel integration={{ integration: 'slack[0]', body: json({ attachments: [{ title: 'T', title_link: 'javascript:alert(1)' }] }) }} />)).not.toContain('href="javascript');
  });
});

describe('what fails in a notice', () => {
  it('is found where the default stands in its place, each once', () => {
    const body = json({ a: 'Drift [template failed: slack text:1:4: there is no field Missing]', b: 'x [template failed: mine:2:1: no index [9]]', c: 'Drift [template failed: slack text:1:4: there is no field Missing]' });
    const texts = Object.values(JSON.parse(body) as Record<string, string>);
    expect(failuresIn(texts).map(failureText)).toEqual(['slack text, line 1, column 4: there is no field Missing', 'mine, line 2, column 1: no index [9]']);
    expect(failuresIn(['all is well [template failed'])).toEqual([]);
  });

  it('is said above the notice', () => {
    const text = textOf(markupOf(<IntegrationPanel integration={{ integration: 'slack[0]', body: json({ attachments: [{ title: 'T', text: 'T [template failed: slack text:1:4: there is no field Missing]' }] }) }} />));
    expect(text).toContain('A template fails');
    expect(text).toContain('slack text, line 1, column 4: there is no field Missing');
  });
});

describe('a text to try', () => {
  const answer = (changes: Partial<PreviewAnswer>): PreviewAnswer => ({ receiver: 'team', integrations: [], text: null, error: null, failed_texts: 0, ...changes });

  it('shows what it writes, or the place where it fails', () => {
    expect(textOf(markupOf(<TriedText template="{{ .Status }}" answer={answer({ text: 'firing' })} />))).toBe('firing');
    const failed = markupOf(<TriedText template={'ok\n{{ nope }}'} answer={answer({ error: 'template:2:4: there is no function nope' })} />);
    expect(failed).toContain('{{ nope }}\n   <b>^^^^</b>');
    expect(textOf(failed)).toContain('line 2, column 4: there is no function nope');
  });

  it('names the template that fails where it is another one', () => {
    const failed = markupOf(<TriedText template={'{{ template "mine" . }}'} answer={answer({ error: 'mine:1:4: there is no field X' })} />);
    expect(failed).not.toContain('<b>');
    expect(textOf(failed)).toBe('mine, line 1, column 4: there is no field X');
    expect(readFailure('no place')).toBeNull();
  });
});

it('reads the labels of a sample as they are written, and says which line is none', () => {
  expect(readPairs('a=b\n c = "d e" \n\nx=')).toEqual({ pairs: { a: 'b', c: 'd e', x: '' }, error: null });
  expect(readPairs('a=b\nwhat').error).toBe('line 2: expected name=value, found what');
  expect(readPairs(writePairs({ a: 'b=c', d: '' })).pairs).toEqual({ a: 'b=c', d: '' });
});
