import type { StateWords, Tone } from '../format/words';
import classes from './StateMark.module.css';

/** Each state has a shape of its own, so that it can be told without colour: diamond, triangle, disc, ring. */
const Shapes: Record<Tone, React.ReactNode> = {
  critical: <path d="M7 .8 13.2 7 7 13.2.8 7z" fill="currentColor" />,
  warning: <path d="M7 1.4 13.4 12.6H.6z" fill="currentColor" />,
  good: <circle cx="7" cy="7" r="5.4" fill="currentColor" />,
  unknown: <circle cx="7" cy="7" r="4.7" fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2.6 2.2" />,
};

export function StateShape({ tone, size = 12 }: { tone: Tone; size?: number }) {
  return (
    <svg className={classes.shape} data-tone={tone} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {Shapes[tone]}
    </svg>
  );
}

/** Shape, colour and word of a state; a state is never shown by one of them alone. */
export function StateMark({ tone, word, pill = false }: StateWords & { pill?: boolean }) {
  return (
    <span className={pill ? classes.pill : classes.mark} data-tone={tone}>
      <StateShape tone={tone} />
      {word}
    </span>
  );
}
