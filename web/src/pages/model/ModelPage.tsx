import { lazy, Suspense, type ReactNode } from 'react';

import { useModel } from '../../api/hooks';
import type { ModelDetail } from '../../api/types';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import { TabBar } from '../../components/TabBar';
import { TimeText } from '../../components/TimeText';
import { formatBytes, formatCount } from '../../format/number';
import { formatDayTime, spanWords } from '../../format/time';
import { causeSentence, ModelWords } from '../../format/words';
import { modelPath } from '../../state/address';
import { FourPanels } from '../health/FourPanels';
import { LearningNote } from './LearningNote';
import classes from './ModelPage.module.css';

const QualityTab = lazy(() => import('./QualityTab'));
const DriftTab = lazy(() => import('./DriftTab'));
const BehaviourTab = lazy(() => import('./BehaviourTab'));
const ResourcesTab = lazy(() => import('./ResourcesTab'));

const Tabs: Record<string, string> = { overview: 'Overview', quality: 'Quality', drift: 'Drift', behaviour: 'Behaviour', resources: 'Resources' };

export default function ModelPage({ name, tab }: { name: string; tab: string }) {
  const answer = useModel(name);
  return (
    <Answered answer={answer} skeleton={<><Skeleton height={96} /><br /><Skeleton height={320} /></>}>
      {(model) => (
        <>
          <Head model={model} />
          {model.learning != null && <LearningNote learning={model.learning} />}
          <ModelNav name={name} tab={tab} drifting={model.drifting_features.length} />
          <Suspense fallback={<Skeleton height={320} />}>{tabOf(tab, model)}</Suspense>
        </>
      )}
    </Answered>
  );
}

function tabOf(tab: string, model: ModelDetail): ReactNode {
  switch (tab) {
    case 'overview':
      return <><FourPanels model={model} /><Facts model={model} /></>;
    case 'quality':
      return <QualityTab model={model} />;
    case 'drift':
      return <DriftTab model={model} />;
    case 'behaviour':
      return <BehaviourTab model={model.name} />;
    case 'resources':
      return <ResourcesTab model={model} />;
    default:
      return <Empty why={`A model has no page “${tab}”`} fill="Choose one of the tabs above." height={240} />;
  }
}

function Head({ model }: { model: ModelDetail }) {
  return (
    <header>
      <div className={classes.names}>
        <h1>{model.name}</h1>
        <StateMark {...ModelWords[model.state]} pill />
        <span className="quiet">{model.type}{model.team === null ? '' : `, ${model.team}`}</span>
      </div>
      <p className={classes.cause}>
        {model.cause === null ? 'Nothing out of the ordinary.' : causeSentence(model.cause, model.name)}
        {model.cause !== null && model.since !== null && <span className="quiet"> Since <TimeText time={model.since} />.</span>}
      </p>
    </header>
  );
}

function ModelNav({ name, tab, drifting }: { name: string; tab: string; drifting: number }) {
  const pathOf = (key: string): string => modelPath(name, key === 'overview' ? undefined : key);
  const count = drifting > 0 && <span className={classes.count} aria-label={`${drifting} drifting`}>{drifting}</span>;
  return (
    <TabBar label={`Pages of ${name}`} current={pathOf(tab)} tabs={[
      ...Object.entries(Tabs).map(([key, word]) => ({ path: pathOf(key), word, aside: key === 'drift' ? count : null })),
      { path: `/objectives/${encodeURIComponent(name)}`, word: 'Objectives' },
    ]} />
  );
}

/** What the figures rest on: the baseline, the windows, how far the events have come. */
function Facts({ model }: { model: ModelDetail }) {
  const { baseline, windows, counters } = model;
  const counted = Object.entries(counters).map(([key, count]) => [key.replaceAll('_', ' '), formatCount(count)] as const);
  return (
    <div className={classes.facts}>
      <Fact title="Baseline" rows={baseline === null ? [['', 'none yet']] : [
        ['version', baseline.version ?? '–'],
        ['records', formatCount(baseline.records)],
        ['features', formatCount(baseline.features)],
        ['from', baseline.from === null ? '–' : formatDayTime(Date.parse(baseline.from))],
        ['to', baseline.to === null ? '–' : formatDayTime(Date.parse(baseline.to))],
        ['size', formatBytes(baseline.size_bytes)],
      ]} />
      <Fact title="Windows" rows={[
        ['drift', spanWords(windows.drift)],
        ['quality', spanWords(windows.quality)],
        ['last event', model.last_event_at === null ? '–' : <TimeText key="e" time={model.last_event_at} />],
        ['watermark', model.watermark === null ? '–' : <TimeText key="w" time={model.watermark} />],
      ]} />
      <Fact title="Versions" rows={model.versions.length === 0 ? [['', 'events name no version']]
        : model.versions.map(({ version, requests }) => [version, `${formatCount(requests)} requests`])} />
      <Fact title="Counted" rows={counted} />
    </div>
  );
}

function Fact({ title, rows }: { title: string; rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <section className={classes.fact} aria-label={title}>
      <h2>{title}</h2>
      <dl>
        {rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
    </section>
  );
}
