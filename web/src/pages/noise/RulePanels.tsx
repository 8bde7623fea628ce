import { useState } from 'react';

import type { NoisyRule, QuietRule } from '../../api/noise';
import { Empty, Panel } from '../../components/Panel';
import rows from '../../components/rows.module.css';
import table from '../../components/table.module.css';
import { formatCount } from '../../format/number';
import classes from './NoisePage.module.css';

/** Rules that a panel shows before it is asked for all. */
const FirstRules = 12;

/** The rules by how often people were told of them: where to begin. */
export function NoisiestRules({ rules }: { rules: readonly NoisyRule[] }) {
  const most = Math.max(...rules.map(({ interruptions }) => interruptions), 1);
  return (
    <Panel title="Noisiest rules">
      {rules.length === 0 && <Empty why="No rule has interrupted anybody" fill="The rules that interrupt most stand here, with how many of their incidents people called noise." height={90} />}
      {rules.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr><th scope="col">Rule</th><th scope="col" className={classes.barColumn}>Interruptions</th><th scope="col" className="number">Fired</th><th scope="col" className="number">Called noise</th></tr>
          </thead>
          <tbody>
            {rules.map(({ rule, interruptions, fired, noise }) => (
              <tr key={rule} className={table.still}>
                <td><b>{rule}</b></td>
                <td data-label="Interruptions"><span className={classes.bar}><i style={{ width: `${(interruptions / most) * 100}%` }} /><b>{formatCount(interruptions)}</b></span></td>
                <td data-label="Fired" className="number">{formatCount(fired)} ×</td>
                <td data-label="Called noise" className="number">{formatCount(noise)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** Rules that say nothing, each with where it stands and, where it is known, why. */
export function QuietRules({ title, rules, none, fill }: { title: string; rules: readonly QuietRule[]; none: string; fill: string }) {
  const [all, setAll] = useState(false);
  const told = alikeOf(rules);
  const shown = all ? told : told.slice(0, FirstRules);
  return (
    <Panel title={title} aside={rules.length === 0 ? undefined : <span className="quiet">{rules.length}</span>}>
      {rules.length === 0 && <Empty why={none} fill={fill} height={90} />}
      <ul className={classes.rules}>
        {shown.map(({ rule, group, file, why, count }, i) => (
          <li key={i}>
            <b>{rule}</b>{count > 1 && ` × ${count}`} <span className="quiet" title={file}>group {group}, {file.split('/').slice(-2).join('/')}</span>
            {why !== null && <span className={rows.text}>{why}</span>}
          </li>
        ))}
      </ul>
      {told.length > shown.length && <button type="button" className={rows.more} onClick={() => setAll(true)}>Show all {told.length}</button>}
    </Panel>
  );
}

/** Rules of one name, place and reason stand once, with how many they are. */
export function alikeOf(rules: readonly QuietRule[]): (QuietRule & { count: number })[] {
  const alike = new Map<string, QuietRule & { count: number }>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.rule, rule.group, rule.file, rule.why]);
    alike.set(key, { ...rule, count: (alike.get(key)?.count ?? 0) + 1 });
  }
  return [...alike.values()];
}
