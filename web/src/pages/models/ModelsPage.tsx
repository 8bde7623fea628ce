import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';

import { useModels } from '../../api/hooks';
import type { ModelSummary } from '../../api/types';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { formatCount, formatQuality, formatRatio, formatSeconds } from '../../format/number';
import { compareModels, ModelWords } from '../../format/words';
import { modelPath, useLinkTo } from '../../state/address';
import { useListKeys } from '../../state/keys';

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
  const rows = useMemo(() => [...models].sort(compareModels), [models]);
  useListKeys(rows.length, marked, setMarked, () => {
    const row = rows[marked];
    if (row !== undefined) {
      navigate(linkTo(modelPath(row.name)));
    }
  });
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
          {rows.map((model, i) => (
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
