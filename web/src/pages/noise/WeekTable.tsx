import { useState } from 'react';
import { Link } from 'wouter';

import type { NoiseWeek } from '../../api/noise';
import rows from '../../components/rows.module.css';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { formatSeconds } from '../../format/number';
import { modelPath, useLinkTo } from '../../state/address';
import { AgainstWords, serviceName } from './words';

/** Rows that are drawn at first, and that each click adds. */
const PageRows = 24;

const weekName = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Every service and week with all its figures, the latest week first. */
export function WeekTable({ figures, least, most }: { figures: readonly NoiseWeek[]; least: number; most: number }) {
  const [shown, setShown] = useState(PageRows);
  return (
    <section aria-label="By service and week">
      <div className={table.wrap} role="region" aria-label="Weeks, the latest first" tabIndex={0}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Week of</th><th scope="col">Service</th><th scope="col">Against {least}–{most}</th><th scope="col" className="number">Interruptions</th>
              <th scope="col" className="number">At night</th><th scope="col" className="number">Incidents</th><th scope="col" className="number">Acted on</th>
              <th scope="col" className="number">Noise</th><th scope="col" className="number">No verdict</th>
              <th scope="col" className="number" title="Median">To acknowledge</th><th scope="col" className="number">Reopened</th><th scope="col" className="number">Repeats</th>
            </tr>
          </thead>
          <tbody>{figures.slice(0, shown).map((figure) => <Row key={`${figure.week} ${figure.service}`} figure={figure} />)}</tbody>
        </table>
      </div>
      {figures.length > shown && (
        <button type="button" className={rows.more} onClick={() => setShown(shown + PageRows)}>Show {Math.min(PageRows, figures.length - shown)} more of {figures.length}</button>
      )}
    </section>
  );
}

function Row({ figure }: { figure: NoiseWeek }) {
  const linkTo = useLinkTo();
  return (
    <tr className={table.still}>
      <td data-label="Week of">{weekName.format(Date.parse(figure.week.slice(0, 10)))}</td>
      <td data-label="Service">{figure.service === '' ? <span className="quiet">{serviceName('')}</span> : <Link href={linkTo(modelPath(figure.service))}>{figure.service}</Link>}</td>
      <td data-label="Against the target"><StateMark {...AgainstWords[figure.against]} /></td>
      <td data-label="Interruptions" className="number"><b>{figure.interruptions}</b></td>
      <Count name="At night" count={figure.night_pages} />
      <Count name="Incidents" count={figure.incidents} />
      <Count name="Acted on" count={figure.acted_on} />
      <Count name="Noise" count={figure.noise} />
      <Count name="No verdict" count={figure.without_verdict} />
      <td data-label="To acknowledge, median" data-secondary={figure.median_seconds_to_acknowledge === null ? '' : undefined} className="number">
        {formatSeconds(figure.median_seconds_to_acknowledge)}
      </td>
      <Count name="Reopened" count={figure.flaps} />
      <Count name="Repeats" count={figure.repetitions} />
    </tr>
  );
}

/** Nothing stands back, and on a phone it leaves its line to what there is. */
function Count({ name, count }: { name: string; count: number }) {
  return <td data-label={name} data-secondary={count === 0 ? '' : undefined} className={count === 0 ? 'number quiet' : 'number'}>{count}</td>;
}
