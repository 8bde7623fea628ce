import { useQueries } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { useLocation } from 'wouter';

import { getJson } from '../api/http';
import { useAlerts, useModels } from '../api/hooks';
import type { FeatureSummary } from '../api/types';
import { useLinkTo } from '../state/address';
import { SearchIcon } from './icons';
import { findPlaces, type Place } from './places';
import classes from './SearchBox.module.css';

/** Features are read for this many models at most: a search must not ask the server 800 questions. */
const SearchedModels = 20;

export function SearchBox({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.box} role="search">
      <SearchIcon />
      <input ref={input} type="search" className={classes.input} placeholder="Models, features, alerts" value={text}
        aria-label="Search models, features and alerts" role="combobox" aria-expanded={open && text !== ''} aria-controls="found"
        onChange={(event) => setText(event.target.value)} onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} />
      <kbd className={classes.key}>/</kbd>
      {open && text.trim() !== '' && (
        <Found text={text} input={input} close={() => {
          setText('');
          input.current?.blur();
        }} />
      )}
    </div>
  );
}

function Found({ text, input, close }: { text: string; input: RefObject<HTMLInputElement | null>; close: () => void }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const [marked, setMarked] = useState(0);
  const models = useModels().data?.models ?? [];
  const alerts = useAlerts().data?.alerts ?? [];
  const features = useQueries({
    queries: models.slice(0, SearchedModels).map(({ name }) => ({
      queryKey: ['features', name],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson<{ features: FeatureSummary[] }>(`/v1/models/${encodeURIComponent(name)}/features`, signal),
      staleTime: 60_000,
    })),
    combine: (answers) => answers.flatMap(({ data }, i) =>
      (data?.features ?? []).map((feature) => ({ model: models[i]?.name ?? '', feature: feature.name }))),
  });
  const places = findPlaces(text, models, features, alerts);
  const go = (place: Place | undefined): void => {
    if (place !== undefined) {
      navigate(linkTo(place.path, place.parameters));
      close();
    }
  };
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const moves: Record<string, () => void> = {
      ArrowDown: () => setMarked(Math.min(places.length - 1, marked + 1)),
      ArrowUp: () => setMarked(Math.max(0, marked - 1)),
      Enter: () => go(places[marked]),
      Escape: close,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      move();
    }
  });
  useEffect(() => {
    const field = input.current;
    const listener = (event: KeyboardEvent): void => onKey(event);
    field?.addEventListener('keydown', listener);
    return () => field?.removeEventListener('keydown', listener);
  }, [input]);
  return (
    <ul id="found" role="listbox" className={classes.found} aria-label="Found">
      {places.map((place, i) => (
        <li key={`${place.kind}${place.path}${place.name}`} role="option" aria-selected={i === Math.min(marked, places.length - 1)}
          onMouseDown={(event) => {
            event.preventDefault();
            go(place);
          }}>
          <span className="ellipsis">{place.name}</span>
          <span className={classes.kind}>{place.kind}</span>
        </li>
      ))}
      {places.length === 0 && <li className={classes.none}>Nothing is named like “{text}”.</li>}
    </ul>
  );
}
