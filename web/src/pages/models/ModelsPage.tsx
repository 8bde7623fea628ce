import { useState } from 'react';
import { Link, useLocation } from 'wouter';

import { useModels } from '../../api/hooks';
import type { ModelSummary } from '../../api/types';
import fields from '../../components/fields.module.css';
import { ModelFilters, useModelFilter } from '../../components/ModelFilters';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import rows from '../../components/rows.module.css';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { formatCount, formatQuality, formatRatio, formatSeconds } from '../../format/number';
import { ModelWords } from '../../format/words';
import { modelPath, useLinkTo } from '../../state/address';
import { useListKeys } from '../../state/keys';

/** Rows that are drawn at first, and that each click adds. */
const PageRows = 100;

/** So many models need no filter. */
const FewModels = 5;

export default function ModelsPage() {
  const answer = useModels();
  return (
    <>
      <h1 className={table.title}>Models</h1>
      <Answered answer={answer} skeleton={<Skeleton lines={6} height={32} />}>
        {({ models }) => models.length === 0
          ? <Empty why="No model is watched yet" fill={<>Name one under <code>models:</code> in heed.yml.</>} height={240} />
          : <ModelsTable models={models} />}
      </Answered>
    </>
  );
}

function ModelsTable({ models }: { models: ModelSummary[] }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const [marked, setMarked] = useState(0);
  const [most, setMost] = useState(PageRows);
  const filter = useModelFilter(models);
  const drawn = filter.shown.slice(0, most);
  useListKeys(drawn.length, marked, setMarked, () => {
    const row = drawn[marked];
    if (row !== undefined) {
      navigate(linkTo(modelPath(row.name)));
    }
  });
  return (
    <>
      {models.length > FewModels && <ModelFilters models={models} filter={filter} />}
      {drawn.length === 0
        ? <Empty why="No model matches" fill={<button type="button" className={fields.button} onClick={filter.clear}>Show all {models.length}</button>} height={160} />
        : <Rows models={drawn} marked={marked} />}
      {filter.shown.length > most && (
        <button type="button" className={rows.more} onClick={() => setMost(most + PageRows)}>Show {Math.min(PageRows, filter.shown.length - most)} more of {filter.shown.length}</button>
      )}
    </>
  );
}

function Rows({ models, marked }: { models: ModelSummary[]; marked: number }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Model</th><th scope="col">State</th><th scope="col">Type</th><th scope="col">Drifting features</th>
            <th scope="col" className="number">Requests</th><th scope="col" className="number">Errors</th>
            <th scope="col" className="number">P95</th><th scope="col" className="number">Quality</th><th scope="col" className="number">Baseline</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model, i) => (
            <tr key={model.name} className={table.row} data-marked={i === marked} onClick={() => navigate(linkTo(modelPath(model.name)))}>
              <td>
                <Link href={linkTo(modelPath(model.name))} className={table.main} onClick={(event) => event.stopPropagation()}>{model.name}</Link>
                <span className={table.sub}>{model.team ?? 'no team'}</span>
              </td>
              <td><StateMark {...ModelWords[model.state]} /></td>
              <td data-secondary data-label="Type">{model.type}</td>
              <td data-label="Drifting features" title={model.drifting_features.join(', ')}>
                {model.drifting_features.length === 0 ? <span className="quiet">none</span> : driftWords(model.drifting_features)}
              </td>
              <td data-secondary data-label="Requests" className="number">{formatCount(model.requests_total)}</td>
              <td data-label="Errors" className="number">{formatRatio(model.error_ratio)}</td>
              <td data-label="P95" className="number">{formatSeconds(model.latency_p95_seconds)}</td>
              <td data-label="Quality" className="number">{formatQuality(model.quality?.metric ?? 'accuracy', model.quality?.value)}</td>
              <td data-label="Baseline" className="number">{formatQuality(model.quality?.metric ?? 'accuracy', model.quality?.baseline)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function driftWords(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
