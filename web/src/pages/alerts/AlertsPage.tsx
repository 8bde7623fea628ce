import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';

import { useAlerts } from '../../api/hooks';
import type { AlertItem, AlertState } from '../../api/types';
import { AlertsNav } from '../../components/AlertsNav';
import choices from '../../components/choices.module.css';
import { joined } from '../../components/joined';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import rows from '../../components/rows.module.css';
import table from '../../components/table.module.css';
import { compareAlerts } from '../../format/words';
import { useLinkTo, useSearchParams, useSetParams } from '../../state/address';
import { useListKeys } from '../../state/keys';
import { AlertDetails } from './AlertDetails';
import { AlertRow } from './AlertRow';
import classes from './AlertsPage.module.css';
import { RoutedGroups } from './RoutedGroups';

const States: readonly { state: AlertState; word: string }[] = [
  { state: 'firing', word: 'Firing' },
  { state: 'pending', word: 'Pending' },
  { state: 'suppressed', word: 'Suppressed' },
  { state: 'resolved', word: 'Resolved' },
];

export default function AlertsPage({ fingerprint }: { fingerprint: string | null }) {
  const answer = useAlerts();
  const routed = useSearchParams().get('by') === 'route';
  return (
    <>
      {fingerprint === null && <><h1 className={table.title}>Alerts</h1><AlertsNav /><OrderChoice routed={routed} /></>}
      <Answered answer={answer} skeleton={<Skeleton lines={6} height={48} />}>
        {({ alerts }) => {
          if (fingerprint === null) {
            return routed ? <RoutedGroups alerts={alerts} /> : <AlertList alerts={alerts} />;
          }
          const alert = alerts.find((each) => each.fingerprint === fingerprint);
          return alert === undefined
            ? <Empty why="This alert is gone" fill="It was resolved some time ago, or its labels changed. The list has those that are left." height={240} />
            : <AlertDetails alert={alert} />;
        }}
      </Answered>
    </>
  );
}

function OrderChoice({ routed }: { routed: boolean }) {
  const setParams = useSetParams();
  return (
    <div className={joined(choices.choices, classes.order)} role="group" aria-label="Order">
      <button type="button" aria-pressed={!routed} onClick={() => setParams({ by: null })}>By state</button>
      <button type="button" aria-pressed={routed} onClick={() => setParams({ by: 'route' })}>As routed</button>
    </div>
  );
}

function AlertList({ alerts }: { alerts: AlertItem[] }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const [marked, setMarked] = useState(0);
  const sorted = useMemo(() => [...alerts].sort(compareAlerts), [alerts]);
  useListKeys(sorted.length, marked, setMarked, () => {
    const alert = sorted[marked];
    if (alert !== undefined) {
      navigate(linkTo(`/alerts/${alert.fingerprint}`));
    }
  });
  if (sorted.length === 0) {
    return <Empty why="No alert is active" fill="Rules are evaluated; none holds. A rule that holds appears here as pending before it fires." height={320} />;
  }
  return (
    <>
      {States.map(({ state, word }) => {
        const group = sorted.filter((alert) => alert.state === state);
        return group.length === 0 ? null : (
          <section key={state} className={classes.group} aria-label={word}>
            <h2>{word} <span>{group.length}</span></h2>
            <ul className={rows.list}>
              {group.map((alert) => (
                <AlertRow key={alert.fingerprint} alert={alert} marked={sorted[marked]?.fingerprint === alert.fingerprint} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
