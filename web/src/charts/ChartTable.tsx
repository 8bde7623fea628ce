import { formatDayTime } from '../format/time';
import classes from './ChartTable.module.css';
import type { ChartModel } from './model';

/** The figures behind a chart, newest first. */
export function ChartTable({ model, height, label }: { model: ChartModel; height: number; label: string }) {
  const rows = model.times.map((_, index) => index).reverse();
  const { band } = model;
  return (
    <div className={classes.scroll} style={{ height }} tabIndex={0} role="region" aria-label={`${label}, as a table`}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {model.lines.map((line) => <th key={line.label} scope="col" className="number">{line.label}</th>)}
            {band !== undefined && <th scope="col" className="number">{band.label}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <td>{formatDayTime((model.times[row] ?? 0) * 1000)}</td>
              {model.lines.map((line) => (
                <td key={line.label} className="number">{model.format((line.figures ?? line.values)[row] ?? null)}</td>
              ))}
              {band !== undefined && (
                <td className="number">{model.format(band.lower[row] ?? null)} to {model.format(band.upper[row] ?? null)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
