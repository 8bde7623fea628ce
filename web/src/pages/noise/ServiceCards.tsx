import { useState } from 'react';

import { WeekBars } from '../../charts/WeekBars';
import { Panel } from '../../components/Panel';
import rows from '../../components/rows.module.css';
import { formatCount } from '../../format/number';
import { useSetParams } from '../../state/address';
import classes from './NoisePage.module.css';
import type { ServiceWeeks, Week } from './weeks';
import { serviceName } from './words';

/** Services that are drawn at first: the noisiest. */
const FirstCards = 12;

interface ServiceCardsProps {
  services: readonly ServiceWeeks[];
  weeks: readonly Week[];
  least: number;
  most: number;
}

/** A small picture a service: its weeks over the band of the target. */
export function ServiceCards({ services, weeks, least, most }: ServiceCardsProps) {
  const [all, setAll] = useState(false);
  const setParams = useSetParams();
  const shown = all ? services : services.slice(0, FirstCards);
  const parts = weeks.some(({ isPart }) => isPart);
  return (
    <Panel title="Interruptions by week" aside={(
      <span className={classes.legend}>
        <span><i className={classes.bandKey} />target {least}–{most}</span>
        <span><i className={classes.overKey} />above</span>
        {parts && <span><i className={classes.partKey} />part of a week</span>}
      </span>
    )}>
      <ul className={classes.cards}>
        {shown.map(({ service, interruptions, weeks: figures }) => (
          <li key={service}>
            <h3>
              {services.length === 1
                ? serviceName(service)
                : <button type="button" className={classes.choose} onClick={() => setParams({ service })}>{serviceName(service)}</button>}
              <span className="quiet">{formatCount(interruptions)} in all</span>
            </h3>
            <WeekBars least={least} most={most} label={`Interruptions of ${serviceName(service)} by week: ${figures.map((figure, i) => `${weeks[i]?.name ?? ''} ${figure?.interruptions ?? 0}`).join(', ')}`}
              bars={weeks.map(({ name, isPart }, i) => ({ name, isPart, value: figures[i]?.interruptions ?? 0, over: figures[i]?.against === 'above' }))} />
          </li>
        ))}
      </ul>
      {services.length > shown.length && (
        <button type="button" className={rows.more} onClick={() => setAll(true)}>Show all {services.length} services</button>
      )}
    </Panel>
  );
}
