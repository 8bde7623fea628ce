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
import { groupTitle, heldBy, ruleAlertOf } from './routing';

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
  const listed = useMemo(() => groups.flatMap((group) => group.alerts.map((routed) => ({ routed, item: ruleAlertOf(routed, alerts) }))), [groups, alerts]);
  useListKeys(listed.length, marked, setMarked, () => {
    const item = listed[marked]?.item;
    if (item !== undefined) {
      navigate(linkTo(`/alerts/${item.fingerprint}`));
    }
  });
  const starts = useMemo(() => groups.map((_, i) => groups.slice(0, i).reduce((count, group) => count + group.alerts.length, 0)), [groups]);
  return groups.map((group, i) => (
    <section key={groupTitle(group)} className={classes.group} aria-label={groupTitle(group)}>
      <h2>
        {group.receiver.name} <span>{countOf(group.alerts.length, 'alert')}</span>
        {Object.keys(group.labels).length > 0 && <span className={classes.groupLabels}><Labels labels={group.labels} /></span>}
      </h2>
      <ul className={rows.list}>
        {listed.slice(starts[i], (starts[i] ?? 0) + group.alerts.length).map(({ routed, item }, j) => {
          const isMarked = marked === (starts[i] ?? 0) + j;
          return item === undefined ? <PostedRow key={routed.fingerprint} alert={routed} marked={isMarked} /> : <AlertRow key={routed.fingerprint} alert={item} marked={isMarked} />;
        })}
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
