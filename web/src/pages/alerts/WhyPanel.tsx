import { useState } from 'react';
import { Link } from 'wouter';

import { useExplanation, usePastExplanation, type Explanation, type ReceiverExplanation } from '../../api/explain';
import type { AlertItem } from '../../api/types';
import { Answered, Panel, Skeleton } from '../../components/Panel';
import rows from '../../components/rows.module.css';
import { StateMark } from '../../components/StateMark';
import { TimedText } from '../../components/TimedText';
import { TimeText } from '../../components/TimeText';
import { causeSentence, sentence, type StateWords } from '../../format/words';
import { useLinkTo } from '../../state/address';
import classes from './WhyPanel.module.css';

/** Who was told of the alert and who was not, and why: now, or at any time that the journal reaches back to. */
export function WhyPanel({ alert }: { alert: AlertItem }) {
  const [at, setAt] = useState('');
  const timeMs = Date.parse(at);
  const past = Number.isFinite(timeMs) ? new Date(timeMs).toISOString() : null;
  const now = useExplanation(alert.name, alert.labels);
  const then = usePastExplanation(alert.name, alert.labels, past);
  return (
    <Panel title="Why, and why not" actions={(
      <label className={classes.at}>at <input type="datetime-local" value={at} aria-label="At" onChange={(event) => setAt(event.target.value)} /></label>
    )}>
      <Answered answer={past === null ? now : then} skeleton={<Skeleton height={90} />}>
        {(explanation) => <Why explanation={explanation} />}
      </Answered>
    </Panel>
  );
}

export function Why({ explanation }: { explanation: Explanation }) {
  const linkTo = useLinkTo();
  const [alert] = explanation.alerts;
  if (alert === undefined) {
    return (
      <ul className={classes.list}>
        {explanation.rules.length === 0 && <li>No rule and no alert of this name was known then.</li>}
        {explanation.rules.map((rule, i) => (
          <li key={i}><TimedText text={causeSentence(rule.summary, '')} />{rule.readings.slice(0, 3).map((reading) => <span key={reading.text} className={rows.text}><TimedText text={reading.text} /></span>)}</li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <p className={classes.summary}><TimedText text={causeSentence(alert.summary, alert.labels.model_name ?? '')} /></p>
      {alert.incident !== null && <p><Link href={linkTo(`/incidents/${encodeURIComponent(alert.incident.id)}`)}>{sentence(alert.incident.title)}</Link> <span className="quiet">{alert.incident.state}</span></p>}
      <ul className={classes.list}>
        {alert.receivers.map((receiver, i) => (
          <li key={i}>
            <StateMark {...outcomeWords(receiver)} /> <b>{receiver.receiver}</b> <span className="quiet">{receiver.integration} <TimeText time={receiver.time} /></span>
            <span className={rows.text}><TimedText text={causeSentence(receiver.text, '')} />{receiver.next_decision !== null && <> Decides again <TimeText time={receiver.next_decision} />.</>}</span>
          </li>
        ))}
      </ul>
      {alert.steps.length > 0 && (
        <details>
          <summary>{alert.steps.length} steps in the journal</summary>
          <ol className={classes.list}>
            {alert.steps.map((step, i) => <li key={i}><TimeText time={step.time} /> <span className={rows.text}>{step.receiver === null ? '' : `${step.receiver}: `}<TimedText text={step.text} /></span></li>)}
          </ol>
        </details>
      )}
    </>
  );
}

/** A notice that could not be handed over is not news that reached somebody. */
export function outcomeWords({ outcome, delivery }: Pick<ReceiverExplanation, 'outcome' | 'delivery'>): StateWords {
  if (outcome === 'held') {
    return { tone: 'unknown', word: 'Held' };
  }
  return delivery === 'failed' ? { tone: 'critical', word: 'Failed' } : delivery === 'pending' ? { tone: 'warning', word: 'On its way' } : { tone: 'good', word: 'Told' };
}
