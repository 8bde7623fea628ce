import { useMemo, useState } from 'react';

import type { ModelSummary } from '../api/types';
import { compareModels, countOf } from '../format/words';
import { useSearchParams, useSetParams } from '../state/address';
import fields from './fields.module.css';
import classes from './ModelFilters.module.css';

export interface ModelFilter {
  /** Those that are asked for, worst first. */
  shown: ModelSummary[];
  text: string;
  setText: (text: string) => void;
  clear: () => void;
}

/** Models by the state, team and type of the address and by a part of their name. */
export function useModelFilter(models: readonly ModelSummary[]): ModelFilter {
  const parameters = useSearchParams();
  const setParams = useSetParams();
  const [text, setText] = useState('');
  const [state, team, type] = ['state', 'team', 'type'].map((name) => parameters.get(name));
  const shown = useMemo(() => {
    const asked = text.trim().toLowerCase();
    const wanted = (choice: string | null | undefined, value: string | null): boolean => choice === null || choice === value;
    return models
      .filter((model) => wanted(state, model.state) && wanted(team, model.team) && wanted(type, model.type) && (asked === '' || model.name.toLowerCase().includes(asked)))
      .sort(compareModels);
  }, [models, state, team, type, text]);
  const clear = (): void => {
    setText('');
    setParams({ state: null, team: null, type: null });
  };
  return { shown, text, setText, clear };
}

/** The fields that choose, and how many are left. */
export function ModelFilters({ models, filter: { shown, text, setText } }: { models: readonly ModelSummary[]; filter: ModelFilter }) {
  const teams = [...new Set(models.map((model) => model.team).filter((each) => each !== null))].sort();
  const types = [...new Set(models.map((model) => model.type))].sort();
  return (
    <div className={classes.filters}>
      <input type="search" className={fields.control} value={text} onChange={(event) => setText(event.target.value)} placeholder="Filter by name" aria-label="Filter by name" />
      {teams.length > 0 && <Choice name="team" word="Team" all="All teams" values={teams} />}
      {types.length > 1 && <Choice name="type" word="Type" all="All types" values={types} />}
      <span className="quiet" role="status">{shown.length === models.length ? countOf(models.length, 'model') : `${shown.length} of ${countOf(models.length, 'model')}`}</span>
    </div>
  );
}

function Choice({ name, word, all, values }: { name: string; word: string; all: string; values: readonly string[] }) {
  const value = useSearchParams().get(name) ?? '';
  const setParams = useSetParams();
  return (
    <select className={fields.control} value={value} aria-label={word} onChange={(event) => setParams({ [name]: event.target.value === '' ? null : event.target.value })}>
      <option value="">{all}</option>
      {values.map((each) => <option key={each} value={each}>{each}</option>)}
    </select>
  );
}
