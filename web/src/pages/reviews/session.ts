import type { Answer, Review } from '../../api/reviews';

/** What a person has done since the page was opened. */
export interface Session {
  /** Answered or found answered: not shown again, whatever an older list says. */
  done: ReadonlySet<string>;
  /** Put off: they come again when nothing else is left. */
  skipped: readonly string[];
  answered: number;
  agreed: number;
  last: { review: Review; label: Answer; agreed: boolean } | null;
}

export const EmptySession: Session = { done: new Set(), skipped: [], answered: 0, agreed: 0, last: null };

/** The review on show: the oldest that is neither done nor put off, else what was put off first. */
export function nextReview(reviews: readonly Review[], session: Session): Review | null {
  const open = reviews.filter(({ id }) => !session.done.has(id));
  return open.find(({ id }) => !session.skipped.includes(id))
    ?? session.skipped.map((id) => open.find((review) => review.id === id)).find((review) => review !== undefined)
    ?? null;
}

export function afterAnswer(session: Session, review: Review, label: Answer): Session {
  const agreed = String(review.prediction) === String(label);
  return {
    done: new Set(session.done).add(review.id),
    skipped: session.skipped.filter((id) => id !== review.id),
    answered: session.answered + 1,
    agreed: session.agreed + Number(agreed),
    last: { review, label, agreed },
  };
}

/** Somebody else was faster, or it is gone: it counts for nobody here. */
export function afterGone(session: Session, review: Review): Session {
  return { ...session, done: new Set(session.done).add(review.id), skipped: session.skipped.filter((id) => id !== review.id) };
}

/** To the end of what was put off. */
export function afterSkip(session: Session, review: Review): Session {
  return { ...session, skipped: [...session.skipped.filter((id) => id !== review.id), review.id] };
}
