import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { putSilence, useSilencePreview, type KnownAlert, type SilenceMatcher } from '../../api/silences';
import fields from '../../components/fields.module.css';
import { Labels } from '../../components/Labels';
import { Panel } from '../../components/Panel';
import { PersonField } from '../../components/PersonField';
import { DAY_MS, formatAbsolute, HOUR_MS } from '../../format/time';
import { countOf } from '../../format/words';
import { useServerClock } from '../../state/clock';
import { usePerson } from '../../state/person';
import { readMatchers, writeMatcher } from './matchers';
import classes from './SilencesPage.module.css';

const Lengths: readonly { words: string; ms: number }[] = [
  { words: '1 hour', ms: HOUR_MS }, { words: '2 hours', ms: 2 * HOUR_MS }, { words: '8 hours', ms: 8 * HOUR_MS },
  { words: '1 day', ms: DAY_MS }, { words: '3 days', ms: 3 * DAY_MS }, { words: '1 week', ms: 7 * DAY_MS },
];

const PauseMs = 250;

/** Matched alerts that are named; the rest is counted. */
const NamedAlerts = 8;

/** A silence, with what it would hold shown while it is typed. */
export function SilenceForm({ wished }: { wished: string }) {
  const client = useQueryClient();
  const by = usePerson();
  const { nowMs } = useServerClock();
  const [text, setText] = useState(wished);
  const [lengthMs, setLengthMs] = useState(2 * HOUR_MS);
  const [comment, setComment] = useState('');
  const read = useMemo(() => readMatchers(text), [text]);
  const put = useMutation({
    mutationFn: (matchers: SilenceMatcher[]) => putSilence({
      matchers, comment: comment.trim(), createdBy: by, startsAt: new Date(nowMs ?? 0).toISOString(), endsAt: new Date((nowMs ?? 0) + lengthMs).toISOString(),
    }),
    onSuccess: () => {
      setText('');
      setComment('');
      return Promise.all([client.invalidateQueries({ queryKey: ['silences'] }), client.invalidateQueries({ queryKey: ['alerts'] })]);
    },
  });
  const missing = by === '' ? 'Say who you are' : comment.trim() === '' ? 'Say why' : null;
  const matchers = read.matchers ?? [];
  return (
    <Panel title="Silence" actions={<PersonField />}>
      <form className={classes.form} onSubmit={(event) => {
        event.preventDefault();
        put.mutate(matchers);
      }}>
        <label className={fields.field}>
          Alerts whose labels match all of these, one a line: = != =~ !~
          <textarea className={fields.area} rows={Math.max(3, text.split('\n').length)} value={text} spellCheck={false} aria-invalid={read.error !== null}
            placeholder={'model_name="credit"\nalertname=~"Drift.*"'} onChange={(event) => setText(event.target.value)} />
        </label>
        {read.error !== null && <p role="alert" className={classes.wrong}>{read.error}</p>}
        <Held matchers={matchers} />
        <div className={classes.two}>
          <label className={fields.field}>
            For
            <select className={fields.control} value={lengthMs} onChange={(event) => setLengthMs(Number(event.target.value))}>
              {Lengths.map(({ words, ms }) => <option key={ms} value={ms}>{words}</option>)}
            </select>
          </label>
          <label className={fields.field}>
            Why
            <input className={fields.control} value={comment} maxLength={1000} onChange={(event) => setComment(event.target.value)} />
          </label>
        </div>
        <div className={classes.send}>
          <button type="submit" className={fields.first} disabled={missing !== null || matchers.length === 0 || nowMs === null || put.isPending}>Silence</button>
          <span className="quiet" role="status">
            {put.error?.message ?? (put.isSuccess && text === '' ? 'It stands.' : missing === null ? nowMs === null ? '' : `Until ${formatAbsolute(nowMs + lengthMs)}.` : `${missing}: it is kept with the silence.`)}
          </span>
        </div>
      </form>
    </Panel>
  );
}

/** What the matchers hold now. */
function Held({ matchers }: { matchers: readonly SilenceMatcher[] }) {
  const [asked] = useDebouncedValue(matchers.map(writeMatcher).join('\n'), PauseMs);
  const answer = useSilencePreview(asked === '' ? [] : asked.split('\n'));
  if (asked === '') {
    return <p className="quiet">What it would hold stands here while you type.</p>;
  }
  if (answer.error !== null) {
    return <p role="alert" className={classes.wrong}>{answer.error.message}</p>;
  }
  return answer.data === undefined ? <p className="quiet">Asking what it would hold.</p> : <HeldAlerts alerts={answer.data} />;
}

export function HeldAlerts({ alerts }: { alerts: readonly KnownAlert[] }) {
  return (
    <div className={classes.held} role="status">
      <b>{alerts.length === 0 ? 'It would hold nothing that fires now.' : `It would hold ${countOf(alerts.length, 'alert')} now:`}</b>
      <ul>
        {alerts.slice(0, NamedAlerts).map(({ fingerprint, labels: { alertname, ...labels } }) => (
          <li key={fingerprint}><b>{alertname}</b> <Labels labels={labels} /></li>
        ))}
      </ul>
      {alerts.length > NamedAlerts && <span className="quiet">and {alerts.length - NamedAlerts} more</span>}
    </div>
  );
}
