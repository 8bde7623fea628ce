import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';

import { queryInstant } from '../../api/prometheus';
import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import { ChartPanel } from '../../charts/ChartPanel';
import { SeriesColors, type ChartModel } from '../../charts/model';
import choices from '../../components/choices.module.css';
import { joined } from '../../components/joined';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import table from '../../components/table.module.css';
import { formatScore } from '../../format/number';
import { useRange, useSearchParams, useSetParams } from '../../state/address';
import { useServerClock } from '../../state/clock';
import { rangeBounds } from '../../state/range';
import classes from './ExplorePage.module.css';
import { PlanView } from './PlanView';
import { QueryError } from './QueryError';
import { ruleText } from './ruleText';
import { seriesName } from './seriesName';

/** CodeMirror with PromQL is the largest part of the program: it comes only here. */
const PromqlEditor = lazy(() => import('./PromqlEditor'));

/** Lines of one picture; a table has them all. */
const MostLines = 24;

interface View {
  key: string;
  word: string;
  draw: (expression: string) => ReactNode;
}

const Views: readonly [View, ...View[]] = [
  { key: 'graph', word: 'Graph', draw: (expression) => <Graph expression={expression} /> },
  { key: 'table', word: 'Table', draw: (expression) => <InstantTable expression={expression} /> },
  { key: 'plan', word: 'Plan', draw: (expression) => <PlanView expression={expression} /> },
];

const Examples: readonly string[] = [
  'sum by (model_name) (rate(ml_requests_total[1d]))',
  'ml_data_drift_score > 0.15',
  'histogram_quantile(0.99, sum by (model_name, le) (rate(ml_request_duration_seconds_bucket[1d])))',
];

export default function ExplorePage() {
  const parameters = useSearchParams();
  const setParams = useSetParams();
  const expression = parameters.get('expr') ?? '';
  const view = Views.find(({ key }) => key === parameters.get('view')) ?? Views[0];
  const [draft, setDraft] = useState({ of: expression, text: expression });
  const text = draft.of === expression ? draft.text : expression;
  const run = useCallback((asked: string) => setParams({ expr: asked.trim() === '' ? null : asked.trim() }), [setParams]);

  return (
    <>
      <h1 className="hidden">Explore</h1>
      <div className={classes.ask}>
        <Suspense fallback={<Skeleton height={44} />}>
          <PromqlEditor value={text} onChange={(next) => setDraft({ of: expression, text: next })} onRun={run} />
        </Suspense>
        <button type="button" className={classes.run} onClick={() => run(text)}>Run</button>
      </div>
      <div className={joined(choices.choices, classes.views)} role="tablist" aria-label="View">
        {Views.map(({ key, word }) => (
          <button key={key} type="button" role="tab" aria-selected={view.key === key} onClick={() => setParams({ view: key === Views[0].key ? null : key })}>{word}</button>
        ))}
        <CopyButton word="Copy link" text={() => location.href} />
        <CopyButton word="Copy expression" text={() => expression} />
        <CopyButton word="Copy as rule" text={() => ruleText(expression)} />
      </div>
      {expression === '' ? <ExampleList run={run} /> : view.draw(expression)}
    </>
  );
}

function ExampleList({ run }: { run: (expression: string) => void }) {
  return (
    <Empty height={260} why="Ask a question in PromQL"
      fill={<span className={classes.examples}>{Examples.map((each) => <button key={each} type="button" onClick={() => run(each)}><code>{each}</code></button>)}</span>} />
  );
}

function CopyButton({ word, text }: { word: string; text: () => string }) {
  const [done, setDone] = useState(false);
  return (
    <button type="button" className={classes.copy} onClick={() => void navigator.clipboard.writeText(text()).then(() => setDone(true))} onBlur={() => setDone(false)}>
      {done ? 'Copied' : word}
    </button>
  );
}

function Graph({ expression }: { expression: string }) {
  const window = useQueryWindow();
  const expressions = useMemo(() => [expression], [expression]);
  const answer = useRangeQuery(expressions, window);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const series = results[0]?.series ?? [];
    return series.length === 0 ? null : {
      times: results[0]?.times ?? [], fromMs, toMs, measure: 'plain', format: formatScore,
      lines: series.slice(0, MostLines).map(({ labels, values }, i) => ({
        label: seriesName(labels), values, color: SeriesColors[i % SeriesColors.length] ?? '--series-1', dash: i >= SeriesColors.length,
      })),
    };
  }, []);
  if (answer.error !== null) {
    return <QueryError expression={expression} message={answer.error.message} />;
  }
  const count = answer.data?.results[0]?.series.length ?? 0;
  return (
    <ChartPanel title={count > MostLines ? `${MostLines} of ${count} series` : 'Graph'} expression={expression} answer={answer}
      draw={draw} height={380} empty={{ why: 'No series in this range', fill: 'The expression is right, but nothing matches it. Choose a longer range, or fewer labels.' }} />
  );
}

function InstantTable({ expression }: { expression: string }) {
  const [range] = useRange();
  const { nowMs } = useServerClock();
  const toMs = nowMs === null ? null : rangeBounds(range, nowMs).toMs;
  const answer = useQuery({
    queryKey: ['instant', expression, range.kind === 'absolute' ? toMs : 'now'],
    enabled: toMs !== null,
    queryFn: ({ signal }) => queryInstant(expression, toMs ?? 0, signal),
  });
  if (answer.error !== null) {
    return <QueryError expression={expression} message={answer.error.message} />;
  }
  return (
    <Answered answer={answer} skeleton={<Skeleton lines={6} height={30} />}>
      {(samples) => samples.length === 0
        ? <Empty why="No series at this instant" fill="The expression is right, but nothing matches it now." height={240} />
        : (
          <div className={table.wrap}>
            <table className={table.table}>
              <thead><tr><th scope="col">Series</th><th scope="col" className="number">Value</th></tr></thead>
              <tbody>
                {samples.map((sample, i) => (
                  <tr key={i}><td><code>{seriesName(sample.labels)}</code></td><td className="number" title={`${sample.value}`}>{formatScore(sample.value)}</td></tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
    </Answered>
  );
}
