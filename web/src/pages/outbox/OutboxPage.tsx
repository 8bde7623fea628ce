import { Fragment, useState } from 'react';
import { useLocation } from 'wouter';

import { useNotifications } from '../../api/hooks';
import type { NotificationItem } from '../../api/types';
import { Labels } from '../../components/Labels';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { TimeText } from '../../components/TimeText';
import { DAY_MS, formatDateTime } from '../../format/time';
import { countOf, NoticeWords } from '../../format/words';
import { useLinkTo } from '../../state/address';
import { useServerClock } from '../../state/clock';
import { useListKeys } from '../../state/keys';
import classes from './OutboxPage.module.css';

export default function OutboxPage({ id }: { id: string | null }) {
  const answer = useNotifications();
  return (
    <>
      <h1 className={table.title}>Outbox</h1>
      <Answered answer={answer} skeleton={<Skeleton lines={6} height={44} />}>
        {({ notifications }) => notifications.length === 0
          ? <Empty why="No notice has been made yet" fill={<>A firing alert whose route has a receiver makes one. Receivers stand in the file under <code>alertmanager:</code> of heed.yml.</>} height={280} />
          : <Notices notices={notifications} id={id} />}
      </Answered>
    </>
  );
}

function Notices({ notices, id }: { notices: NotificationItem[]; id: string | null }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const [marked, setMarked] = useState(0);
  const toggle = (notice: NotificationItem | undefined): void => {
    if (notice !== undefined) {
      navigate(linkTo(notice.id === id ? '/outbox' : `/outbox/${encodeURIComponent(notice.id)}`));
    }
  };
  useListKeys(notices.length, marked, setMarked, () => toggle(notices[marked]));
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">State</th><th scope="col">Notice</th><th scope="col">About</th><th scope="col">Receiver</th>
            <th scope="col">Why now</th><th scope="col" className="number">Time</th>
          </tr>
        </thead>
        <tbody>
          {notices.map((notice, i) => (
            <Fragment key={notice.id}>
              <tr className={table.row} data-open={notice.id === id} data-marked={i === marked} onClick={() => toggle(notice)}>
                <td>
                  <StateMark {...NoticeWords[notice.state]} />
                  {notice.attempts > 1 && <span className={table.sub}>{countOf(notice.attempts, 'attempt')}</span>}
                </td>
                <td className={classes.notice}>
                  <button type="button" className={table.main} aria-expanded={notice.id === id} onClick={(event) => {
                    event.stopPropagation();
                    toggle(notice);
                  }}>
                    {notice.title}
                  </button>
                  {notice.error !== null && <span className={table.sub}>{notice.error}</span>}
                </td>
                <td data-label="About">{notice.status === 'firing' ? 'firing' : 'resolved'}, {countOf(notice.alerts.length, 'alert')}</td>
                <td data-label="Receiver"><span>{notice.receiver} <span className="quiet">{notice.integration}</span></span></td>
                <td data-label="Why now">{notice.reason?.replaceAll('_', ' ') ?? ''}</td>
                <td data-label="Time" className="number"><TimeText time={notice.time} /></td>
              </tr>
              {notice.id === id && <tr className={table.open}><td colSpan={6}><Opened notice={notice} /></td></tr>}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** When a notice went out. Sockets know only the machine's clock: in a demo that is years after the simulated now. */
function SentAt({ time }: { time: string | null }) {
  const { nowMs } = useServerClock();
  if (time === null) {
    return 'not yet';
  }
  return nowMs !== null && Date.parse(time) > nowMs + DAY_MS
    ? <>{formatDateTime(Date.parse(time))} by the machine&apos;s clock</>
    : <TimeText time={time} />;
}

/** The notice as it was rendered, and the alerts in it. */
function Opened({ notice }: { notice: NotificationItem }) {
  return (
    <div className={classes.opened}>
      <article className={classes.message} aria-label="The notice as it was sent">
        <h2>{notice.title}</h2>
        <p>{notice.text}</p>
      </article>
      <dl className={table.facts}>
        <dt>Made</dt><dd><TimeText time={notice.time} /></dd>
        <dt>Sent</dt><dd><SentAt time={notice.sent_at} />, {countOf(notice.attempts, 'attempt')}</dd>
        {notice.error !== null && <><dt>Error</dt><dd>{notice.error}</dd></>}
        <dt>Group</dt><dd><Labels labels={notice.group_labels} /></dd>
        <dt>Group key</dt><dd><code>{notice.group_key}</code></dd>
      </dl>
      <ul className={classes.alerts} aria-label="Alerts in the notice">
        {notice.alerts.map((alert, i) => (
          <li key={i}>
            <span>
              <StateMark tone={alert.status === 'resolved' ? 'good' : alert.severity === 'critical' ? 'critical' : 'warning'}
                word={alert.status === 'resolved' ? 'Resolved' : 'Firing'} />
              {' '}<b>{alert.name}</b> <span className="quiet">{alert.annotations.summary ?? ''}</span>
            </span>
            <span className="quiet">since <TimeText time={alert.starts_at} /></span>
            <Labels labels={alert.labels} />
          </li>
        ))}
      </ul>
    </div>
  );
}
