import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';

import { queryInstant } from '../../api/prometheus';
import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import { ChartPanel } from '../../charts/ChartPanel';
import { SeriesColors, type ChartModel } from '../../charts/model';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { PlacedError } from '../../components/PlacedError';
import table from '../../components/table.module.css';
import { errorPosition } from '../../format/errorPosition';
import { formatScore } from '../../format/number';
import { useRange, useSearchParams, useSetParams } from '../../state/address';
import { useServerClock } from '../../state/clock';
import { rangeBounds } from '../../state/range';
import classes from './ExplorePage.module.css';
import { ruleText } from './ruleText';
import { seriesName } from './seriesName';

/** CodeMirror with PromQL is the largest part of the program: it comes only here. */
const PromqlEditor = lazy(() => import('./PromqlEditor'));

/** Lines of one picture; a table has them all. */
const MostLines = 24;

const Examples: readonly string[] = [
  'sum by (model_name) (rate(ml_requests_total[1d]))',
  'ml_data_drift_score > 0.15',
  'histogram_quantile(0.99, sum by (model_name, le) (rate(ml_request_duration_seconds_bucket[1d])))',
];

export default function ExplorePage() {
  const parameters = useSearchParams();
  const setParams = useSetParams();
  const expression = parameters.get('expr') ?? '';
  const view = parameters.get('view') === 'table' ? 'table' : 'graph';
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
      <div className={classes.views} role="tablist" aria-label="View">
        {(['graph', 'table'] as const).map((each) => (
          <button key={each} type="button" role="tab" aria-selected={view === each} onClick={() => setParams({ view: each === 'graph' ? null : each })}>
            {each === 'graph' ? 'Graph' : 'Table'}
          </button>
        ))}
        <CopyButton word="Copy link" text={() => location.href} />
        <CopyButton word="Copy expression" text={() => expression} />
        <CopyButton word="Copy as rule" text={() => ruleText(expression)} />
      </div>
      {expression === ''
        ? <ExampleList run={run} />
        : view === 'graph' ? <Graph expression={expression} /> : <InstantTable expression={expression} />}
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

/** The server's sentence under the word that it is about. */
function QueryError({ expression, message }: { expression: string; message: string }) {
  return (
    <Panel title="The expression cannot be evaluated">
      <PlacedError place={errorPosition(expression, message)} message={message} />
    </Panel>
  );
}
