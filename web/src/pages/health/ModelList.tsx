import { memo, useEffect, useRef } from 'react';
import { Link } from 'wouter';

import type { ModelSummary } from '../../api/types';
import { highest, lastFigure } from '../../charts/model';
import { Sparkline } from '../../charts/Sparkline';
import { joined } from '../../components/joined';
import rows from '../../components/rows.module.css';
import { StateMark, StateShape } from '../../components/StateMark';
import { TimeText } from '../../components/TimeText';
import { formatQuality, formatRate, formatRatio, formatSeconds } from '../../format/number';
import { scaleOf } from '../../format/scale';
import { causeSentence, ModelWords } from '../../format/words';
import { modelPath, useLinkTo } from '../../state/address';
import { BudgetBar } from '../objectives/BudgetBar';
import { isBelowBaseline } from './limits';
import classes from './ModelList.module.css';
import { useSparklines, type Sparks } from './useSparklines';
import { useVirtualRows } from './useVirtualRows';

/** More rows than this scroll in a window of their own, so that the panels stay within reach. */
const OpenRows = 8;

interface ModelListProps {
  models: ModelSummary[];
  marked: number;
  onMark: (index: number) => void;
}

export function ModelList({ models, marked, onMark }: ModelListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { first, count, rowHeight } = useVirtualRows(scroller, models.length);
  const visible = models.slice(first, first + count);
  const sparks = useSparklines(visible.map(({ name }) => name), models.length);
  const linkTo = useLinkTo();

  useEffect(() => {
    const element = scroller.current;
    const top = marked * rowHeight;
    if (element !== null && (top < element.scrollTop || top + rowHeight > element.scrollTop + element.clientHeight)) {
      element.scrollTop = Math.max(0, top - rowHeight);
    }
  }, [marked, rowHeight]);

  return (
    <div className={rows.list}>
      <div className={classes.columns} aria-hidden="true">
        <span>State</span><span>Model</span><span>Requests</span><span>Errors</span><span>P95 latency</span><span>Quality</span><span title="Of the objective that has least left">Budget left</span>
      </div>
      <div ref={scroller} className={classes.scroller} style={{ height: Math.min(models.length, OpenRows) * rowHeight }}
        tabIndex={models.length > OpenRows ? 0 : undefined}>
        <ul style={{ height: models.length * rowHeight }} className={classes.list} aria-label="Models, worst first">
          {visible.map((model, i) => (
            <Row key={model.name} model={model} top={(first + i) * rowHeight} height={rowHeight} marked={first + i === marked}
              index={first + i} onMark={onMark} href={linkTo(modelPath(model.name))} sparks={sparks.get(model.name)} />
          ))}
        </ul>
      </div>
    </div>
  );
}

interface RowProps {
  model: ModelSummary;
  top: number;
  height: number;
  marked: boolean;
  index: number;
  onMark: (index: number) => void;
  href: string;
  sparks: Sparks | undefined;
}

const Row = memo(function Row({ model, top, height, marked, index, onMark, href, sparks }: RowProps) {
  const { objectives, quality } = model;
  return (
    <li className={joined(rows.row, classes.row)} style={{ transform: `translateY(${top}px)`, height }} data-marked={marked} onClick={() => onMark(index)}>
      <span className={classes.state}><StateMark {...ModelWords[model.state]} /></span>
      <span className={classes.name}>
        <Link href={href} className={classes.link} title={`Open ${model.name}`} onClick={(event) => event.stopPropagation()}>{model.name}</Link>
        {model.team !== null && <span className={classes.team}>{model.team}</span>}
        <span className={classes.cause} title={model.cause ?? undefined}>
          {model.cause === null ? 'Nothing out of the ordinary' : causeSentence(model.cause, model.name)}
          {model.cause !== null && model.since !== null && <span className="quiet"> <TimeText time={model.since} /></span>}
        </span>
      </span>
      <Figure word="Requests" text={formatRate(lastFigure(sparks?.rate), scaleOf('rate', highest(sparks?.rate)))} values={sparks?.rate} zero />
      <Figure word="Errors" text={formatRatio(lastFigure(sparks?.errors) ?? model.error_ratio)} values={sparks?.errors} zero
        over={exceeds(model.error_ratio, objectives.error_rate)} />
      <Figure word="P95" text={formatSeconds(model.latency_p95_seconds)} values={sparks?.p95} zero
        over={exceeds(model.latency_p95_seconds, objectives.latency_p95_seconds)} />
      <Figure word={quality?.metric ?? 'Quality'} text={formatQuality(quality?.metric ?? 'accuracy', lastFigure(sparks?.quality) ?? quality?.value)} values={sparks?.quality}
        over={isBelowBaseline(model)} />
      <Budget left={lastFigure(sparks?.budget)} />
    </li>
  );
});

function Figure({ word, text, values, zero = false, over = false }: {
  word: string;
  text: string;
  values: readonly (number | null)[] | undefined;
  zero?: boolean;
  over?: boolean;
}) {
  return (
    <span className={classes.figure}>
      <span className={classes.word}>{word}</span>
      <span className={classes.value}>
        {text}
        {over && <span title={`${word} is outside its objective`}><StateShape tone="warning" size={10} /><span className="hidden">outside its objective</span></span>}
      </span>
      <Sparkline values={values} label={`${word} over the range`} zero={zero} />
    </span>
  );
}

/** Of the model's objective that has least left: the one that stops a deployment first. */
function Budget({ left }: { left: number | null }) {
  return (
    <span className={classes.budget}>
      <span className={classes.word}>Budget</span>
      <BudgetBar left={left} state={left === null ? 'not_enough_data' : left <= 0 ? 'exhausted' : 'ok'} />
    </span>
  );
}

function exceeds(value: number | null, objective: number | null): boolean {
  return value !== null && objective !== null && value > objective;
}
