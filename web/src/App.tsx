import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch } from 'wouter';

import { useStatus } from './api/hooks';
import { Frame } from './components/Frame';
import { Skeleton } from './components/Panel';
import { HealthPage } from './pages/health/HealthPage';
import { NotFoundPage } from './pages/NotFoundPage';
import { acceptStatus } from './state/clock';
import { connectStream } from './state/stream';

const ModelsPage = lazy(() => import('./pages/models/ModelsPage'));
const ModelPage = lazy(() => import('./pages/model/ModelPage'));
const AlertsPage = lazy(() => import('./pages/alerts/AlertsPage'));
const PreviewPage = lazy(() => import('./pages/preview/PreviewPage'));
const SilencesPage = lazy(() => import('./pages/silences/SilencesPage'));
const ObjectivesPage = lazy(() => import('./pages/objectives/ObjectivesPage'));
const ObjectivePage = lazy(() => import('./pages/objectives/ObjectivePage'));
const IncidentsPage = lazy(() => import('./pages/incidents/IncidentsPage'));
const IncidentPage = lazy(() => import('./pages/incidents/IncidentPage'));
const NoisePage = lazy(() => import('./pages/noise/NoisePage'));
const OnCallPage = lazy(() => import('./pages/oncall/OnCallPage'));
const ReviewsPage = lazy(() => import('./pages/reviews/ReviewsPage'));
const OutboxPage = lazy(() => import('./pages/outbox/OutboxPage'));
const ExplorePage = lazy(() => import('./pages/explore/ExplorePage'));
const SettingsPage = lazy(() => import('./pages/settings/SettingsPage'));

export function App() {
  const client = useQueryClient();
  const status = useStatus();
  useEffect(() => connectStream(client), [client]);
  useEffect(() => {
    if (status.data !== undefined) {
      acceptStatus(status.data);
    }
  }, [status.data]);

  return (
    <Frame>
      <Suspense fallback={<Skeleton height={320} />}>
        <Switch>
          <Route path="/"><HealthPage /></Route>
          <Route path="/models"><ModelsPage /></Route>
          <Route path="/models/:name/:tab?">
            {({ name, tab }) => <ModelPage key={name} name={decodeURIComponent(name)} tab={tab ?? 'overview'} />}
          </Route>
          <Route path="/alerts/preview"><PreviewPage /></Route>
          <Route path="/alerts/silences"><SilencesPage /></Route>
          <Route path="/alerts/:fingerprint?">{({ fingerprint }) => <AlertsPage fingerprint={fingerprint ?? null} />}</Route>
          <Route path="/objectives/:model?">{({ model }) => <ObjectivesPage model={model === undefined ? null : decodeURIComponent(model)} />}</Route>
          <Route path="/objectives/:model/:name">
            {({ model, name }) => <ObjectivePage key={`${model}/${name}`} model={decodeURIComponent(model)} name={decodeURIComponent(name)} />}
          </Route>
          <Route path="/incidents"><IncidentsPage /></Route>
          <Route path="/incidents/:id">{({ id }) => <IncidentPage key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/oncall/noise"><NoisePage /></Route>
          <Route path="/oncall"><OnCallPage /></Route>
          <Route path="/reviews"><ReviewsPage /></Route>
          <Route path="/outbox/:id?">{({ id }) => <OutboxPage id={id === undefined ? null : decodeURIComponent(id)} />}</Route>
          <Route path="/explore"><ExplorePage /></Route>
          <Route path="/settings"><SettingsPage /></Route>
          <Route><NotFoundPage /></Route>
        </Switch>
      </Suspense>
    </Frame>
  );
}
