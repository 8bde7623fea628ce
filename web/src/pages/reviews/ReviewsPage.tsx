import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useModel, useModels } from '../../api/hooks';
import { HttpFailure } from '../../api/http';
import { answerReview, useReviews, type Answer, type Review } from '../../api/reviews';
import fields from '../../components/fields.module.css';
import { joined } from '../../components/joined';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { PersonField } from '../../components/PersonField';
import { Progress } from '../../components/Progress';
import table from '../../components/table.module.css';
import { TimeText } from '../../components/TimeText';
import { formatRatio } from '../../format/number';
import { countOf } from '../../format/words';
import { useSearchParams, useSetParams } from '../../state/address';
import { usePerson } from '../../state/person';
import { AnswerBar } from './AnswerBar';
import { FeatureRows } from './FeatureRows';
import { wordOf } from './position';
import { ReviewedQuality } from './ReviewedQuality';
import classes from './ReviewsPage.module.css';
import { afterAnswer, afterGone, afterSkip, EmptySession, nextReview, type Session } from './session';

export default function ReviewsPage() {
  const model = useSearchParams().get('model');
  const answer = useReviews(model);
  const [session, setSession] = useState(EmptySession);
  const reviewer = usePerson();
  return (
    <>
      <div className={layout.bar}>
        <h1 className={table.title}>Reviews</h1>
        <ModelChoice model={model} />
        <PersonField />
      </div>
      <Answered answer={answer} skeleton={<Skeleton height={420} />}>
        {({ reviews, open }) => {
          const review = nextReview(reviews, session);
          return review === null
            ? <Nothing answered={session.answered} />
            : <Desk key={review.model} review={review} open={open} session={session} setSession={setSession} reviewer={reviewer} />;
        }}
      </Answered>
    </>
  );
}

function Nothing({ answered }: { answered: number }) {
  return answered > 0
    ? <Empty why="All are answered" fill={`You have answered ${countOf(answered, 'review')}. New ones come with new predictions.`} height={300} />
    : <Empty why="Nothing waits for a label" height={300} fill={<>With <code>labels: {'{ sample: 10% }'}</code> of a model in heed.yml, Heed chooses about a tenth of the predictions that have an <code>id</code> and asks for their labels here.</>} />;
}

function ModelChoice({ model }: { model: string | null }) {
  const setParams = useSetParams();
  const names = (useModels().data?.models ?? []).map(({ name }) => name).sort();
  return names.length < 2 ? null : (
    <select className={fields.control} value={model ?? ''} aria-label="Model" onChange={(event) => setParams({ model: event.target.value === '' ? null : event.target.value })}>
      <option value="">All models</option>
      {names.map((name) => <option key={name} value={name}>{name}</option>)}
    </select>
  );
}

interface DeskProps {
  review: Review;
  open: number;
  session: Session;
  setSession: (change: (session: Session) => Session) => void;
  reviewer: string;
}

/** One prediction at a time. The model's own answer is hidden until it is asked for: who has seen it agrees too easily. */
function Desk({ review, open, session, setSession, reviewer }: DeskProps) {
  const client = useQueryClient();
  const [seen, setSeen] = useState<string | null>(null);
  const model = useModel(review.model);
  const give = useMutation({
    mutationFn: (label: Answer) => answerReview(review.id, label, reviewer),
    onSuccess: (_, label) => {
      setSession((before) => afterAnswer(before, review, label));
      void client.invalidateQueries({ queryKey: ['reviews'] });
    },
    onError: (error) => {
      if (error instanceof HttpFailure && (error.status === 404 || error.status === 409)) {
        setSession((before) => afterGone(before, review));
      }
    },
  });
  return (
    <div className={layout.columns}>
      <Panel title={`A prediction of ${review.model}`} aside={<span className="quiet"><TimeText time={review.time} />, {whyText(review)}</span>}>
        <FeatureRows review={review} />
        <div className={classes.question}>
          <h2>What is the right answer?</h2>
          {seen === review.id
            ? <span>The model says <b>{wordOf(review.prediction)}</b>{review.confidence !== null && ` at ${formatRatio(review.confidence)}`}.</span>
            : <button type="button" className={classes.peek} onClick={() => setSeen(review.id)}>Show the model&apos;s answer</button>}
        </div>
        {reviewer === ''
          ? <p className={classes.need}>Say who you are, at the top: a label is kept with its reviewer.</p>
          : (
            <Answered answer={model} skeleton={<Skeleton height={44} />}>
              {({ classes: known, type }) => (
                <AnswerBar review={review} classesOf={classNames(known, review, type)} busy={give.isPending}
                  answer={(label) => give.mutate(label)} skip={() => setSession((before) => afterSkip(before, review))} />
              )}
            </Answered>
          )}
        <p className={classes.said} role="status">{saidText(session, give.error)}</p>
      </Panel>
      <div className={layout.stack}>
        <SessionPanel open={open} session={session} />
        <ReviewedQuality model={review.model} type={model.data?.type} />
      </div>
    </div>
  );
}

const Reasons: Record<Review['reason'], string> = { random: 'chosen by chance', low_confidence: 'chosen because the model is unsure', rare: 'chosen because few are like it' };

function whyText({ reason, chance }: Review): string {
  return `${Reasons[reason]} (1 in ${Math.max(1, Math.round(1 / chance))})`;
}

/** The classes in the order of their names, so that a key keeps its class; none for numbers. */
export function classNames(known: readonly { class: string }[], review: Pick<Review, 'prediction'>, type: string): string[] {
  return type === 'regression' ? [] : [...new Set([...known.map((each) => each.class), wordOf(review.prediction)])].sort();
}

export function saidText({ last }: Session, error: Error | null): string {
  if (error !== null) {
    return error instanceof HttpFailure && error.status === 409 ? 'Somebody has labelled that one already.' : error.message;
  }
  return last === null ? '' : `Kept: ${String(last.label)}. The model said ${wordOf(last.review.prediction)}${last.agreed ? ', too' : ''}.`;
}

function SessionPanel({ open, session }: { open: number; session: Session }) {
  const { answered, agreed } = session;
  return (
    <Panel title="Progress">
      <div className={joined(layout.figures, classes.figures)}>
        <span><b>{open.toLocaleString('en-US')}</b> wait</span>
        <span><b>{answered}</b> answered by you now</span>
        <span><b>{answered === 0 ? '–' : formatRatio(agreed / answered)}</b> as the model</span>
      </div>
      <Progress label="Answered" done={answered} of={answered + open} />
    </Panel>
  );
}
