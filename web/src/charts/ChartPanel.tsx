import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';

import type { RangeAnswer } from '../api/hooks';
import { ChartIcon, OpenIcon, TableIcon } from '../components/icons';
import { Empty, Failure, Panel, Skeleton, type EmptyText } from '../components/Panel';
import { IconButton, IconLink } from '../components/IconButton';
import { StateMark } from '../components/StateMark';
import { NoFigure } from '../format/number';
import { formatDayTime } from '../format/time';
import type { StateWords } from '../format/words';
import { useLinkTo, useRange } from '../state/address';
import { ChartTable } from './ChartTable';
import classes from './ChartPanel.module.css';
import { lastFigure, staleSince, type ChartModel } from './model';

/** uPlot comes in a chunk of its own: words and figures are on screen before it. */
const TimeChart = lazy(() => import('./TimeChart').then(({ TimeChart: component }) => ({ default: component })));

const FullHeight = 220;
const CompactHeight = 174;

interface ChartPanelProps {
  title: string;
  /** What Explore opens. */
  expression: string;
  answer: UseQueryResult<RangeAnswer>;
  /** Makes the picture of an answer; null when the answer holds no series. Must be stable between renders. */
  draw: (answer: RangeAnswer) => ChartModel | null;
  empty: EmptyText;
  /** The figure of the panel; made from the picture where it is the picture's own latest figure. */
  headline?: ReactNode | ((model: ChartModel) => ReactNode);
  verdict?: StateWords | undefined | ((model: ChartModel) => StateWords | undefined);
  height?: number;
  /** The headline stands beside the title, so that four panels fit a screen. */
  compact?: boolean;
  /** False where the picture has a span of its own, which the range on show does not change. */
  zooms?: boolean;
  className?: string | undefined;
}

export function ChartPanel({ title, expression, answer, draw, empty, headline, verdict, height, compact = false, zooms = true, className }: ChartPanelProps) {
  const [range, setRange] = useRange();
  const linkTo = useLinkTo();
  const [cursor, setCursor] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const { data } = answer;
  const model = useMemo(() => (data === undefined ? null : draw(data)), [data, draw]);
  const zoom = useCallback(
    (fromMs: number, toMs: number) => setRange({ kind: 'absolute', fromMs: Math.round(fromMs), toMs: Math.round(toMs) }),
    [setRange],
  );
  const stale = model === null || range.kind === 'absolute' ? null : staleSince(model);
  const chartHeight = height ?? (compact ? CompactHeight : FullHeight);
  const skeleton = <Skeleton height={chartHeight} />;
  const figure = typeof headline === 'function' ? model === null ? NoFigure : headline(model) : headline;
  const judged = typeof verdict === 'function' ? model === null ? undefined : verdict(model) : verdict;
  const shown = figure === undefined ? null : <div className={classes.headline} data-compact={compact}>{figure}</div>;

  return (
    <Panel
      title={title}
      className={className}
      compact={compact}
      aside={(
        <>
          {compact && shown}
          {judged !== undefined && <StateMark {...judged} pill />}
          {answer.error !== null && data !== undefined && <StateMark tone="unknown" word="Stale: not answered" pill />}
          {stale !== null && <StateMark tone="unknown" word={`Stale since ${formatDayTime(stale)}`} pill />}
        </>
      )}
      actions={(
        <>
          <IconButton label={asTable ? 'Show as chart' : 'Show as table'} onClick={() => setAsTable(!asTable)}>
            {asTable ? <ChartIcon /> : <TableIcon />}
          </IconButton>
          <IconLink label="Open in Explore" href={linkTo('/explore', { expr: expression })}><OpenIcon /></IconLink>
        </>
      )}
    >
      <div className={classes.figures}>
        {!compact && shown}
        <Legend model={model} cursor={cursor} />
      </div>
      <div className={classes.body} style={{ minHeight: chartHeight }}>
        {data === undefined
          ? answer.error === null ? skeleton : <Failure error={answer.error} retry={() => void answer.refetch()} height={chartHeight} />
          : model === null
            ? <Empty {...empty} height={chartHeight} />
            : asTable
              ? <ChartTable model={model} height={chartHeight} label={title} />
              : (
                <Suspense fallback={skeleton}>
                  <TimeChart model={model} height={chartHeight} label={`${title}: ${describe(model)}`} onCursor={setCursor} onZoom={zooms ? zoom : undefined} />
                </Suspense>
              )}
      </div>
    </Panel>
  );
}

/** Names the lines with their figures under the crosshair, or the latest ones; its height does not change. */
function Legend({ model, cursor }: { model: ChartModel | null; cursor: number | null }) {
  if (model === null) {
    return <div className={classes.legend} />;
  }
  const time = cursor === null ? undefined : model.times[cursor];
  return (
    <ul className={classes.legend}>
      {model.lines.map((line) => {
        const figures = line.figures ?? line.values;
        const value = cursor === null ? lastFigure(figures) : figures[cursor] ?? null;
        return (
          <li key={line.label}>
            <span className={classes.swatch} style={{ background: `var(${line.color})` }} data-dash={line.dash} />
            {line.label} <b>{model.format(value)}</b>
          </li>
        );
      })}
      {model.band !== undefined && <li><span className={classes.bandSwatch} />{model.band.label}</li>}
      <li className={classes.time} data-latest={time === undefined}>{time === undefined ? 'latest' : formatDayTime(time * 1000)}</li>
    </ul>
  );
}

/** What a screen reader says of the picture; the table behind it has every figure. */
function describe(model: ChartModel): string {
  return model.lines.map((line) => `${line.label} is ${model.format(lastFigure(line.figures ?? line.values))}`).join(', ');
}
