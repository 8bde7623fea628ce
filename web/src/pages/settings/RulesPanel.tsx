import { useMemo, useState } from 'react';
import { Link } from 'wouter';

import { useRuleGroups, type RuleGroupInfo } from '../../api/settings';
import rows from '../../components/rows.module.css';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { TimeText } from '../../components/TimeText';
import { formatSeconds } from '../../format/number';
import { formatDuration } from '../../format/time';
import { countOf } from '../../format/words';
import { useLinkTo } from '../../state/address';
import classes from './SettingsPage.module.css';
import { compareGroups, failingRules, fileName, loadWord } from './words';

/** As many groups as are looked at at once; the rest on demand. */
const FirstGroups = 12;

export function RulesPanel() {
  const answer = useRuleGroups();
  return (
    <Answered answer={answer} skeleton={<Skeleton height={240} />}>
      {(groups) => <Groups groups={groups} />}
    </Answered>
  );
}

function Groups({ groups }: { groups: readonly RuleGroupInfo[] }) {
  const [all, setAll] = useState(false);
  const sorted = useMemo(() => [...groups].sort(compareGroups), [groups]);
  const rules = groups.reduce((count, group) => count + group.rules.length, 0);
  const failing = groups.reduce((count, group) => count + failingRules(group.rules).length, 0);
  const shown = all ? sorted : sorted.slice(0, FirstGroups);
  return (
    <Panel title="Rules" aside={failing > 0
      ? <StateMark tone="critical" word={`${countOf(failing, 'rule')} cannot be evaluated`} pill />
      : <span className="quiet">{countOf(rules, 'rule')} in {countOf(groups.length, 'group')}, the busiest first</span>}>
      {groups.length === 0
        ? <Empty why="No rules are loaded" height={120} fill={<>Name rule files in heed.yml: <code>rules: [rules/*.yml]</code></>} />
        : (
          <div className={classes.wrap}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Group</th><th scope="col" className="number">Rules</th><th scope="col" className="number">Every</th>
                  <th scope="col" className="number">Takes</th><th scope="col" className="number">Of its interval</th><th scope="col" className="number">Evaluated</th>
                </tr>
              </thead>
              <tbody>{shown.map((group) => <GroupRow key={`${group.file}/${group.name}`} group={group} />)}</tbody>
            </table>
          </div>
        )}
      {sorted.length > shown.length && <button type="button" className={rows.more} onClick={() => setAll(true)}>Show all {sorted.length} groups</button>}
    </Panel>
  );
}

function GroupRow({ group }: { group: RuleGroupInfo }) {
  const linkTo = useLinkTo();
  return (
    <tr className={table.still}>
      <td data-label="Group">
        <span><b>{group.name}</b> <span className="quiet" title={group.file}>{fileName(group.file)}</span></span>
        {failingRules(group.rules).map(({ name, query, lastError }, i) => (
          <span key={i} className={classes.problem}><Link href={linkTo('/explore', { expr: query })}>{name}</Link>: {lastError ?? 'it cannot be evaluated'}</span>
        ))}
      </td>
      <td className="number" data-label="Rules">{group.rules.length}</td>
      <td className="number" data-label="Every">{formatDuration(group.interval * 1000)}</td>
      <td className="number" data-label="Takes">{formatSeconds(group.evaluationTime)}</td>
      <td className="number" data-label="Of its interval">{loadWord(group)}</td>
      <td className="number" data-label="Evaluated">{group.lastEvaluation.startsWith('0001') ? 'not yet' : <TimeText time={group.lastEvaluation} />}</td>
    </tr>
  );
}
