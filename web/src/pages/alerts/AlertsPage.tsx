import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';

import { useAlerts } from '../../api/hooks';
import type { AlertItem, AlertState } from '../../api/types';
import { AlertsNav } from '../../components/AlertsNav';
import { joined } from '../../components/joined';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import rows from '../../components/rows.module.css';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { TimedText } from '../../components/TimedText';
import { TimeText } from '../../components/TimeText';
import { formatScore } from '../../format/number';
import { alertWords, causeSentence, compareAlerts, reasonWord } from '../../format/words';
import { modelPath, useLinkTo } from '../../state/address';
import { useListKeys } from '../../state/keys';
import { AlertDetails } from './AlertDetails';
import classes from './AlertsPage.module.css';

const States: readonly { state: AlertState; word: string }[] = [
  { state: 'firing', word: 'Firing' },
  { state: 'pending', word: 'Pending' },
  { state: 'suppressed', word: 'Suppressed' },
  { state: 'resolved', word: 'Resolved' },
];

export default function AlertsPage({ fingerprint }: { fingerprint: string | null }) {
  const answer = useAlerts();
  return (
    <>
      {fingerprint === null && <><h1 className={table.title}>Alerts</h1><AlertsNav /></>}
      <Answered answer={answer} skeleton={<Skeleton lines={6} height={48} />}>
        {({ alerts }) => {
          if (fingerprint === null) {
            return <AlertList alerts={alerts} />;
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

function AlertRow({ alert, marked }: { alert: AlertItem; marked: boolean }) {
  const linkTo = useLinkTo();
  const summary = alert.annotations.summary ?? alert.annotations.description ?? alert.expression;
  return (
    <li className={joined(rows.row, classes.row)} data-marked={marked}>
      <span className={classes.mark}><StateMark {...alertWords(alert.state, alert.severity)} /></span>
      <span className={classes.what}>
        <Link href={linkTo(`/alerts/${alert.fingerprint}`)} className={rows.name}>{alert.name}</Link>
        {alert.model !== null && <Link href={linkTo(modelPath(alert.model))} className={rows.beside}>{alert.model}</Link>}
        <span className={rows.text}>{causeSentence(summary, alert.model ?? '')}</span>
        {alert.reason !== null && alert.state === 'suppressed' && <span className={rows.note}>{reasonWord(alert.state)} <TimedText text={alert.reason} /></span>}
      </span>
      <span className={joined(rows.quiet, classes.severity)}>{alert.severity}</span>
      <span className={classes.value} title="Value of the expression">{formatScore(alert.value)}</span>
      <span className={joined(rows.quiet, classes.since)}>
        {alert.resolved_at === null ? <TimeText time={alert.active_since} /> : <>resolved <TimeText time={alert.resolved_at} /></>}
        {alert.state === 'pending' && <span className={classes.hold}>fires after {alert.hold}</span>}
      </span>
    </li>
  );
}
