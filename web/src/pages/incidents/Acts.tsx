import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { actOnIncident, type IncidentAct, type IncidentDetail, type IncidentWish } from '../../api/incidents';
import { usePerson } from '../../state/person';
import { useKeys } from '../../state/keys';
import classes from './IncidentPage.module.css';

/** What a person does to an incident: by button, and the first thing at night by one key. */
export function Acts({ incident }: { incident: IncidentDetail }) {
  const client = useQueryClient();
  const who = usePerson();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const act = useMutation({
    mutationFn: ({ name, wish }: { name: IncidentAct; wish: Omit<IncidentWish, 'who'> }) => actOnIncident(incident.id, name, { who, ...wish }),
    onSuccess: (changed, { name }) => {
      client.setQueryData(['incident', incident.id], changed);
      void client.invalidateQueries({ queryKey: ['incidents'] });
      if (name !== 'verdict') {
        setNote('');
      }
    },
  });
  const ask = (name: IncidentAct, wish: Omit<IncidentWish, 'who'> = {}): void => {
    setMissing(who === '');
    if (who !== '' && !act.isPending) {
      act.mutate({ name, wish: note.trim() === '' ? wish : { note: note.trim(), ...wish } });
    }
  };
  const { state, verdict } = incident;
  const going = state === 'open' || state === 'acknowledged';
  useKeys({
    a: () => (state === 'open' ? ask('acknowledge') : undefined),
    c: () => field.current?.focus(),
  });
  return (
    <div className={classes.acts} role="group" aria-label="What you do">
      {state === 'open' && <button type="button" className={classes.first} onClick={() => ask('acknowledge')}><kbd>a</kbd>Acknowledge</button>}
      {state === 'acknowledged' && <button type="button" onClick={() => ask('unacknowledge')}>Give back</button>}
      {going && <button type="button" onClick={() => ask('resolve')}>Resolve</button>}
      <span className={classes.verdicts} role="group" aria-label="Verdict">
        <button type="button" aria-pressed={verdict === 'acted_on'} onClick={() => ask('verdict', { verdict: verdict === 'acted_on' ? 'none' : 'acted_on' })}>Acted on</button>
        <button type="button" aria-pressed={verdict === 'noise'} onClick={() => ask('verdict', { verdict: verdict === 'noise' ? 'none' : 'noise' })}>Noise</button>
      </span>
      {state !== 'closed' && (
        <form className={classes.comment} onSubmit={(event) => {
          event.preventDefault();
          if (note.trim() !== '') {
            ask('comment');
          }
        }}>
          <input ref={field} value={note} onChange={(event) => setNote(event.target.value)} placeholder="A comment, or a note to what you do (c)" aria-label="Comment" maxLength={10_000} />
          <button type="submit" disabled={note.trim() === ''}>Comment</button>
        </form>
      )}
      <p className={classes.said} role="status">{missing && who === '' ? 'Say who you are first, above: the timeline names who did it.' : act.error?.message ?? ''}</p>
    </div>
  );
}
