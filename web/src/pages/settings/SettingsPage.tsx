import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';

import { useStatus } from '../../api/hooks';
import { useReceivers } from '../../api/preview';
import { reload, useRuntimeInfo } from '../../api/settings';
import fields from '../../components/fields.module.css';
import { joined } from '../../components/joined';
import layout from '../../components/layout.module.css';
import { Answered, Panel, Skeleton } from '../../components/Panel';
import { PersonField } from '../../components/PersonField';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { TimeText } from '../../components/TimeText';
import { pairWord } from '../../format/pair';
import { formatDuration } from '../../format/time';
import { useLinkTo } from '../../state/address';
import { RulesPanel } from './RulesPanel';
import classes from './SettingsPage.module.css';
import { StorePanel } from './StorePanel';
import { TargetsPanel } from './TargetsPanel';
import { retentionWord } from './words';

/** What the server runs with. Settings themselves are files, so that they can be reviewed and kept: nothing is edited here. */
export default function SettingsPage() {
  return (
    <>
      <div className={layout.bar}>
        <h1 className={table.title}>Settings</h1>
        <PersonField />
      </div>
      <div className={layout.stack}>
        <div className={layout.halves}>
          <ServerPanel />
          <FilesPanel />
        </div>
        <RulesPanel />
        <div className={layout.halves}>
          <TargetsPanel />
          <StorePanel />
        </div>
      </div>
    </>
  );
}

function ServerPanel() {
  const status = useStatus();
  const runtime = useRuntimeInfo();
  const [zone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  return (
    <Panel title="Server">
      <Answered answer={status} skeleton={<Skeleton lines={6} height={20} />}>
        {({ version, mode, started_at: started, sample_interval_ms: sampleMs, evaluation_interval_ms: evaluationMs, lookback_ms: lookbackMs, models, pair }) => (
          <dl className={table.facts}>
            <dt>Version</dt><dd>Heed {version}{mode === 'demo' && ', demo'}</dd>
            <dt>Runs since</dt><dd><TimeText time={started} /></dd>
            <dt>Models</dt><dd>{models}</dd>
            <dt>Figures</dt><dd>every {formatDuration(sampleMs)}, looked back for {formatDuration(lookbackMs)}</dd>
            <dt>Rules</dt><dd>every {formatDuration(evaluationMs)} where a group says nothing else</dd>
            {runtime.data !== undefined && <><dt>Kept</dt><dd>{retentionWord(runtime.data.storageRetention)}</dd></>}
            {pair !== null && <><dt>Pair</dt><dd>{pairWord(pair)}{pair.problem !== null && `: ${pair.problem}`}</dd></>}
            <dt>Your zone</dt><dd>{zone.replaceAll('_', ' ')}{zone !== 'UTC' && '; times have UTC beside them on hover'}</dd>
          </dl>
        )}
      </Answered>
    </Panel>
  );
}

/** The configuration in force: whether the last reading took, the receivers that it names, and reading it again. */
function FilesPanel() {
  const linkTo = useLinkTo();
  const runtime = useRuntimeInfo();
  const receivers = useReceivers();
  const again = useMutation({ mutationFn: reload, onSettled: () => void runtime.refetch() });
  const taken = runtime.data?.reloadConfigSuccess;
  return (
    <Panel title="Configuration" actions={(
      <button type="button" className={fields.button} disabled={again.isPending} onClick={() => again.mutate()}>{again.isPending ? 'Reading' : 'Read the files again'}</button>
    )}>
      <dl className={table.facts}>
        <dt>In force</dt>
        <dd>{taken === undefined ? '–' : <StateMark tone={taken ? 'good' : 'critical'} word={taken ? 'As read' : 'An earlier one: the last reading failed'} />}</dd>
        <dt>Receivers</dt>
        <dd>{(receivers.data ?? []).map(({ name }, i) => <span key={name}>{i > 0 && ', '}<Link href={linkTo('/alerts/preview', { receiver: name })}>{name}</Link></span>)}</dd>
        {runtime.data !== undefined && runtime.data.corruptionCount > 0 && <><dt>Damage</dt><dd>{runtime.data.corruptionCount} records could not be read at the start</dd></>}
      </dl>
      {again.isSuccess && (
        <p role="status" className={classes.answer}>
          {again.data ?? 'Read again: rules, routing, people on call and templates are those of the files.'}
        </p>
      )}
      {again.isError && <p role="status" className={classes.answer}>{again.error.message}</p>}
      <p className={joined('quiet', classes.files)}>Settings are files: heed.yml and what it names. heed check says what they mean before they are in force.</p>
    </Panel>
  );
}
