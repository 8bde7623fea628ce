import { formatDayTime } from '../format/time';
import { formatScore } from '../format/number';
import classes from './HeatRows.module.css';

interface HeatRow {
  name: string;
  values: readonly (number | null)[];
  /** The row's figure, at its end. */
  text: string;
}

/** Rows of cells over time, stronger where the value is larger; all rows share one scale, and what is not above zero stays empty. */
export function HeatRows({ times, rows, label }: { times: readonly number[]; rows: readonly HeatRow[]; label: string }) {
  const top = Math.max(1e-9, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const [first, last] = [times[0], times.at(-1)];
  return (
    <table className={classes.rows} aria-label={label}>
      <colgroup><col className={classes.nameColumn} /><col /><col className={classes.figureColumn} /></colgroup>
      <thead className="hidden"><tr><th scope="col">Figure</th><th scope="col">Over the range</th><th scope="col">Last</th></tr></thead>
      <tbody>
        {rows.map(({ name, values, text }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <svg className={classes.strip} viewBox={`0 0 ${Math.max(1, values.length)} 1`} preserveAspectRatio="none" role="img" aria-label={`${name} over the range, last ${text}`}>
                {values.map((value, i) => (value === null || value <= 0 ? null : (
                  <rect key={i} x={i} width="1.02" height="1" fill="var(--series-1)" fillOpacity={(value / top).toFixed(3)}>
                    <title>{`${formatDayTime((times[i] ?? 0) * 1000)}: ${formatScore(value)}`}</title>
                  </rect>
                )))}
              </svg>
            </td>
            <td className="number"><b>{text}</b></td>
          </tr>
        ))}
        {first !== undefined && last !== undefined && (
          <tr className={classes.axis}><td /><td><span>{formatDayTime(first * 1000)}</span><span>{formatDayTime(last * 1000)}</span></td><td /></tr>
        )}
      </tbody>
    </table>
  );
}
