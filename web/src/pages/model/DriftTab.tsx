import { Fragment, useMemo } from 'react';

import { useFeatures, useQueryWindow, useRangeQuery } from '../../api/hooks';
import type { FeatureSummary, ModelDetail } from '../../api/types';
import { driftScores } from '../../charts/promql';
import { Sparkline } from '../../charts/Sparkline';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { formatPValue, formatRatio, formatScore } from '../../format/number';
import { spanWords } from '../../format/time';
import { countOf, FeatureWords } from '../../format/words';
import { useSearchParams, useSetParams } from '../../state/address';
import { useListKeys } from '../../state/keys';
import { EmbeddingPanel } from './EmbeddingPanel';
import { FeatureDetails } from './FeatureDetails';
import classes from './ModelPage.module.css';

export default function DriftTab({ model }: { model: ModelDetail }) {
  const answer = useFeatures(model.name);
  return (
    <Answered answer={answer} skeleton={<Skeleton lines={8} height={34} />}>
      {({ features }) => features.length === 0
        ? model.type === 'embedding' ? <EmbeddingPanel model={model} /> : <Empty why="No feature is watched" fill={<>Features come from the baseline: name its file under <code>baseline:</code> of the model in heed.yml.</>} height={240} />
        : <><FeatureTable model={model} features={features} /><EmbeddingPanel model={model} /></>}
    </Answered>
  );
}

function FeatureTable({ model, features }: { model: ModelDetail; features: FeatureSummary[] }) {
  const opened = useSearchParams().get('feature');
  const setParams = useSetParams();
  const scores = useScores(model.name);
  const marked = features.findIndex(({ name }) => name === opened);
  const open = (name: string | null): void => setParams({ feature: name === opened ? null : name });
  useListKeys(features.length, marked, (index) => setParams({ feature: features[index]?.name ?? null }, { replace: true }));
  const drifting = features.filter(({ state }) => state === 'drift').length;
  return (
    <>
      <p className={classes.sentence}>
        {drifting === 0 ? `${countOf(features.length, 'feature')} compared with the baseline; none has drifted.` : `${drifting} of ${countOf(features.length, 'feature')} ${drifting === 1 ? 'has' : 'have'} drifted from the baseline.`}
        <span className="quiet"> Compared over the last {spanWords(model.windows.drift)}.</span>
      </p>
      <br />
      <div className={table.wrap}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Feature</th><th scope="col">State</th><th scope="col">Score over the range</th>
              <th scope="col" className="number">KS / TV</th><th scope="col" className="number">PSI</th>
              <th scope="col" className="number">p</th><th scope="col" className="number">Null</th><th scope="col" className="number">n</th>
            </tr>
          </thead>
          <tbody>
            {features.map((feature) => (
              <Fragment key={feature.name}>
                <FeatureRow feature={feature} open={feature.name === opened} onOpen={() => open(feature.name)} values={scores.get(feature.name)} />
                {feature.name === opened && (
                  <tr className={table.open}><td colSpan={8}><FeatureDetails model={model.name} summary={feature} /></td></tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function FeatureRow({ feature, open, onOpen, values }: {
  feature: FeatureSummary;
  open: boolean;
  onOpen: () => void;
  values: (number | null)[] | undefined;
}) {
  return (
    <tr className={table.row} data-open={open} data-marked={open} onClick={onOpen}>
      <td>
        <button type="button" className={table.main} aria-expanded={open} onClick={(event) => {
          event.stopPropagation();
          onOpen();
        }}>
          {feature.name}
        </button>
        <span className={table.sub}>{feature.kind}</span>
      </td>
      <td><StateMark {...FeatureWords[feature.state]} /></td>
      <td data-label="Score over the range"><Sparkline values={values} label={`Drift score of ${feature.name}`} width={140} zero /></td>
      <td data-label={feature.score_kind === 'ks' ? 'KS' : 'Total variation'} className="number">
        <span><b>{formatScore(feature.score)}</b> <span className="quiet">{feature.score_kind === 'ks' ? 'KS' : 'TV'}</span></span>
      </td>
      <td data-label="PSI" className="number">{formatScore(feature.psi)}</td>
      <td data-secondary data-label="p" className="number">{formatPValue(feature.p_value)}</td>
      <td data-label="Null" className="number" title={`baseline ${formatRatio(feature.baseline_missing_ratio)}`}>{formatRatio(feature.missing_ratio)}</td>
      <td data-secondary data-label="n" className="number">
        {feature.state === 'not_enough_data' ? `${feature.n} of ${feature.needed}` : feature.n.toLocaleString('en-US')}
      </td>
    </tr>
  );
}

/** The courses of all features' scores, in one query. */
function useScores(model: string): ReadonlyMap<string, (number | null)[]> {
  const window = useQueryWindow(60);
  const expressions = useMemo(() => [driftScores(model)], [model]);
  const { data } = useRangeQuery(expressions, window, 2000);
  return useMemo(
    () => new Map(data?.results[0]?.series.map(({ labels, values }) => [labels.feature_name ?? '', values])),
    [data],
  );
}
