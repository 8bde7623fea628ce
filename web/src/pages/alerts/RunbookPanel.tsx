import { Empty, Panel } from '../../components/Panel';
import { causeSentence } from '../../format/words';
import { runbookParts } from './runbook';
import classes from './RunbookPanel.module.css';

/** What to do: the rule's own text, numbered lines as a list, or the page that it points to. */
export function RunbookPanel({ text, url }: { text: string; url: string | null }) {
  const parts = runbookParts(text);
  return (
    <Panel title="Runbook">
      {parts.length === 0 && url === null && (
        <Empty why="The rule has no runbook" fill={<>Give it a <code>runbook</code> or a <code>runbook_url</code> under <code>annotations:</code> of the rule.</>} />
      )}
      <div className={classes.runbook}>
        {parts.map((part, i) => (part.kind === 'text'
          ? <p key={i}>{causeSentence(part.text, '')}</p>
          : <ol key={i}>{part.items.map((item) => <li key={item}>{item}</li>)}</ol>))}
        {url !== null && <p><a href={url} rel="noreferrer" target="_blank">{url}</a></p>}
      </div>
    </Panel>
  );
}
