import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

import { useAlerts } from '../../api/hooks';
import { usePreview, useReceivers, type PreviewQuestion } from '../../api/preview';
import type { AlertItem } from '../../api/types';
import { AlertsNav } from '../../components/AlertsNav';
import fields from '../../components/fields.module.css';
import { joined } from '../../components/joined';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import table from '../../components/table.module.css';
import { useSearchParams, useSetParams } from '../../state/address';
import { IntegrationPanel } from './IntegrationPanel';
import { readPairs, writePairs } from './pairs';
import classes from './PreviewPage.module.css';
import { TriedText } from './TriedText';

/** As long as a person pauses between words: a question goes out only then. */
const PauseMs = 300;

const Sample = {
  labels: { alertname: 'MLDataDrift', model_name: 'credit', severity: 'critical' },
  annotations: { summary: 'The feature income has drifted' },
};

/** What a receiver would get for an alert, without sending it. */
export default function PreviewPage() {
  const parameters = useSearchParams();
  const receiver = parameters.get('receiver') ?? '';
  const fingerprint = parameters.get('alert') ?? '';
  const resolved = parameters.get('resolved') === 'true';
  const [labels, setLabels] = useState(writePairs(Sample.labels));
  const [annotations, setAnnotations] = useState(writePairs(Sample.annotations));
  const [template, setTemplate] = useState('');
  const sample = { labels: readPairs(labels), annotations: readPairs(annotations) };
  const [question] = useDebouncedValue<PreviewQuestion>({
    resolved,
    ...(receiver === '' ? {} : { receiver }),
    ...(fingerprint === '' ? { labels: sample.labels.pairs ?? Sample.labels, annotations: sample.annotations.pairs ?? Sample.annotations } : { fingerprint }),
    ...(template === '' ? {} : { template }),
  }, PauseMs);
  const answer = usePreview(question);
  return (
    <>
      <h1 className={table.title}>Alerts</h1>
      <AlertsNav />
      <div className={layout.halves}>
        <div className={layout.stack}>
          <Panel title="What is shown">
            <Choices receiver={receiver === '' ? answer.data?.receiver ?? '' : receiver} fingerprint={fingerprint} resolved={resolved} />
            {fingerprint === '' && (
              <>
                <PairsField name="Labels of the sample" text={labels} setText={setLabels} error={sample.labels.error} />
                <PairsField name="Its annotations" text={annotations} setText={setAnnotations} error={sample.annotations.error} />
              </>
            )}
          </Panel>
          <Panel title="A text to try">
            <label className={fields.field}>
              <span>It may call the templates of the configuration, as <code>{'{{ template "slack.default.title" . }}'}</code></span>
              <textarea className={fields.area} rows={4} value={template} spellCheck={false} onChange={(event) => setTemplate(event.target.value)}
                placeholder={'{{ .Status }}: {{ .CommonLabels.alertname }}, {{ len .Alerts }} alerts'} />
            </label>
            {answer.data !== undefined && question.template !== undefined && <TriedText template={question.template} answer={answer.data} />}
          </Panel>
        </div>
        <Answered answer={answer} skeleton={<Skeleton height={320} />}>
          {({ integrations, receiver: name, failed_texts: failed }) => (integrations.length === 0
            ? <Panel title={name}><Empty why="This receiver sends nowhere" fill={<>Give it an integration such as <code>slack_configs:</code> in Alertmanager&apos;s file.</>} height={160} /></Panel>
            : (
              <div className={layout.stack} role="group" aria-label="What would be sent">
                {failed > 0 && <p className={classes.failed} role="status">{failed === 1 ? 'One text fails' : `${failed} texts fail`}: the default stands in its place, and the notice goes out all the same.</p>}
                {integrations.map((integration) => <IntegrationPanel key={integration.integration} integration={integration} />)}
              </div>
            ))}
        </Answered>
      </div>
    </>
  );
}

function Choices({ receiver, fingerprint, resolved }: { receiver: string; fingerprint: string; resolved: boolean }) {
  const setParams = useSetParams();
  const receivers = useReceivers().data ?? [];
  const alerts = (useAlerts().data?.alerts ?? []).filter(isKnown);
  const known = alerts.some((alert) => alert.fingerprint === fingerprint);
  return (
    <div className={classes.choices}>
      <label className={fields.field}>
        Receiver
        <select className={fields.control} value={receiver} onChange={(event) => setParams({ receiver: event.target.value })}>
          {[...new Set([receiver, ...receivers.map(({ name }) => name)])].map((name) => <option key={name} value={name}>{name}</option>)}
        </select>
      </label>
      <label className={fields.field}>
        Alert
        <select className={fields.control} value={fingerprint} onChange={(event) => setParams({ alert: event.target.value === '' ? null : event.target.value })}>
          <option value="">A sample</option>
          {fingerprint !== '' && !known && <option value={fingerprint}>{fingerprint}</option>}
          {alerts.map((alert) => <option key={alert.fingerprint} value={alert.fingerprint}>{alertOption(alert)}</option>)}
        </select>
      </label>
      <label className={classes.check}>
        <input type="checkbox" checked={resolved} onChange={(event) => setParams({ resolved: event.target.checked ? 'true' : null })} />
        The alert is over
      </label>
    </div>
  );
}

/** Whether routing knows the alert: what only waits to fire has no notice. */
function isKnown({ state }: AlertItem): boolean {
  return state === 'firing' || state === 'suppressed';
}

function alertOption({ name, model, labels }: AlertItem): string {
  const about = [model, labels.feature_name].filter((part) => part !== null && part !== undefined).join(', ');
  return about === '' ? name : `${name} (${about})`;
}

function PairsField({ name, text, setText, error }: { name: string; text: string; setText: (text: string) => void; error: string | null }) {
  return (
    <label className={joined(fields.field, classes.pairs)}>
      {name}
      <textarea className={fields.area} rows={Math.max(2, text.split('\n').length)} value={text} spellCheck={false} aria-invalid={error !== null} onChange={(event) => setText(event.target.value)} />
      {error !== null && <span role="alert" className={classes.wrong}>{error}</span>}
    </label>
  );
}
