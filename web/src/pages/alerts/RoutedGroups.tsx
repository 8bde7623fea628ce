import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';

import { useAlertGroups, type AlertGroup, type RoutedAlert } from '../../api/groups';
import type { AlertItem } from '../../api/types';
import { Labels } from '../../components/Labels';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import rows from '../../components/rows.module.css';
import { TimeText } from '../../components/TimeText';
import { alertWords, countOf, sentence } from '../../format/words';
import { useLinkTo } from '../../state/address';
import { useListKeys } from '../../state/keys';
import { AlertRow, Row } from './AlertRow';
import classes from './AlertsPage.module.css';
import { groupTitle, heldBy, ruleAlerts } from './routing';

/** The alerts as notices carry them: by receiver and the labels that a route groups by, those of other Prometheus servers included. */
export function RoutedGroups({ alerts }: { alerts: readonly AlertItem[] }) {
  const answer = useAlertGroups();
  return (
    <Answered answer={answer} skeleton={<Skeleton lines={6} height={48} />}>
      {(groups) => groups.length === 0
        ? <Empty why="No alert is routed" height={320} fill="Firing alerts stand here by the receiver and the group that their notice has. Pending ones have none yet: they stand under By state." />
        : <GroupList groups={groups} alerts={alerts} />}
    </Answered>
  );
}

function GroupList({ groups, alerts }: { groups: readonly AlertGroup[]; alerts: readonly AlertItem[] }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const [marked, setMarked] = useState(0);
  const known = useMemo(() => ruleAlerts(alerts), [alerts]);
  const rowsOf = useMemo(() => groups.map((group) => group.alerts.map((routed) => ({ routed, item: known(routed) }))), [groups, known]);
  const listed = useMemo(() => rowsOf.flat(), [rowsOf]);
  useListKeys(listed.length, marked, setMarked, () => {
    const item = listed[marked]?.item;
    if (item !== undefined) {
      navigate(linkTo(`/alerts/${item.fingerprint}`));
    }
  });

  // Two routes may have groups of one receiver and the same labels: their place tells them apart.
  return groups.map((group, place) => (
    <section key={place} className={classes.group} aria-label={groupTitle(group)}>
      <h2>
        {group.receiver.name} <span>{countOf(group.alerts.length, 'alert')}</span>
        {Object.keys(group.labels).length > 0 && <span className={classes.groupLabels}><Labels labels={group.labels} /></span>}
      </h2>
      <ul className={rows.list}>
        {rowsOf[place]?.map((row) => (row.item === undefined
          ? <PostedRow key={row.routed.fingerprint} alert={row.routed} marked={row === listed[marked]} />
          : <AlertRow key={row.routed.fingerprint} alert={row.item} marked={row === listed[marked]} />))}
      </ul>
    </section>
  ));
}

/** An alert whose rule is evaluated elsewhere: its value and curve are there. */
function PostedRow({ alert, marked }: { alert: RoutedAlert; marked: boolean }) {
  const { labels, annotations } = alert;
  const severity = labels.severity ?? '';
  const held = heldBy(alert);
  return (
    <Row words={alertWords(alert.status.state === 'suppressed' ? 'suppressed' : 'firing', severity)} marked={marked} severity={severity} model={labels.model_name ?? null}
      name={<span className={classes.posted}>{labels.alertname ?? 'an alert without a name'}</span>}
      text={annotations.summary ?? annotations.description ?? 'It has no summary'}
      note={held !== null && sentence(held)}
      value={alert.generatorURL !== '' && <a href={alert.generatorURL} rel="noreferrer">its rule</a>}
      since={<TimeText time={alert.startsAt} />} />
  );
}
