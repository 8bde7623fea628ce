import { useMutation, useQueryClient } from '@tanstack/react-query';

import { endSilence, useSilences, type SilenceItem } from '../../api/silences';
import { AlertsNav } from '../../components/AlertsNav';
import fields from '../../components/fields.module.css';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { TimeText } from '../../components/TimeText';
import type { StateWords } from '../../format/words';
import { useSearchParams } from '../../state/address';
import { writeMatcher } from './matchers';
import { SilenceForm } from './SilenceForm';
import classes from './SilencesPage.module.css';

const Words: Record<SilenceItem['status']['state'], StateWords> = {
  active: { tone: 'warning', word: 'Active' },
  pending: { tone: 'unknown', word: 'Pending' },
  expired: { tone: 'unknown', word: 'Over' },
};

/** Silences that are over and still kept: the latest of them. */
const MostOver = 20;

export default function SilencesPage() {
  const wished = useSearchParams().get('matchers') ?? '';
  const answer = useSilences();
  return (
    <>
      <h1 className={table.title}>Alerts</h1>
      <AlertsNav />
      <div className={layout.halves}>
        <SilenceForm key={wished} wished={wished} />
        <Panel title="Silences">
          <Answered answer={answer} skeleton={<Skeleton lines={4} height={44} />}>
            {(silences) => silences.length === 0
              ? <Empty why="Nothing is silenced" fill="A silence holds the notices of the alerts that it matches until it ends. The alerts go on, and are listed as suppressed." height={160} />
              : <SilenceList silences={silences} />}
          </Answered>
        </Panel>
      </div>
    </>
  );
}

function SilenceList({ silences }: { silences: SilenceItem[] }) {
  const over = silences.filter(({ status }) => status.state === 'expired').sort((a, b) => Date.parse(b.endsAt) - Date.parse(a.endsAt));
  const standing = silences.filter(({ status }) => status.state !== 'expired');
  return (
    <>
      {standing.length === 0 && <p className="quiet">None stands now.</p>}
      <ul className={classes.list} aria-label="Silences, active first">
        {[...standing, ...over.slice(0, MostOver)].map((silence) => <Row key={silence.id} silence={silence} />)}
      </ul>
    </>
  );
}

function Row({ silence }: { silence: SilenceItem }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSilence(silence.id),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['silences'] }), client.invalidateQueries({ queryKey: ['alerts'] })]),
  });
  const { state } = silence.status;
  return (
    <li className={classes.silence}>
      <StateMark {...Words[state]} />
      <span className={classes.what}>
        <span className={table.chips}>{silence.matchers.map((matcher) => <span key={writeMatcher(matcher)} className={table.chip}>{writeMatcher(matcher)}</span>)}</span>
        <span>{silence.comment}</span>
        <span className="quiet">
          {silence.createdBy}{silence.createdBy === '' ? '' : ', '}
          {state === 'pending' ? <>begins <TimeText time={silence.startsAt} /></> : state === 'active' ? <>ends <TimeText time={silence.endsAt} /></> : <>ended <TimeText time={silence.endsAt} /></>}
        </span>
        {end.error !== null && <span role="status">{end.error.message}</span>}
      </span>
      {state !== 'expired' && <button type="button" className={fields.button} disabled={end.isPending} onClick={() => end.mutate()}>End it</button>}
    </li>
  );
}
