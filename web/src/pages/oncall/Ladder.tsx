import { Link } from 'wouter';

import type { Escalation } from '../../api/oncall';
import { StateMark } from '../../components/StateMark';
import { TimeText } from '../../components/TimeText';
import type { StateWords } from '../../format/words';
import { useLinkTo } from '../../state/address';
import classes from './OnCallPage.module.css';

const Phases: Record<Escalation['phase'], StateWords> = {
  escalating: { tone: 'critical', word: 'Escalating' },
  acknowledged: { tone: 'warning', word: 'Acknowledged' },
  exhausted: { tone: 'critical', word: 'Exhausted' },
  resolved: { tone: 'good', word: 'Resolved' },
};

/** One incident's steps as a ladder: whom each names, how long it waits, and which comes next. */
export function Ladder({ escalation }: { escalation: Escalation }) {
  const linkTo = useLinkTo();
  const { incident, title, phase, policy, steps, next_step: next, next_at: nextAt, acknowledged_by: by } = escalation;
  return (
    <li className={classes.ladder}>
      <p className={classes.ladderHead}>
        <StateMark {...Phases[phase]} />
        <Link href={linkTo(`/incidents/${encodeURIComponent(incident)}`)}>{title}</Link>
        <span className="quiet">{policy}, since <TimeText time={escalation.opened_at} />{by === null ? '' : `; ${by} has it`}</span>
      </p>
      <ol>
        {steps.map((step, i) => (
          <li key={i} aria-current={i + 1 === next ? 'step' : undefined}>
            <b>{step.targets.join(step.round_robin ? ' or, in turn, ' : ' and ')}</b>
            <span className="quiet">waits {step.wait}{i + 1 === next && nextAt !== null && <>; is paged <TimeText time={nextAt} /></>}</span>
          </li>
        ))}
      </ol>
    </li>
  );
}
