import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { addOverride, removeOverride, useOverrides, type OnCallNow } from '../../api/oncall';
import fields from '../../components/fields.module.css';
import { Panel } from '../../components/Panel';
import { PersonField } from '../../components/PersonField';
import { formatDayTime, localInput } from '../../format/time';
import { usePerson } from '../../state/person';
import type { Picked } from './calendar';
import classes from './OnCallPage.module.css';

/** Somebody stands in for a time; and what stands in now, with how to end it. */
export function Overrides({ now, picked }: { now: OnCallNow; picked: Picked | null }) {
  const client = useQueryClient();
  const known = useOverrides();
  const refresh = (): void => {
    for (const key of ['overrides', 'shifts', 'oncall']) {
      void client.invalidateQueries({ queryKey: [key] });
    }
  };
  const end = useMutation({ mutationFn: removeOverride, onSuccess: refresh });
  return (
    <Panel title="Somebody stands in" actions={<PersonField />}>
      <OverrideForm key={JSON.stringify(picked)} now={now} picked={picked} done={refresh} />
      <ul className={classes.overrides}>
        {(known.data?.overrides ?? []).map((item) => (
          <li key={item.id}>
            <span><b>{item.person}</b> for {item.schedule}, {formatDayTime(Date.parse(item.from))} to {formatDayTime(Date.parse(item.to))}
              <span className="quiet"> {item.comment}{item.created_by === '' ? '' : ` (${item.created_by})`}</span></span>
            <button type="button" className={fields.button} disabled={end.isPending} onClick={() => end.mutate(item.id)}>End it</button>
          </li>
        ))}
      </ul>
      {end.error !== null && <p role="status">{end.error.message}</p>}
    </Panel>
  );
}

function OverrideForm({ now, picked, done }: { now: OnCallNow; picked: Picked | null; done: () => void }) {
  const by = usePerson();
  const [schedule, setSchedule] = useState(picked?.schedule ?? now.schedules[0]?.name ?? '');
  const [person, setPerson] = useState(now.people[0]?.name ?? '');
  const zoneOf = (asked: string): string => now.schedules.find(({ name }) => name === asked)?.time_zone ?? 'UTC';
  const [from, setFrom] = useState(() => (picked === null ? '' : localInput(picked.fromMs, zoneOf(picked.schedule))));
  const [to, setTo] = useState(() => (picked === null ? '' : localInput(picked.toMs, zoneOf(picked.schedule))));
  const [comment, setComment] = useState('');
  const zone = zoneOf(schedule);
  const add = useMutation({
    mutationFn: () => addOverride(schedule, { person, from: from.replace('T', ' '), to: to.replace('T', ' '), by, comment }),
    onSuccess: () => {
      setComment('');
      done();
    },
  });
  return (
    <form className={classes.form} onSubmit={(event) => {
      event.preventDefault();
      add.mutate();
    }}>
      <label className={fields.field}>Who<select className={fields.control} value={person} onChange={(event) => setPerson(event.target.value)}>{now.people.map(({ name, full_name: full }) => <option key={name} value={name}>{full}</option>)}</select></label>
      <label className={fields.field}>Schedule<select className={fields.control} value={schedule} onChange={(event) => setSchedule(event.target.value)}>{now.schedules.map(({ name }) => <option key={name} value={name}>{name}</option>)}</select></label>
      <label className={fields.field}>From, {zone}<input className={fields.control} type="datetime-local" value={from} required onChange={(event) => setFrom(event.target.value)} /></label>
      <label className={fields.field}>To, {zone}<input className={fields.control} type="datetime-local" value={to} required onChange={(event) => setTo(event.target.value)} /></label>
      <label className={fields.field}>Why<input className={fields.control} value={comment} maxLength={500} onChange={(event) => setComment(event.target.value)} /></label>
      <button type="submit" className={fields.button} disabled={add.isPending || from === '' || to === ''}>Stand in</button>
      <p role="status">{add.error?.message ?? ''}</p>
    </form>
  );
}
