import { useCallback, useMemo, type ReactNode } from 'react';
import { Link } from 'wouter';

import { useQueryWindow, useRangeQuery, type RangeAnswer } from '../../api/hooks';
import { useSlo, useSloGate, type SloDetail } from '../../api/slos';
import { ChartPanel } from '../../charts/ChartPanel';
import { SeriesColors, type ChartModel } from '../../charts/model';
import { budgetLeft, burnRates } from '../../charts/promql';
import { ChartPoints, chooseWindow } from '../../charts/window';
import { CopyButton } from '../../components/CopyButton';
import layout from '../../components/layout.module.css';
import { Answered, Panel, Skeleton } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { TimeText } from '../../components/TimeText';
import { formatDuration, parseDuration, spanWords } from '../../format/time';
import { modelPath, useLinkTo } from '../../state/address';
import { useServerClock } from '../../state/clock';
import { budgetModel } from './budgetModel';
import { BurnPairs } from './BurnPairs';
import classes from './ObjectivePage.module.css';
import { budgetSentence, formatBudget, formatBurn, formatTarget, gateReason, gateWords, SloWords } from './words';

export default function ObjectivePage({ model, name }: { model: string; name: string }) {
  const answer = useSlo(model, name);
  return (
    <Answered answer={answer} skeleton={<><Skeleton height={76} /><br /><Skeleton height={300} /></>}>
      {(slo) => (
        <>
          <Head slo={slo} />
          <div className={layout.columns}>
            <div className={layout.stack}>
              <BudgetPanel slo={slo} />
              <Panel title="Pairs of windows that alert"><BurnPairs pairs={slo.pairs} burns={slo.burns} /></Panel>
              <BurnPanel slo={slo} />
            </div>
            <div className={layout.stack}>
              <GatePanel model={model} name={name} />
              <FactsPanel slo={slo} />
            </div>
          </div>
          <RulesPanel slo={slo} />
        </>
      )}
    </Answered>
  );
}

function Head({ slo }: { slo: SloDetail }) {
  const linkTo = useLinkTo();
  return (
    <header className={layout.head}>
      <h1>{slo.name}</h1>
      <StateMark {...SloWords[slo.state]} pill />
      <Link href={linkTo(modelPath(slo.model))}>{slo.model}</Link>
      {slo.team !== null && <span className="quiet">{slo.team}</span>}
      <p className={classes.lead}>
        {budgetSentence(slo)}
        {slo.description !== '' && <span className="quiet"> {slo.description}.</span>}
      </p>
    </header>
  );
}

/** Over the window of the objective whatever range is on show: a part of the window says nothing about its budget. */
function BudgetPanel({ slo }: { slo: SloDetail }) {
  const { status } = useServerClock();
  const sampleMs = status?.sample_interval_ms;
  const lengthMs = parseDuration(slo.window);
  const window = useMemo(
    () => (sampleMs === undefined || lengthMs === null ? null
      : { ...chooseWindow(lengthMs, sampleMs, ChartPoints), range: { kind: 'last' as const, key: `slo ${lengthMs}`, lengthMs } }),
    [sampleMs, lengthMs],
  );
  const expressions = useMemo(() => [budgetLeft(slo.model, slo.name)], [slo.model, slo.name]);
  const answer = useRangeQuery(expressions, window, 2000);
  const draw = useCallback((data: RangeAnswer) => budgetModel(data, slo), [slo]);
  return (
    <ChartPanel title={`Budget left over ${spanWords(slo.window)}`} expression={expressions[0] ?? ''} answer={answer} draw={draw} height={270} zooms={false}
      headline={formatBudget(slo.budget_remaining_ratio)}
      empty={{ why: 'The budget is not measured yet', fill: 'It is recorded as soon as the indicator has a figure: requests, or labels where quality is promised.' }} />
  );
}

function BurnPanel({ slo }: { slo: SloDetail }) {
  const window = useQueryWindow();
  const windows = useMemo(() => slo.pairs.filter(({ reachable }) => reachable).map(({ long }) => long).join('|'), [slo.pairs]);
  const expressions = useMemo(() => [burnRates(slo.model, slo.name, windows.split('|'))], [slo.model, slo.name, windows]);
  const answer = useRangeQuery(expressions, window, 2000);
  const draw = useCallback(({ results, fromMs, toMs }: RangeAnswer): ChartModel | null => {
    const order = windows.split('|');
    const series = [...(results[0]?.series ?? [])].sort((a, b) => order.indexOf(a.labels.window ?? '') - order.indexOf(b.labels.window ?? ''));
    return series.length === 0 ? null : {
      times: results[0]?.times ?? [], fromMs, toMs, measure: 'plain', format: formatBurn, zero: true,
      levels: [{ value: 1, label: 'evenly spent', limit: false }],
      lines: series.map(({ labels, values }, i) => ({ label: `over ${labels.window ?? ''}`, values, color: SeriesColors[i % SeriesColors.length] ?? '--series-1' })),
    };
  }, [windows]);
  return (
    <ChartPanel title="Burn rate over the range" expression={expressions[0] ?? ''} answer={answer} draw={draw} height={170} headline={formatBurn(slo.burn_rate)}
      empty={{ why: 'No burn rate in this range', fill: 'Choose a range in which the indicator has a figure.' }} />
  );
}

function GatePanel({ model, name }: { model: string; name: string }) {
  const answer = useSloGate(model);
  return (
    <Panel title="Deployment gate" aside={answer.data === undefined ? undefined : <StateMark {...gateWords(answer.data.allowed)} pill />}>
      <Answered answer={answer} skeleton={<Skeleton height={120} />}>
        {(gate) => (
          <>
            <p className={classes.verdict}>{gate.allowed ? `A deployment of ${model} is allowed.` : `A deployment of ${model} is held.`}</p>
            <ul className={classes.gate}>
              {gate.objectives.map((each) => (
                <li key={each.name} data-own={each.name === name}>
                  <StateMark {...gateWords(each.allowed)} />
                  <span><b>{each.name}</b>: {gateReason(each.reason, each.budget_remaining_ratio, gate)}</span>
                </li>
              ))}
            </ul>
            <p className={classes.note}>A page that fires {gate.while_paging ? 'does not hold' : 'holds'} a deployment. In a pipeline: <code>heed slo gate {model}</code> ends with 3 while it is held.</p>
          </>
        )}
      </Answered>
    </Panel>
  );
}

function FactsPanel({ slo }: { slo: SloDetail }) {
  const facts: [string, ReactNode][] = [
    ['Target', formatTarget(slo.target)],
    ['Compliance', slo.compliance_percentage === null ? '–' : formatTarget(Number((slo.compliance_percentage / 100).toFixed(6)))],
    ['Window', slo.period_start === null ? `rolling, ${spanWords(slo.window)}` : `calendar, ${spanWords(slo.window)}`],
    ['Burns now', formatBurn(slo.burn_rate)],
    ['Lasts', slo.exhaustion_seconds === null ? '–' : formatDuration(slo.exhaustion_seconds * 1000)],
    ['Indicator', slo.type.replaceAll('_', ' ')],
  ];
  return (
    <Panel title="Facts">
      <dl className={table.facts}>
        {facts.map(([term, fact]) => <div key={term} className={classes.fact}><dt>{term}</dt><dd>{fact}</dd></div>)}
        {slo.period_end !== null && <div className={classes.fact}><dt>Begins anew</dt><dd><TimeText time={slo.period_end} /></dd></div>}
        {slo.in_maintenance && <div className={classes.fact}><dt>Maintenance</dt><dd>goes on: nothing is counted</dd></div>}
      </dl>
    </Panel>
  );
}

function RulesPanel({ slo }: { slo: SloDetail }) {
  return (
    <Panel title="Generated rules" className={classes.rules} actions={<CopyButton text={slo.rules} label="Copy the file" />}>
      <details>
        <summary>{slo.rules.split('\n').filter((line) => /^\s*-?\s*(record|alert):/.test(line)).length} rules in force, as <code>heed slo rules {slo.model}</code> prints them</summary>
        <pre className={classes.file} tabIndex={0} aria-label="Rule file">{slo.rules}</pre>
      </details>
    </Panel>
  );
}
