import { useState } from 'react';

import type { Answer, Review } from '../../api/reviews';
import { useKeys } from '../../state/keys';
import { asAnswer } from './position';
import classes from './ReviewsPage.module.css';

/** Keys of classes; what comes after the ninth has a button alone. */
const MostKeys = 9;

interface AnswerBarProps {
  review: Review;
  /** The classes that the model knows; none where it answers numbers. */
  classesOf: readonly string[];
  busy: boolean;
  answer: (label: Answer) => void;
  skip: () => void;
}

export function AnswerBar({ review, classesOf, busy, answer, skip }: AnswerBarProps) {
  const give = (text: string): void => {
    if (!busy) {
      answer(asAnswer(text, review.prediction));
    }
  };
  useKeys({
    ...Object.fromEntries(classesOf.slice(0, MostKeys).map((name, i) => [`${i + 1}`, () => give(name)])),
    s: skip,
  });
  return (
    <div className={classes.answers} role="group" aria-label="The right answer">
      {classesOf.length === 0 ? <ValueForm key={review.id} busy={busy} give={give} /> : classesOf.map((name, i) => (
        <button key={name} type="button" className={classes.answer} disabled={busy} onClick={() => give(name)}>
          {i < MostKeys && <kbd>{i + 1}</kbd>}{name}
        </button>
      ))}
      <button type="button" className={classes.skip} onClick={skip}><kbd>s</kbd>Later</button>
    </div>
  );
}

/** For a model that answers numbers, or one whose classes nobody has named yet. */
function ValueForm({ busy, give }: { busy: boolean; give: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form className={classes.value} onSubmit={(event) => {
      event.preventDefault();
      if (text.trim() !== '') {
        give(text.trim());
      }
    }}>
      <input value={text} onChange={(event) => setText(event.target.value)} aria-label="The right value" placeholder="The right value" autoFocus inputMode="decimal" />
      <button type="submit" className={classes.answer} disabled={busy || text.trim() === ''}><kbd>Enter</kbd>Answer</button>
    </form>
  );
}
