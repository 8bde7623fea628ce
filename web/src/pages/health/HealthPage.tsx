import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';

import { useModels } from '../../api/hooks';
import type { ModelState, ModelSummary } from '../../api/types';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import { StateMark, StateShape } from '../../components/StateMark';
import { compareModels, countOf, ModelWords } from '../../format/words';
import { modelPath, useLinkTo, useSearchParams, useSetParams } from '../../state/address';
import { useListKeys } from '../../state/keys';
import { FourPanels } from './FourPanels';
import classes from './HealthPage.module.css';
import { ModelList } from './ModelList';
import { verdictOf } from './verdict';

const States: readonly ModelState[] = ['critical', 'warning', 'not_enough_data', 'healthy'];

export function HealthPage() {
  const answer = useModels();
  return (
    <Answered answer={answer} skeleton={<><Skeleton height={64} /><br /><Skeleton height={204} /><br /><Skeleton height={300} /></>}>
      {({ models }) => models.length === 0
        ? (
          <Empty why="No model is watched yet" height={320}
            fill={<>Name one with its baseline under <code>models:</code> in heed.yml, then start <code>heed serve heed.yml</code>. <code>heed demo</code> shows one at work.</>} />
        )
        : <Health models={models} />}
    </Answered>
  );
}

function Health({ models }: { models: ModelSummary[] }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const parameters = useSearchParams();
  const setParams = useSetParams();
  const [text, setText] = useState('');
  const state = parameters.get('state');
  const team = parameters.get('team');
  const type = parameters.get('type');
  const shown = useMemo(() => {
    const asked = text.trim().toLowerCase();
    return models
      .filter((model) => (state === null || model.state === state)
        && (team === null || model.team === team)
        && (type === null || model.type === type)
        && (asked === '' || model.name.toLowerCase().includes(asked)))
      .sort(compareModels);
  }, [models, state, team, type, text]);
  const chosen = parameters.get('model');
  const marked = Math.max(0, shown.findIndex(({ name }) => name === chosen));
  const selected = shown[marked];
  const mark = (index: number): void => setParams({ model: shown[index]?.name ?? null }, { replace: true });
  useListKeys(shown.length, marked, mark, () => {
    if (selected !== undefined) {
      navigate(linkTo(modelPath(selected.name)));
    }
  });

  return (
    <>
      <Hero models={models} state={state} choose={(next) => setParams({ state: next })} />
      {models.length > 5 && (
        <Filters models={models} text={text} setText={setText} team={team} type={type} setParams={setParams} count={shown.length} />
      )}
      {shown.length === 0
        ? <Empty why="No model matches" fill={<button type="button" className={classes.clear} onClick={() => {
          setText('');
          setParams({ state: null, team: null, type: null });
        }}>Show all {models.length}</button>} height={160} />
        : <ModelList models={shown} marked={marked} onMark={mark} />}
      {selected !== undefined && <Selected model={selected} />}
    </>
  );
}

/** The answer to "is it healthy?" in one line, and the counts behind it; each count filters the list. */
function Hero({ models, state, choose }: { models: ModelSummary[]; state: string | null; choose: (state: string | null) => void }) {
  const firing = models.reduce((sum, model) => sum + model.firing_alerts, 0);
  const verdict = verdictOf(models);
  return (
    <div className={classes.hero}>
      <div className={classes.answer}>
        <StateShape tone={verdict.tone} size={26} />
        <div>
          <h1 className={classes.verdict}>{verdict.sentence}</h1>
          <p className="quiet">
            {firing === 0 ? 'No alert fires.' : `${countOf(firing, 'alert')} ${firing === 1 ? 'fires' : 'fire'}.`}
            {verdict.detail === null ? '' : ` ${verdict.detail}`}
          </p>
        </div>
      </div>
      <ul className={classes.counts}>
        {States.map((each) => {
          const count = models.filter((model) => model.state === each).length;
          return (
            <li key={each}>
              <button type="button" className={classes.count} aria-pressed={state === each} disabled={count === 0 && state !== each}
                onClick={() => choose(state === each ? null : each)}>
                <b>{count}</b>
                <StateMark {...ModelWords[each]} />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Filters({ models, text, setText, team, type, setParams, count }: {
  models: ModelSummary[];
  text: string;
  setText: (text: string) => void;
  team: string | null;
  type: string | null;
  setParams: (changes: Record<string, string | null>) => void;
  count: number;
}) {
  const teams = [...new Set(models.map((model) => model.team).filter((each) => each !== null))].sort();
  const types = [...new Set(models.map((model) => model.type))].sort();
  return (
    <div className={classes.filters}>
      <input type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder="Filter by name" aria-label="Filter by name" />
      {teams.length > 0 && (
        <Choice name="Team" all="All teams" value={team} values={teams} choose={(next) => setParams({ team: next })} />
      )}
      {types.length > 1 && (
        <Choice name="Type" all="All types" value={type} values={types} choose={(next) => setParams({ type: next })} />
      )}
      <span className="quiet" role="status">{count === models.length ? countOf(count, 'model') : `${count} of ${countOf(models.length, 'model')}`}</span>
    </div>
  );
}

function Choice({ name, all, value, values, choose }: { name: string; all: string; value: string | null; values: readonly string[]; choose: (value: string | null) => void }) {
  return (
    <select value={value ?? ''} aria-label={name} onChange={(event) => choose(event.target.value === '' ? null : event.target.value)}>
      <option value="">{all}</option>
      {values.map((each) => <option key={each} value={each}>{each}</option>)}
    </select>
  );
}

function Selected({ model }: { model: ModelSummary }) {
  const linkTo = useLinkTo();
  return (
    <section className={classes.selected} aria-label={`${model.name}, four panels`}>
      <header className={classes.selectedHead}>
        <h2>{model.name}</h2>
        <StateMark {...ModelWords[model.state]} pill />
        <Link href={linkTo(modelPath(model.name))} className={classes.more}>Open model</Link>
      </header>
      <FourPanels key={model.name} model={model} />
    </section>
  );
}
