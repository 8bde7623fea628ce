import type { ModelSummary } from '../../api/types';
import { Progress } from '../../components/Progress';
import { spanWords } from '../../format/time';
import { sentence } from '../../format/words';
import classes from './LearningNote.module.css';

/** How far a model has come in learning its baseline, and what it cannot say until then. */
export function LearningNote({ learning }: { learning: NonNullable<ModelSummary['learning']> }) {
  const { progress_ratio: progress, first, problem } = learning;
  const percent = Math.floor(Math.min(1, Math.max(0, progress)) * 100);
  const span = /^\d+$/.test(first) ? `${Number(first).toLocaleString('en-US')} predictions` : spanWords(first);
  return (
    <section className={classes.note} aria-label="Learning its baseline">
      <p><b>Learning its baseline: {percent}&nbsp;%</b> of the first {span}. Until then nothing is compared, so there are no figures of drift.</p>
      <Progress label="Learned" done={percent} of={100} />
      {problem !== null && <p className={classes.problem}>It learns for longer: {sentence(problem)}</p>}
    </section>
  );
}
