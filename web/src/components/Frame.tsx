import { useMantineColorScheme } from '@mantine/core';
import { lazy, Suspense, useRef, useState, type ComponentType, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';

import { formatDay } from '../format/time';
import { formatCount } from '../format/number';
import { pairWarning, pairWord } from '../format/pair';
import { useLinkTo } from '../state/address';
import { readClock, setLive, useServerClock } from '../state/clock';
import { useKeys } from '../state/keys';
import { useConnection } from '../state/stream';
import { Breadcrumb } from './Breadcrumb';
import classes from './Frame.module.css';
import { IconButton } from './IconButton';
import { AlertsIcon, AutoIcon, ExploreIcon, HealthIcon, IncidentsIcon, ModelsIcon, MoonIcon, MoreIcon, ObjectivesIcon, OnCallIcon, OutboxIcon, ReviewsIcon, SettingsIcon, SunIcon } from './icons';
import { RangePicker } from './RangePicker';
import { SearchBox } from './SearchBox';

const KeysDialog = lazy(() => import('./KeysDialog'));

interface RailPlace {
  path: string;
  word: string;
  key: string;
  icon: ComponentType;
  /** On a phone behind "More": its bar has room for five. */
  rest?: boolean;
}

const Places: readonly RailPlace[] = [
  { path: '/', word: 'Health', key: 'g h', icon: HealthIcon },
  { path: '/models', word: 'Models', key: 'g m', icon: ModelsIcon },
  { path: '/alerts', word: 'Alerts', key: 'g a', icon: AlertsIcon },
  { path: '/incidents', word: 'Incidents', key: 'g i', icon: IncidentsIcon },
  { path: '/objectives', word: 'Objectives', key: 'g s', icon: ObjectivesIcon, rest: true },
  { path: '/reviews', word: 'Reviews', key: 'g r', icon: ReviewsIcon, rest: true },
  { path: '/oncall', word: 'On call', key: 'g c', icon: OnCallIcon, rest: true },
  { path: '/outbox', word: 'Outbox', key: 'g o', icon: OutboxIcon, rest: true },
  { path: '/explore', word: 'Explore', key: 'g e', icon: ExploreIcon, rest: true },
  { path: '/settings', word: 'Settings', key: 'g t', icon: SettingsIcon, rest: true },
];

export function Frame({ children }: { children: ReactNode }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const search = useRef<HTMLInputElement>(null);
  const [keysShown, setKeysShown] = useState(false);
  useKeys({
    ...Object.fromEntries(Places.map(({ key, path }) => [key, () => navigate(linkTo(path))])),
    'g n': () => navigate(linkTo('/oncall/noise')),
    '/': () => search.current?.focus(),
    '?': () => setKeysShown(true),
    l: () => setLive(!readClock().live),
  });

  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">Skip to the page</a>
      <Rail />
      <div className={classes.column}>
        <header className={classes.bar}>
          <Breadcrumb />
          <SearchBox input={search} />
          <div className={classes.controls}>
            <RangePicker />
            <LiveSwitch />
            <ThemeButton />
          </div>
        </header>
        <Banners />
        <main id="content" className={classes.content}>{children}</main>
      </div>
      {keysShown && <Suspense><KeysDialog onClose={() => setKeysShown(false)} /></Suspense>}
    </div>
  );
}

function Rail() {
  const linkTo = useLinkTo();
  const { status } = useServerClock();
  const [path] = useLocation();
  const [opened, setOpened] = useState(false);
  const rest = Places.filter((place) => place.rest === true);
  return (
    <nav className={classes.rail} aria-label="Pages">
      <Link href={linkTo('/')} className={classes.brand} aria-label="Heed, to Health">
        <img src="/heed.svg" width="26" height="26" alt="" />
        <span>Heed</span>
      </Link>
      {Places.filter((place) => place.rest !== true).map((place) => <RailLink key={place.path} place={place} firing={status?.firing ?? 0} />)}
      <div className={classes.rest} data-open={opened} onClick={() => setOpened(false)}>
        {rest.map((place) => <RailLink key={place.path} place={place} firing={0} />)}
      </div>
      <button type="button" className={classes.more} aria-expanded={opened} onClick={() => setOpened(!opened)}
        data-current={rest.some((place) => isCurrent(place.path, path))}>
        <MoreIcon />
        <span>More</span>
      </button>
      <span className={classes.version}>{status === null ? '' : `Heed ${status.version}${status.pair ? ` · ${pairWord(status.pair)}` : ''}`}</span>
    </nav>
  );
}

function RailLink({ place, firing }: { place: RailPlace; firing: number }) {
  const [path] = useLocation();
  const linkTo = useLinkTo();
  const { path: to, word, key, icon: Icon } = place;
  return (
    <Link href={linkTo(to)} className={classes.place} aria-current={isCurrent(to, path) ? 'page' : undefined} title={`${word} (${key})`}>
      <Icon />
      <span>{word}</span>
      {word === 'Alerts' && firing > 0 && <span className={classes.count} aria-label={`${firing} firing`}>{formatCount(firing)}</span>}
    </Link>
  );
}

function isCurrent(place: string, path: string): boolean {
  return place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`);
}

function LiveSwitch() {
  const { live } = useServerClock();
  return (
    <button type="button" role="switch" aria-checked={live} className={classes.live} onClick={() => setLive(!live)}
      title={live ? 'Figures follow the server. Switch off to hold the picture (l).' : 'The picture is held. Switch on to follow the server (l).'}>
      <span className={classes.liveDot} />
      {live ? 'Live' : 'Held'}
    </button>
  );
}

const Schemes = ['auto', 'light', 'dark'] as const;

function ThemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = Schemes[(Schemes.indexOf(colorScheme) + 1) % Schemes.length] ?? 'auto';
  return (
    <IconButton label={`Theme: ${colorScheme}. Change to ${next}`} onClick={() => setColorScheme(next)}>
      {colorScheme === 'light' ? <SunIcon /> : colorScheme === 'dark' ? <MoonIcon /> : <AutoIcon />}
    </IconButton>
  );
}

/** One quiet line over the page: the demo's clock, or that the server is out of reach. */
function Banners() {
  const { status, nowMs } = useServerClock();
  const connection = useConnection();
  return (
    <>
      {status?.mode === 'demo' && nowMs !== null && (
        <p className={classes.demo}>
          <span>{status.speed === 0 ? 'demo: the recording has ended' : <>demo: recorded traffic, {Math.round(status.speed).toLocaleString('en-US')}&nbsp;×&nbsp;real time</>}</span>
          <b>{formatDay(nowMs)}</b>
        </p>
      )}
      {status?.pair && pairWarning(status.pair) !== null && <p className={classes.lost} role="status">{pairWarning(status.pair)}</p>}
      {connection === 'lost' && (
        <p className={classes.lost} role="status">
          The server does not answer. {nowMs === null ? 'Nothing has been read yet.' : `Figures are stale since ${formatDay(nowMs)}, ${new Date(nowMs).toLocaleTimeString('en-GB')}.`} Trying again.
        </p>
      )}
    </>
  );
}
