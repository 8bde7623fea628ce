import { useState } from 'react';
import { Link, useLocation } from 'wouter';

import { useIncidents, type IncidentSummary } from '../../api/incidents';
import { joined } from '../../components/joined';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Skeleton } from '../../components/Panel';
import rows from '../../components/rows.module.css';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { TimeText } from '../../components/TimeText';
import { countOf, sentence } from '../../format/words';
import { modelPath, useLinkTo } from '../../state/address';
import { useListKeys } from '../../state/keys';
import classes from './IncidentsPage.module.css';
import { incidentWords, VerdictWords } from './words';

export default function IncidentsPage() {
  const answer = useIncidents();
  return (
    <>
      <h1 className={table.title}>Incidents</h1>
      <Answered answer={answer} skeleton={<Skeleton lines={6} height={58} />}>
        {({ incidents, open }) => incidents.length === 0
          ? <Empty why="Nothing has interrupted anybody" height={280} fill="Alerts of one model that share a cause become one incident. Those of the last four weeks stand here." />
          : <IncidentList incidents={incidents} open={open} />}
      </Answered>
    </>
  );
}

function IncidentList({ incidents, open }: { incidents: IncidentSummary[]; open: number }) {
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const [marked, setMarked] = useState(0);
  useListKeys(incidents.length, marked, setMarked, () => {
    const incident = incidents[marked];
    if (incident !== undefined) {
      navigate(linkTo(`/incidents/${encodeURIComponent(incident.id)}`));
    }
  });
  return (
    <>
      <p className={layout.summary}>{open === 0 ? 'None is open.' : `${open} ${open === 1 ? 'is' : 'are'} open.`} The last four weeks have {countOf(incidents.length, 'incident')}.</p>
      <ul className={rows.list} aria-label="Incidents, open first">
        {incidents.map((incident, i) => <Row key={incident.id} incident={incident} marked={i === marked} />)}
      </ul>
    </>
  );
}

function Row({ incident, marked }: { incident: IncidentSummary; marked: boolean }) {
  const linkTo = useLinkTo();
  return (
    <li className={joined(rows.row, classes.row)} data-marked={marked}>
      <span className={classes.state}><StateMark {...incidentWords(incident.state, incident.severity)} /></span>
      <span className={classes.what}>
        <Link href={linkTo(`/incidents/${encodeURIComponent(incident.id)}`)} className={rows.name}>{sentence(incident.title)}</Link>
        <span className={classes.sub}>
          <Link href={linkTo(modelPath(incident.model))} className={rows.model}>{incident.model}</Link>
          <span>{incident.severity}</span>
          <span>{countOf(incident.alert_count, 'alert')}{incident.firing_count === 0 ? '' : `, ${incident.firing_count} firing`}</span>
          {incident.acknowledged_by !== null && <span>{incident.acknowledged_by} has it</span>}
          {incident.verdict !== null && <span>{VerdictWords[incident.verdict]}</span>}
        </span>
      </span>
      <span className={joined(rows.quiet, classes.since)}><TimeText time={incident.started_at} /></span>
    </li>
  );
}
