import type { ReactNode } from 'react';
import { Link } from 'wouter';

import type { AlertItem } from '../../api/types';
import { joined } from '../../components/joined';
import rows from '../../components/rows.module.css';
import { StateMark } from '../../components/StateMark';
import { TimedText } from '../../components/TimedText';
import { TimeText } from '../../components/TimeText';
import { formatScore } from '../../format/number';
import { alertWords, causeSentence, reasonWord, type StateWords } from '../../format/words';
import { modelPath, useLinkTo } from '../../state/address';
import classes from './AlertsPage.module.css';

export function AlertRow({ alert, marked }: { alert: AlertItem; marked: boolean }) {
  const linkTo = useLinkTo();
  return (
    <Row words={alertWords(alert.state, alert.severity)} marked={marked} model={alert.model} severity={alert.severity}
      name={<Link href={linkTo(`/alerts/${alert.fingerprint}`)} className={rows.name}>{alert.name}</Link>}
      text={alert.annotations.summary ?? alert.annotations.description ?? alert.expression}
      note={alert.reason !== null && alert.state === 'suppressed' && <>{reasonWord(alert.state)} <TimedText text={alert.reason} /></>}
      value={<span title="Value of the expression">{formatScore(alert.value)}</span>}
      since={(
        <>
          {alert.resolved_at === null ? <TimeText time={alert.active_since} /> : <>resolved <TimeText time={alert.resolved_at} /></>}
          {alert.state === 'pending' && <span className={classes.hold}>fires after {alert.hold}</span>}
        </>
      )} />
  );
}

export interface RowProps {
  words: StateWords;
  marked: boolean;
  name: ReactNode;
  model: string | null;
  severity: string;
  text: string;
  note: ReactNode;
  value: ReactNode;
  since: ReactNode;
}

/** One alert in a list, whoever evaluated its rule. */
export function Row({ words, marked, name, model, severity, text, note, value, since }: RowProps) {
  const linkTo = useLinkTo();
  return (
    <li className={joined(rows.row, classes.row)} data-marked={marked}>
      <span className={classes.mark}><StateMark {...words} /></span>
      <span className={classes.what}>
        {name}
        {model !== null && <Link href={linkTo(modelPath(model))} className={rows.beside}>{model}</Link>}
        <span className={rows.text}>{causeSentence(text, model ?? '')}</span>
        {note !== false && <span className={rows.note}>{note}</span>}
      </span>
      <span className={joined(rows.quiet, classes.severity)}>{severity}</span>
      <span className={classes.value}>{value}</span>
      <span className={joined(rows.quiet, classes.since)}>{since}</span>
    </li>
  );
}
