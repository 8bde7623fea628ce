import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';

import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import type { AlertItem } from '../../api/types';
import { ChartPanel } from '../../charts/ChartPanel';
import { lastFigure, SeriesColors, type ChartModel } from '../../charts/model';
import { alertHistory } from '../../charts/promql';
import { splitThreshold } from '../../charts/threshold';
import { Labels } from '../../components/Labels';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import stepLine from '../../components/steps.module.css';
import table from '../../components/table.module.css';
import { TimedText } from '../../components/TimedText';
import { TimeText } from '../../components/TimeText';
import { formatScore, plainly } from '../../format/number';
import { formatDayTime } from '../../format/time';
import { alertWords, causeSentence, reasonWord } from '../../format/words';
import { modelPath, useLinkTo } from '../../state/address';
import { useKeys } from '../../state/keys';
import { matchersOf } from '../silences/matchers';
import classes from './AlertsPage.module.css';
import { statesOf } from './history';
import { belongsTo } from './matching';
import { runbookOf } from './runbook';
import { RunbookPanel } from './RunbookPanel';
import { WhyPanel } from './WhyPanel';

export function AlertDetails({ alert }: { alert: AlertItem }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const why = useRef<HTMLDivElement>(null);
  const { annotations, fingerprint } = alert;
  const silence = linkTo('/alerts/silences', { matchers: matchersOf({ alertname: alert.name, ...alert.labels }) });
  useKeys({
    s: () => navigate(silence),
    e: () => why.current?.focus(),
  });
  return (
    <>
      <header className={layout.head}>
        <h1>{alert.name}</h1>
        <StateMark {...alertWords(alert.state, alert.severity)} pill />
        <span className="quiet">{alert.severity}</span>
        <span className={classes.acts}>
          <Link href={silence} title="Silence it (s)">Silence</Link>
          {alert.state !== 'pending' && <Link href={linkTo('/alerts/preview', { alert: fingerprint })}>Preview its notice</Link>}
        </span>
      </header>
      <p className={classes.lead}>
        {causeSentence(annotations.summary ?? annotations.description ?? 'The rule has no summary', alert.model ?? '')}
        {annotations.summary !== undefined && annotations.description !== undefined && <span className="quiet"> {annotations.description}</span>}
      </p>
      <div className={layout.columns}>
        <div className={layout.stack}>
          <ValuePanel alert={alert} />
          <HistoryPanel alert={alert} />
          <ExpressionPanel alert={alert} />
        </div>
        <div className={layout.stack}>
          <RunbookPanel text={runbookOf(alert.annotations)} url={alert.runbook_url} />
          <WayPanel alert={alert} />
          <div ref={why} tabIndex={-1}><WhyPanel alert={alert} /></div>
          <FactsPanel alert={alert} />
        </div>
      </div>
    </>
  );
}

/** The watched figure on its curve with the threshold; the whole expression where it is no comparison with a number. */
function ValuePanel({ alert }: { alert: AlertItem }) {
  const window = useQueryWindow();
  const threshold = useMemo(() => splitThreshold(alert.expression), [alert.expression]);
  const expressions = useMemo(() => [threshold?.subject ?? alert.expression], [threshold, alert.expression]);
  const answer = useRangeQuery(expressions, window);
  const { labels, active_since: since, fired_at: firedAt, resolved_at: resolvedAt } = alert;
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const all = results[0]?.series ?? [];
    const own = all.filter((series) => belongsTo(series.labels, labels));
    const series = (own.length > 0 ? own : all).slice(0, SeriesColors.length);
    const mark = (time: string | null, label: string) => (time === null ? [] : [{ timeMs: Date.parse(time), label }]);
    return series.length === 0 ? null : {
      times: results[0]?.times ?? [], fromMs, toMs, measure: 'plain', format: formatScore, zero: true,
      levels: threshold === null ? [] : [{ value: threshold.value, label: `holds when ${threshold.comparison} ${plainly(formatScore(threshold.value))}`, limit: true }],
      marks: [...mark(since, 'holds'), ...mark(firedAt, 'fired'), ...mark(resolvedAt, 'resolved')],
      lines: series.map(({ values }, i) => ({ label: i === 0 ? 'value' : `value ${i + 1}`, values, color: SeriesColors[i] ?? '--series-1' })),
    };
  }, [threshold, labels, since, firedAt, resolvedAt]);
  return (
    <ChartPanel title="Value of the expression" expression={expressions[0] ?? ''} answer={answer} draw={draw}
      headline={(drawn) => drawn.format(lastFigure(drawn.lines[0]?.values))} height={250}
      empty={{ why: 'The expression has no value in this range', fill: 'Choose a range that reaches back to when the alert began.' }} />
  );
}

function HistoryPanel({ alert }: { alert: AlertItem }) {
  const window = useQueryWindow(120);
  const labels = useMemo(() => ({ alertname: alert.name, ...alert.labels }), [alert.name, alert.labels]);
  const key = JSON.stringify(labels);
  const expressions = useMemo(() => [alertHistory(JSON.parse(key) as Record<string, string>)], [key]);
  const answer = useRangeQuery(expressions, window);
  return (
    <Panel title="State over the range">
      <Answered answer={answer} skeleton={<Skeleton height={44} />}>
        {({ results, fromMs, toMs }) => {
          const states = statesOf(results[0]);
          if (states.every((state) => state === 'inactive')) {
            return <Empty why="Inactive over the whole range" fill="ALERTS has no sample of it here; choose a longer range." />;
          }
          return (
            <>
              <div className={classes.strip} data-severity={alert.severity} role="img"
                aria-label={`Firing in ${states.filter((state) => state === 'firing').length} of ${states.length} steps`}>
                {states.map((state, i) => <i key={i} data-state={state} title={`${state}, ${formatDayTime((results[0]?.times[i] ?? 0) * 1000)}`} />)}
              </div>
              <p className="quiet">{formatDayTime(fromMs)} to {formatDayTime(toMs)}: solid is firing, hatched is pending.</p>
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}

function ExpressionPanel({ alert }: { alert: AlertItem }) {
  const linkTo = useLinkTo();
  return (
    <Panel title="Rule" actions={<Link href={linkTo('/explore', { expr: alert.expression })}>Open in Explore</Link>}>
      <code className={classes.expression}>{alert.expression}</code>
      <p className="quiet" title={alert.file}>for {alert.hold}, group {alert.group}, {alert.file.split('/').slice(-2).join('/')}</p>
    </Panel>
  );
}

/** From the first time that the expression held to whom it was told, as one line of steps. */
function WayPanel({ alert }: { alert: AlertItem }) {
  const steps: ReactNode[] = [<>The expression holds since <TimeText time={alert.active_since} /></>];
  if (alert.fired_at !== null) {
    steps.push(<>Fired <TimeText time={alert.fired_at} />, after {alert.hold}</>);
  } else if (alert.state === 'pending') {
    steps.push(<>Waits until it has held for {alert.hold}</>);
  }
  if (alert.reason !== null) {
    steps.push(<>{reasonWord(alert.state)} <TimedText text={alert.reason} /></>);
  }
  if (alert.receivers.length > 0) {
    steps.push(<>Routed to {alert.receivers.join(', ')}</>);
  }
  if (alert.resolved_at !== null) {
    steps.push(<>Resolved <TimeText time={alert.resolved_at} /></>);
  }
  return (
    <Panel title="Its way">
      <ol className={stepLine.steps}>{steps.map((step, i) => <li key={i}>{step}</li>)}</ol>
    </Panel>
  );
}

function FactsPanel({ alert }: { alert: AlertItem }) {
  const linkTo = useLinkTo();
  return (
    <Panel title="Facts">
      <dl className={table.facts}>
        {alert.model !== null && <><dt>Model</dt><dd><Link href={linkTo(modelPath(alert.model))}>{alert.model}</Link></dd></>}
        <dt>Receivers</dt><dd>{alert.receivers.join(', ') || <span className="quiet">none</span>}</dd>
        <dt>Labels</dt><dd><Labels labels={alert.labels} /></dd>
        <dt>Fingerprint</dt><dd><code>{alert.fingerprint}</code></dd>
      </dl>
    </Panel>
  );
}
