import { Link, useLocation } from 'wouter';

import { useModels } from '../../api/hooks';
import type { ModelState, ModelSummary } from '../../api/types';
import { ModelFilters, useModelFilter } from '../../components/ModelFilters';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import { StateMark, StateShape } from '../../components/StateMark';
import { countOf, ModelWords } from '../../format/words';
import { modelPath, useLinkTo, useSearchParams, useSetParams } from '../../state/address';
import { useListKeys } from '../../state/keys';
import { FourPanels } from './FourPanels';
import classes from './HealthPage.module.css';
import { ModelList } from './ModelList';
import { verdictOf } from './verdict';

/** So many models need no filter. */
const FewModels = 5;

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
  const state = parameters.get('state');
  const filter = useModelFilter(models);
  const { shown } = filter;
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
      {models.length > FewModels && <ModelFilters models={models} filter={filter} />}
      {shown.length === 0
        ? <Empty why="No model matches" fill={<button type="button" className={classes.clear} onClick={filter.clear}>Show all {models.length}</button>} height={160} />
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
