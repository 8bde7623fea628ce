import { describe, expect, it } from 'vitest';

import { HttpFailure } from '../../api/http';
import type { Review } from '../../api/reviews';
import type { Distribution } from '../../api/types';
import { markupOf, textOf } from '../../testing/render';
import { AnswerBar } from './AnswerBar';
import { FeatureRows } from './FeatureRows';
import { asAnswer, positionOf } from './position';
import ReviewsPage, { classNames, saidText } from './ReviewsPage';
import { afterAnswer, afterGone, afterSkip, EmptySession, nextReview } from './session';

const review = (id: string, changes: Partial<Review> = {}): Review => ({
  id, model: 'credit', prediction_id: `c-${id}`, time: '2026-03-01T00:00:00Z', features: { income: 2.5, region: 'north' }, prediction: 'deny', score: 0.4, confidence: 0.6,
  chance: 0.25, reason: 'low_confidence', ...changes,
});

const income: Distribution = { kind: 'number', edges: [0, 1, 2, 4], baseline: [0.2, 0.3, 0.5], current: [] };
const region: Distribution = { kind: 'category', categories: ['north', 'south'], baseline: [0.6, 0.4], current: [] };

describe('the place in the baseline', () => {
  it.each<[unknown, Distribution, number | null, string]>([
    [3, income, (2 + 0.5) / 3, '50.0 % of the baseline is like it'],
    [4, income, 1, '50.0 % of the baseline is like it'],
    [0, income, 0, '20.0 % of the baseline is like it'],
    [-1, income, 0, 'below the baseline’s range'],
    [9, income, 1, 'above the baseline’s range'],
    [null, income, null, 'null'],
    ['many', income, null, 'no number'],
    ['south', region, 0.75, '40.0 % of the baseline'],
    ['west', region, null, 'unknown to the baseline'],
  ])('of %s', (value, distribution, at, words) => {
    const position = positionOf(value, distribution);
    expect(position.words.replaceAll('\u00a0', ' ')).toBe(words);
    if (at === null) {
      expect(position.at).toBeNull();
    } else {
      expect(position.at).toBeCloseTo(at, 10);
    }
  });
});

describe('a session', () => {
  const queue = [review('1'), review('2'), review('3')] as const;

  it('shows the oldest first, what was put off last, and nothing twice', () => {
    let session = EmptySession;
    expect(nextReview(queue, session)?.id).toBe('1');
    session = afterSkip(session, queue[0]);
    expect(nextReview(queue, session)?.id).toBe('2');
    session = afterAnswer(session, queue[1], 'deny');
    session = afterAnswer(session, queue[2], 'approve');
    expect(nextReview(queue, session)?.id).toBe('1');
    session = afterGone(session, queue[0]);
    expect(nextReview(queue, session)).toBeNull();
    expect([session.answered, session.agreed]).toEqual([2, 1]);
  });

  it('puts off again what was put off before, behind the others', () => {
    let session = afterSkip(afterSkip(EmptySession, queue[0]), queue[1]);
    session = afterSkip(session, queue[0]);
    expect(session.skipped).toEqual(['2', '1']);
  });

  it('says what became of an answer', () => {
    const session = afterAnswer(EmptySession, review('1'), 'approve');
    expect(saidText(session, null)).toBe('Kept: approve. The model said deny.');
    expect(saidText(afterAnswer(session, review('2'), 'deny'), null)).toBe('Kept: deny. The model said deny, too.');
    expect(saidText(session, new HttpFailure('/v1/reviews/1', 409, 'it has a label'))).toBe('Somebody has labelled that one already.');
    expect(saidText(session, new HttpFailure('/v1/reviews/1', 400, 'no such class'))).toContain('no such class');
  });
});

describe('answers', () => {
  it.each([['1', 1, 1], ['deny', 'approve', 'deny'], ['1', 'approve', '1'], ['true', false, true], ['', 1, '']] as const)('%s beside a prediction of %s is %s', (text, prediction, label) => {
    expect(asAnswer(text, prediction)).toBe(label);
  });

  it('keep their keys while the mix of classes changes', () => {
    expect(classNames([{ class: 'deny' }, { class: 'approve' }], review('1'), 'classification')).toEqual(['approve', 'deny']);
    expect(classNames([{ class: 'deny' }], review('1', { prediction: 'refer' }), 'multiclass')).toEqual(['deny', 'refer']);
    expect(classNames([], review('1', { prediction: 12.5 }), 'regression')).toEqual([]);
  });

  it('have a button with its key for each class, and a field where numbers are answered', () => {
    const bar = (names: string[]) => markupOf(<AnswerBar review={review('1')} classesOf={names} busy={false} answer={() => undefined} skip={() => undefined} />);
    expect(textOf(bar(['approve', 'deny']))).toBe('1 approve 2 deny s Later');
    expect(bar([])).toContain('aria-label="The right value"');
  });
});

describe('the page', () => {
  const answers: [readonly unknown[], unknown][] = [
    [['reviews', null], { reviews: [review('1')], open: 7 }],
    [['baseline', 'credit', 'income'], { name: 'income', distribution: income }],
    [['baseline', 'credit', 'region'], { name: 'region', distribution: region }],
    [['model', 'credit'], { type: 'classification', classes: [{ class: 'deny' }, { class: 'approve' }] }],
  ];

  it('shows features beside the baseline and hides what the model said', () => {
    const text = textOf(markupOf(<ReviewsPage />, answers)).replaceAll('\u00a0', ' ');
    expect(text).toContain('chosen because the model is unsure (1 in 4)');
    expect(text).toContain('income 2.5 50.0 % of the baseline is like it region north 60.0 % of the baseline');
    expect(text).toContain('Show the model\'s answer');
    expect(text).not.toContain('The model says');
    expect(text).toContain('7 wait');
  });

  it('asks for a name before it takes a label', () => {
    expect(textOf(markupOf(<ReviewsPage />, answers))).toContain('Say who you are');
  });

  it('says how reviews come where there are none', () => {
    expect(textOf(markupOf(<ReviewsPage />, [[['reviews', null], { reviews: [], open: 0 }]]))).toContain('Nothing waits for a label');
  });

  it('shows an event without features', () => {
    expect(textOf(markupOf(<FeatureRows review={review('1', { features: null })} />))).toBe('The event carries no features.');
  });
});
