import { useMemo, useState } from 'react';
import { Link } from 'wouter';

import { useNoise, type NoiseReport } from '../../api/noise';
import fields from '../../components/fields.module.css';
import { joined } from '../../components/joined';
import layout from '../../components/layout.module.css';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { StateShape } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { formatCount, formatRatio } from '../../format/number';
import { formatDateTime } from '../../format/time';
import { countOf } from '../../format/words';
import { useLinkTo, useSearchParams, useSetParams } from '../../state/address';
import classes from './NoisePage.module.css';
import { QuietRules, NoisiestRules } from './RulePanels';
import { ServiceCards } from './ServiceCards';
import { WeekTable } from './WeekTable';
import { servicesOf, weeksOf } from './weeks';
import { noiseVerdict, serviceName, totalsOf } from './words';

const Spans: readonly number[] = [4, 8, 12, 26, 52];
const DefaultWeeks = 4;

export default function NoisePage() {
  const parameters = useSearchParams();
  const setParams = useSetParams();
  const asked = Number(parameters.get('weeks'));
  const weeks = Spans.includes(asked) ? asked : DefaultWeeks;
  const [ownZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const zone = parameters.get('zone') ?? ownZone;
  const answer = useNoise(weeks, zone);
  return (
    <>
      <div className={layout.bar}>
        <h1 className={table.title}>Noise report</h1>
        <select className={fields.control} value={weeks} aria-label="Weeks" onChange={(event) => setParams({ weeks: event.target.value })}>
          {Spans.map((span) => <option key={span} value={span}>Last {span} weeks</option>)}
        </select>
        <select className={fields.control} value={zone} aria-label="Weeks and nights by the clock of" onChange={(event) => setParams({ zone: event.target.value })}>
          {[...new Set([ownZone, 'UTC', zone])].map((each) => <option key={each} value={each}>{each.replaceAll('_', ' ')}</option>)}
        </select>
      </div>
      <Answered answer={answer} skeleton={<><Skeleton height={88} /><br /><Skeleton height={220} /><br /><Skeleton lines={6} height={36} /></>}>
        {(report) => <Report report={report} zone={zone} />}
      </Answered>
    </>
  );
}

function Report({ report, zone }: { report: NoiseReport; zone: string }) {
  const chosen = useSearchParams().get('service');
  const setParams = useSetParams();
  const weeks = useMemo(() => weeksOf(report, zone), [report, zone]);
  const all = useMemo(() => servicesOf(report.weeks, weeks), [report, weeks]);
  const services = chosen === null ? all : all.filter(({ service }) => service === chosen);
  const figures = chosen === null ? report.weeks : report.weeks.filter(({ service }) => service === chosen);
  return (
    <div className={layout.stack}>
      <Summary report={report} services={services} figures={figures} />
      {chosen !== null && (
        <p>Only {serviceName(chosen)}. <button type="button" className={fields.button} onClick={() => setParams({ service: null })}>Show all {countOf(all.length, 'service')}</button></p>
      )}
      {services.length === 0
        ? <Empty why="Nobody was interrupted in these weeks" height={180} fill="A notice with something new of a warning or critical alert is an interruption. Choose more weeks to look further back." />
        : (
          <>
            <ServiceCards services={services} weeks={weeks} least={report.target_least} most={report.target_most} />
            <WeekTable figures={figures} least={report.target_least} most={report.target_most} />
          </>
        )}
      <NoisiestRules rules={report.noisiest_rules} />
      <div className={layout.halves}>
        <QuietRules title="Never fired in this time" rules={report.never_fired} none="Every rule has fired"
          fill="A rule that never fires guards nothing, or guards well: ask once in a while which it is." />
        <QuietRules title="Hardly can fire" rules={report.cannot_match} none="No rule is suspicious"
          fill="Rules whose expression matches no series, or compares what cannot be equal, stand here with the reason." />
      </div>
    </div>
  );
}

interface SummaryProps {
  report: NoiseReport;
  services: ReturnType<typeof servicesOf>;
  figures: NoiseReport['weeks'];
}

function Summary({ report, services, figures }: SummaryProps) {
  const linkTo = useLinkTo();
  const verdict = noiseVerdict(services, report.target_most);
  const totals = totalsOf(figures);
  const share = (count: number): string => (totals.incidents === 0 ? '' : ` (${formatRatio(count / totals.incidents)})`);
  return (
    <Panel title="In short">
      <p className={classes.verdict}><StateShape tone={verdict.tone} size={18} />{verdict.sentence}</p>
      <p className="quiet">
        {formatDateTime(Date.parse(report.from))} to {formatDateTime(Date.parse(report.to))}. The target is {report.target_least} to {report.target_most} interruptions
        of a service in a week.{report.is_cut && ' There were more notices than are counted: the oldest are left out.'}
      </p>
      <div className={joined(layout.figures, classes.figures)}>
        <span title="Moments at which people were told something new of a warning or critical alert"><b>{formatCount(totals.interruptions)}</b> interruptions</span>
        <span title="Critical ones between 22:00 and 06:00"><b>{formatCount(totals.nightPages)}</b> at night</span>
        <span><b>{formatCount(totals.incidents)}</b> incidents</span>
        <span><b>{formatCount(totals.actedOn)}</b> acted on{share(totals.actedOn)}</span>
        <span><b>{formatCount(totals.noise)}</b> noise{share(totals.noise)}</span>
        <span><b>{formatCount(totals.withoutVerdict)}</b> <Link href={linkTo('/incidents')}>without a verdict</Link></span>
        <span title="Incidents that resolved and fired again, each time"><b>{formatCount(totals.flaps)}</b> reopened</span>
        <span title="Notices that only repeated what had been said"><b>{formatCount(totals.repetitions)}</b> repeats</span>
      </div>
    </Panel>
  );
}
