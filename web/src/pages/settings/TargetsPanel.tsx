import { useTargets } from '../../api/settings';
import { Answered, Empty, Panel, Skeleton } from '../../components/Panel';
import { StateMark } from '../../components/StateMark';
import table from '../../components/table.module.css';
import { TimeText } from '../../components/TimeText';
import { formatSeconds } from '../../format/number';
import classes from './SettingsPage.module.css';
import { TargetTones } from './words';

/** What is scraped, targets that are down first. */
export function TargetsPanel() {
  const answer = useTargets();
  return (
    <Panel title="Scraped targets">
      <Answered answer={answer} skeleton={<Skeleton lines={4} height={30} />}>
        {(targets) => targets.length === 0
          ? <Empty why="Nothing is scraped" height={120} fill={<>Name targets in heed.yml: <code>scrape_configs:</code> as in Prometheus.</>} />
          : (
            <ul className={classes.list}>
              {[...targets].sort((a, b) => Number(a.health === 'up') - Number(b.health === 'up')).map(({ scrapePool, scrapeUrl, health, lastError, lastScrape, lastScrapeDuration }) => (
                <li key={`${scrapePool} ${scrapeUrl}`}>
                  <StateMark tone={TargetTones[health]} word={health} /> <b>{scrapePool}</b> <span className={table.sub}>{scrapeUrl}</span>
                  <span className="quiet">{lastScrape.startsWith('0001') ? 'not scraped yet' : <><TimeText time={lastScrape} />, in {formatSeconds(lastScrapeDuration)}</>}</span>
                  {lastError !== '' && <span className={classes.problem}>{lastError}</span>}
                </li>
              ))}
            </ul>
          )}
      </Answered>
    </Panel>
  );
}
