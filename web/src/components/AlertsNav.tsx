import { useLocation } from 'wouter';

import { TabBar } from './TabBar';

/** The pages about alerts: what fires, what is silenced, and what a notice would say. */
export function AlertsNav() {
  const [path] = useLocation();
  return (
    <TabBar label="Pages of alerts" current={path} tabs={[
      { path: '/alerts', word: 'Alerts' },
      { path: '/alerts/silences', word: 'Silences' },
      { path: '/alerts/preview', word: 'Notice preview' },
    ]} />
  );
}
