import { Link } from 'wouter';

import { useIncident, type IncidentAlert, type IncidentDetail } from '../../api/incidents';
import { joined } from '../../components/joined';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { PersonField } from '../../components/PersonField';
import rows from '../../components/rows.module.css';
import { StateMark } from '../../components/StateMark';
import stepLine from '../../components/steps.module.css';
import { TimeText } from '../../components/TimeText';
import { sentence } from '../../format/words';
import { modelPath, useLinkTo } from '../../state/address';
import { runbookOf } from '../alerts/runbook';
import { RunbookPanel } from '../alerts/RunbookPanel';
import { Acts } from './Acts';
import classes from './IncidentPage.module.css';
import { incidentWords, kindWord, lineTone, VerdictWords } from './words';

export default function IncidentPage({ id }: { id: string }) {
  const answer = useIncident(id);
  return (
    <Answered answer={answer} skeleton={<><Skeleton height={110} /><br /><Skeleton height={320} /></>}>
      {(incident) => (
        <>
          <Head incident={incident} />
          <Acts key={incident.id} incident={incident} />
          <Chain incident={incident} />
          <div className={layout.columns}>
            <Timeline incident={incident} />
            <div className={layout.stack}>
              <RunbookOf alerts={incident.alerts} />
              <AlertsPanel alerts={incident.alerts} />
            </div>
          </div>
        </>
      )}
    </Answered>
  );
}

function Head({ incident }: { incident: IncidentDetail }) {
  const linkTo = useLinkTo();
  return (
    <header className={classes.head}>
      <h1>{sentence(incident.title)}</h1>
      <p className={classes.sub}>
        <StateMark {...incidentWords(incident.state, incident.severity)} pill />
        <Link href={linkTo(modelPath(incident.model))}>{incident.model}</Link>
        <span className="quiet">{incident.severity}{incident.team === null ? '' : `, ${incident.team}`}</span>
        <span className="quiet">since <TimeText time={incident.started_at} /></span>
        {incident.acknowledged_by !== null && <span>{incident.acknowledged_by} has it</span>}
        {incident.verdict !== null && <span>{VerdictWords[incident.verdict]}{incident.judged_by === null ? '' : `, says ${incident.judged_by}`}</span>}
        <PersonField />
      </p>
    </header>
  );
}

/** Causes left, effects right: where the chain begins is where to look. */
function Chain({ incident }: { incident: IncidentDetail }) {
  return incident.chain.length === 0 ? null : (
    <Panel title="From cause to effect" className={classes.chainPanel}>
      <ol className={classes.chain}>
        {incident.chain.map(({ layer, alerts }, i) => (
          <li key={layer} data-first={i === 0}>
            <b>{layer === '' ? 'other' : layer.replaceAll('_', ' ')}</b>
            {alerts.map((name) => <span key={name}>{name}</span>)}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Timeline({ incident }: { incident: IncidentDetail }) {
  const lines = [...incident.timeline].reverse();
  return (
    <Panel title="Timeline, newest first">
      <ol className={stepLine.steps}>
        {lines.map((line, i) => (
          <li key={`${line.time}${i}`} className={classes.line} data-tone={lineTone(line.kind)} data-said={line.kind === 'comment'}>
            <span className={classes.when}><TimeText time={line.time} /></span>
            <b>{kindWord(line.kind)}</b>
            {line.who !== null && <span className="quiet"> {line.who}</span>}
            {line.text !== '' && <span className={joined(rows.text, classes.words)}>{line.text}</span>}
          </li>
        ))}
      </ol>
      {incident.timeline_dropped > 0 && <p className="quiet">{incident.timeline_dropped} lines found no room.</p>}
    </Panel>
  );
}

/** The runbook of the probable cause; where it has none, that of the first alert that has one. */
function RunbookOf({ alerts }: { alerts: IncidentAlert[] }) {
  const alert = alerts.find(({ annotations, runbook_url: url }) => runbookOf(annotations) !== '' || url !== null) ?? alerts[0];
  return alert === undefined ? null : <RunbookPanel text={runbookOf(alert.annotations)} url={alert.runbook_url} />;
}

const Standings: Record<IncidentAlert['standing'], string> = {
  announced: 'interrupted', joined: 'joined, since people knew', waiting: 'held',
};

function AlertsPanel({ alerts }: { alerts: IncidentAlert[] }) {
  const linkTo = useLinkTo();
  return (
    <Panel title="Alerts, the probable cause first">
      {alerts.length === 0 && <Empty why="No alert is left" fill="They ended before the incident was read." height={80} />}
      <ul className={classes.alerts}>
        {alerts.map((alert) => (
          <li key={alert.fingerprint}>
            <StateMark tone={alert.ends_at !== null ? 'good' : alert.severity === 'critical' ? 'critical' : 'warning'} word={alert.ends_at === null ? 'Firing' : 'Resolved'} />
            <span>
              <Link href={linkTo(`/alerts/${alert.fingerprint}`)}>{alert.name}</Link>
              <span className={rows.text}>{alert.annotations.summary ?? ''}</span>
              <span className="quiet">{Standings[alert.standing]}, since <TimeText time={alert.starts_at} /></span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
