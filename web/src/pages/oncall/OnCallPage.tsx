import { useState } from 'react';
import { Link } from 'wouter';

import { useEscalations, useOnCall, type OnCallNow, type ScheduleNow, type Shift } from '../../api/oncall';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import table from '../../components/table.module.css';
import { TimeText } from '../../components/TimeText';
import { formatAbsolute } from '../../format/time';
import { useLinkTo } from '../../state/address';
import type { Picked } from './calendar';
import { Calendar } from './Calendar';
import { Ladder } from './Ladder';
import classes from './OnCallPage.module.css';
import { Overrides } from './OverrideForm';

export default function OnCallPage() {
  const answer = useOnCall();
  const linkTo = useLinkTo();
  return (
    <>
      <div className={layout.bar}>
        <h1 className={table.title}>On call</h1>
        <Link href={linkTo('/oncall/noise')}>Noise report: was it worth it?</Link>
      </div>
      <Answered answer={answer} skeleton={<Skeleton height={320} />}>
        {(now) => now.schedules.length === 0
          ? <Empty why="Nobody is on call" height={280} fill={<>Name a file of people, schedules and policies with <code>oncall: oncall.yml</code> in heed.yml.</>} />
          : <OnCall now={now} />}
      </Answered>
    </>
  );
}

function OnCall({ now }: { now: OnCallNow }) {
  const [picked, setPicked] = useState<Picked | null>(null);
  return (
    <div className={layout.stack}>
      <ul className={classes.cards} aria-label="Now and next">
        {now.schedules.map((schedule) => <NowCard key={schedule.name} schedule={schedule} people={now.people} />)}
      </ul>
      <Panel title="Two weeks from now" aside={<span className={classes.hint}>Drag over a band to let somebody stand in for that time.</span>}>
        <Calendar now={now} pick={setPicked} />
      </Panel>
      <div className={layout.halves}>
        <Overrides now={now} picked={picked} />
        <Escalations />
      </div>
    </div>
  );
}

function NowCard({ schedule, people }: { schedule: ScheduleNow; people: OnCallNow['people'] }) {
  const quiet = people.find(({ name }) => name === schedule.now?.person)?.quiet === true;
  return (
    <li className={classes.card}>
      <h2>{schedule.name}</h2>
      {schedule.now === null ? <b className={classes.nobody}>Nobody</b> : <b>{schedule.now.full_name}</b>}
      <span className="quiet">
        {schedule.now?.to != null && <>until {untilText(schedule.now)}. </>}
        {schedule.next === null ? 'Nobody is next.' : <>Next {schedule.next.full_name}, <TimeText time={schedule.next.from} />.</>}
        {schedule.backup !== null && <> Backup: {schedule.backup}.</>}
        {quiet && ' Quiet hours: only what is critical pages now.'}
      </span>
      <a href={`/v1/oncall/schedules/${encodeURIComponent(schedule.name)}.ics`}>Calendar to subscribe to</a>
    </li>
  );
}

function untilText({ to }: Shift): string {
  return to === null ? 'further notice' : formatAbsolute(Date.parse(to));
}

function Escalations() {
  const answer = useEscalations();
  return (
    <Panel title="Whom incidents page">
      <Answered answer={answer} skeleton={<Skeleton height={120} />}>
        {({ escalations }) => escalations.length === 0
          ? <Empty why="Nobody is paged" fill="An incident that is open pages people step by step; its ladder stands here." height={120} />
          : <ul>{escalations.map((escalation) => <Ladder key={escalation.incident} escalation={escalation} />)}</ul>}
      </Answered>
    </Panel>
  );
}
