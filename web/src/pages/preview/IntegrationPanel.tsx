import { useMemo } from 'react';

import type { PreviewedIntegration } from '../../api/preview';
import { CopyButton } from '../../components/CopyButton';
import { Panel } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { failuresIn, failureText } from './failures';
import { readNotice, textsIn } from './notice';
import classes from './PreviewPage.module.css';

/** One integration's notice as a person gets it, what failed in it, and the bytes that would go out. */
export function IntegrationPanel({ integration: { integration, body } }: { integration: PreviewedIntegration }) {
  const notice = useMemo(() => readNotice(integration, body), [integration, body]);
  const failures = useMemo(() => failuresIn(textsIn(integration, body)), [integration, body]);
  const { title, text, link, html, facts } = notice;
  return (
    <Panel title={integration} aside={failures.length > 0 ? <StateMark tone="warning" word="A template fails" pill /> : undefined} actions={<CopyButton text={body} label="Copy the body" />}>
      {failures.length > 0 && <ul className={classes.failures}>{failures.map((failure) => <li key={failureText(failure)}>{failureText(failure)}</li>)}</ul>}
      <article className={classes.notice} aria-label={`The notice of ${integration}`}>
        {title !== '' && <h3>{title}</h3>}
        {text !== '' && <p>{text}</p>}
        {html !== '' && <iframe className={classes.html} sandbox="" srcDoc={html} title={`The HTML of ${integration}`} />}
        {facts.length > 0 && <dl className={table.facts}>{facts.map(([name, value]) => <div key={name} className={classes.fact}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>}
        {link !== '' && <p>{/^https?:/.test(link) ? <a href={link} rel="noreferrer" target="_blank">{link}</a> : link}</p>}
      </article>
      <details className={classes.body}>
        <summary>The body as it would be sent, without secrets</summary>
        <pre tabIndex={0}>{pretty(body)}</pre>
      </details>
    </Panel>
  );
}

/** JSON with its members on lines of their own; anything else as it is. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
