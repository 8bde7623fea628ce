import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';

import { useQueryWindow, useRangeQuery } from '../../api/hooks';
import { useSlos, type SloSummary } from '../../api/slos';
import { budgetsLeft } from '../../charts/promql';
import { Sparkline } from '../../charts/Sparkline';
import { SparkPoints } from '../../charts/window';
import { joined } from '../../components/joined';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import rows from '../../components/rows.module.css';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { formatDuration, spanWords } from '../../format/time';
import { countOf } from '../../format/words';
import { modelPath, useLinkTo } from '../../state/address';
import { useListKeys } from '../../state/keys';
import { BudgetBar } from './BudgetBar';
import { objectivePath } from './path';
import classes from './ObjectivesPage.module.css';
import { formatBurn, formatTarget, gateWords, SloWords } from './words';

/** Rows that are drawn at first, and that each click adds. */
const PageRows = 60;

export default function ObjectivesPage({ model }: { model: string | null }) {
  const answer = useSlos();
  return (
    <>
      <h1 className={table.title}>Objectives</h1>
      <Answered answer={answer} skeleton={<Skeleton lines={6} height={62} />}>
        {({ slos }) => slos.length === 0
          ? <Empty why="Nothing is promised yet" height={280} fill={<>Give a model <code>slo: {'{ latency_p99: 500ms, availability: 99.9% }'}</code> in heed.yml, or name OpenSLO files under <code>slos:</code>.</>} />
          : <ObjectiveList slos={slos} model={model} />}
      </Answered>
    </>
  );
}

function ObjectiveList({ slos, model }: { slos: SloSummary[]; model: string | null }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const [most, setMost] = useState(PageRows);
  const [marked, setMarked] = useState(0);
  const chosen = useMemo(() => (model === null ? slos : slos.filter((slo) => slo.model === model)), [slos, model]);
  const shown = chosen.slice(0, most);
  const courses = useCourses(shown);
  useListKeys(shown.length, marked, setMarked, () => {
    const slo = shown[marked];
    if (slo !== undefined) {
      navigate(linkTo(objectivePath(slo.model, slo.name)));
    }
  });
  return (
    <>
      <p className={layout.summary}>
        {summaryOf(chosen)}
        {model !== null && <> Only those of <b>{model}</b>. <Link href={linkTo('/objectives')}>Show all {slos.length}</Link></>}
      </p>
      <div className={rows.list}>
        <div className={classes.columns} aria-hidden="true">
          <span>State</span><span>Objective</span><span>Budget left</span><span>Over the range</span><span>Burns now</span><span>Lasts</span><span>Gate</span>
        </div>
        <ul aria-label="Objectives, what burns first">
          {shown.map((slo, i) => (
            <Row key={`${slo.model}/${slo.name}`} slo={slo} marked={i === marked} course={courses.get(`${slo.model}/${slo.name}`)} />
          ))}
        </ul>
      </div>
      {chosen.length > most && (
        <button type="button" className={rows.more} onClick={() => setMost(most + PageRows)}>
          Show {Math.min(PageRows, chosen.length - most)} more of {chosen.length}
        </button>
      )}
    </>
  );
}

/** How many are in trouble, in one sentence. */
export function summaryOf(slos: readonly Pick<SloSummary, 'state'>[]): string {
  const count = (state: SloSummary['state']): number => slos.filter((slo) => slo.state === state).length;
  const parts = ([['page', 'burns fast', 'burn fast'], ['exhausted', 'is exhausted', 'are exhausted'], ['ticket', 'burns', 'burn']] as const)
    .flatMap(([state, one, more]) => (count(state) === 0 ? [] : [`${count(state)} ${count(state) === 1 ? one : more}`]));
  return parts.length === 0 ? `${countOf(slos.length, 'objective')}; no budget burns too fast.` : `${parts.join(', ')} of ${countOf(slos.length, 'objective')}.`;
}

function Row({ slo, marked, course }: { slo: SloSummary; marked: boolean; course: (number | null)[] | undefined }) {
  const linkTo = useLinkTo();
  const spent = slo.budget_remaining_ratio !== null && slo.budget_remaining_ratio <= 0;
  return (
    <li className={joined(rows.row, classes.row)} data-marked={marked}>
      <span className={classes.state}><StateMark {...SloWords[slo.state]} /></span>
      <span className={classes.what}>
        <Link href={linkTo(objectivePath(slo.model, slo.name))} className={rows.name}>{slo.name}</Link>
        <Link href={linkTo(modelPath(slo.model))} className={rows.beside}>{slo.model}</Link>
        <span className={rows.note}>
          {slo.description === '' ? '' : `${slo.description}, `}{formatTarget(slo.target)} over {slo.period_start === null ? '' : 'a calendar period of '}{spanWords(slo.window)}
          {slo.in_maintenance && ', in maintenance: nothing is counted'}
        </span>
      </span>
      <span className={classes.budget}><BudgetBar left={slo.budget_remaining_ratio} state={slo.state} /></span>
      <span className={classes.course}><Sparkline values={course} label={`Budget left of ${slo.name} of ${slo.model}`} width={120} zero /></span>
      <span className={classes.burn} title="Burn rate over the long window of the fastest pair">{formatBurn(slo.burn_rate)}</span>
      <span className={classes.lasts} title="At the present burn rate">{spent ? 'spent' : slo.exhaustion_seconds === null ? '–' : formatDuration(slo.exhaustion_seconds * 1000)}</span>
      <span className={classes.gate}><StateMark {...gateWords(slo.gate.allowed)} /></span>
    </li>
  );
}

/** The courses of all budgets on show, in one query. */
function useCourses(slos: readonly SloSummary[]): ReadonlyMap<string, (number | null)[]> {
  const window = useQueryWindow(SparkPoints);
  const models = [...new Set(slos.map(({ model }) => model))].join('\n');
  const expressions = useMemo(() => [budgetsLeft(models.split('\n'))], [models]);
  const { data } = useRangeQuery(expressions, window, 2000);
  return useMemo(
    () => new Map(data?.results[0]?.series.map(({ labels, values }) => [`${labels.model_name ?? ''}/${labels.slo ?? ''}`, values])),
    [data],
  );
}
