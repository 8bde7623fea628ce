import { Link } from 'wouter';

import { useStoreInfo, type NamedCount } from '../../api/settings';
import { Empty, Panel, Skeleton } from '../../components/Panel';
import layout from '../../components/layout.module.css';
import { formatCount } from '../../format/number';
import { useLinkTo } from '../../state/address';
import classes from './SettingsPage.module.css';

/** What the series store holds, and what has the most series: where cardinality grows it is seen here first. */
export function StorePanel() {
  const linkTo = useLinkTo();
  const { data, error } = useStoreInfo();
  return (
    <Panel title="Series store">
      {error !== null && <Empty why="The figures of the store are not here" fill={error.message} height={120} />}
      {error === null && data === undefined && <Skeleton lines={4} height={30} />}
      {data !== undefined && (
        <>
          <div className={layout.figures}>
            <span><b>{formatCount(data.headStats.numSeries)}</b> series</span>
            <span><b>{formatCount(data.headStats.numLabelPairs)}</b> pairs of label and value</span>
          </div>
          <h3 className={classes.most}>Most series</h3>
          <Bars counts={data.seriesCountByMetricName} link={(name) => linkTo('/explore', { expr: name, view: 'table' })} />
        </>
      )}
    </Panel>
  );
}

function Bars({ counts, link }: { counts: readonly NamedCount[]; link: (name: string) => string }) {
  const most = Math.max(1, ...counts.map(({ value }) => value));
  return (
    <ul className={classes.bars}>
      {counts.map(({ name, value }) => (
        <li key={name}>
          <Link href={link(name)}>{name}</Link>
          <i style={{ width: `${(value / most) * 100}%` }} />
          <span>{formatCount(value)}</span>
        </li>
      ))}
    </ul>
  );
}
