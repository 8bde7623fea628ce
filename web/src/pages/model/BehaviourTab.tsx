import { useCallback, useMemo } from 'react';

import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import { ChartPanel } from '../../charts/ChartPanel';
import { HeatRows } from '../../charts/HeatRows';
import { lastFigure, type ChartModel } from '../../charts/model';
import { behaviour, behaviourFigures, requestRate } from '../../charts/promql';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { formatRatio, formatScore } from '../../format/number';
import { DAY_MS, formatDuration, HOUR_MS } from '../../format/time';
import { column, holds } from '../health/parts';
import { behaviourSentence, behaviourWords, dueFigures, LearnedMs, pastMs } from './behaviour';
import classes from './ModelPage.module.css';

/** Hours against the model's own past: how strange the last one is, and which figure makes it so. */
export default function BehaviourTab({ model }: { model: string }) {
  const window = useQueryWindow(96);
  const expressions = useMemo(() => [behaviour(model, 'score'), behaviour(model, 'p_value'), behaviourFigures(model)], [model]);
  const answer = useRangeQuery(expressions, window);
  return (
    <Answered answer={answer} skeleton={<Skeleton height={420} />}>
      {(data) => holds(column(data.results[0])) ? <Behaviour data={data} answer={answer} expressions={expressions} /> : <Learning model={model} />}
    </Answered>
  );
}

function Behaviour({ data, answer, expressions }: { data: RangeAnswer; answer: ReturnType<typeof useRangeQuery>; expressions: string[] }) {
  const pValue = lastFigure(column(data.results[1]));
  const figures = dueFigures(data.results[2]?.series ?? []);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const values = column(results[0]);
    return holds(values) ? {
      times: results[0]?.times ?? [], fromMs, toMs, measure: 'plain', format: formatScore,
      levels: [{ value: 0.5, label: 'ordinary' }],
      lines: [{ label: 'strangeness of the hour', values, color: '--series-1', width: 2 }],
    } : null;
  }, []);
  return (
    <>
      <p className={classes.sentence}>{behaviourSentence(pValue, figures[0])}</p>
      <div className={classes.below}>
        <ChartPanel title="How strange each hour was" expression={expressions[0] ?? ''} answer={answer} draw={draw} height={200}
          headline={(drawn) => <>{formatScore(lastFigure(drawn.lines[0]?.values))}<small>as strange as {formatRatio(pValue)} of its hours</small></>}
          verdict={behaviourWords(pValue)} empty={{ why: 'No hour was scored in this range', fill: 'Choose a range that reaches to now.' }} />
      </div>
      <Panel title="Due to which figure" className={classes.below}>
        {figures.length === 0
          ? <Empty why="No figure is to blame in this range" fill="Choose a range in which an hour was scored." height={140} />
          : <HeatRows times={data.results[0]?.times ?? []} rows={figures.map(({ figure, values, now }) => ({ name: figure, values, text: formatScore(now) }))}
              label="By how much each figure made the hour strange" />}
        <p className={classes.note}>The stronger the colour, the more of the hour&apos;s strangeness goes when the figure takes the middle value of the past. The figures at the right are of the last hour.</p>
      </Panel>
    </>
  );
}

/** Until two weeks of hours are known nothing is scored: how many there are. */
function Learning({ model }: { model: string }) {
  const window = useMemo(() => ({ stepMs: 6 * HOUR_MS, rateMs: 6 * HOUR_MS, alignMs: HOUR_MS, range: { kind: 'last' as const, key: 'past', lengthMs: LearnedMs + DAY_MS } }), []);
  const expressions = useMemo(() => [requestRate(model, 6 * HOUR_MS)], [model]);
  const answer = useRangeQuery(expressions, window, 5000);
  const known = answer.data === undefined ? null : pastMs(answer.data);
  return (
    <Empty why={known !== null && known >= LearnedMs ? 'No hour was scored in this range' : 'The model’s own past is still too short'} height={280}
      fill={known === null || known >= LearnedMs
        ? 'Hours are scored once two weeks of them are known. Choose a range that reaches to now.'
        : `Hours are compared with the model’s own past of two weeks at least; ${formatDuration(known)} are known. The first score comes in ${formatDuration(LearnedMs - known)}.`} />
  );
}
