import type { ReactNode } from 'react';

/** Drawn on a grid of 20 with one stroke, in the colour of the text. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const HealthIcon = () => <Icon><path d="M2.5 10.5h3l2.2-5.5 3.6 10 2.2-4.5h4" /></Icon>;
export const ModelsIcon = () => (
  <Icon><path d="M10 2.8 16.5 6.4v7.2L10 17.2 3.5 13.6V6.4z" /><path d="M3.7 6.5 10 10l6.3-3.5M10 10v7" /></Icon>
);
export const AlertsIcon = () => (
  <Icon><path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.4 1.5H3.6z" /><path d="M8.3 17.2a2 2 0 0 0 3.4 0" /></Icon>
);
export const OutboxIcon = () => <Icon><path d="M17 3 9.2 10.8M17 3l-5 14-2.8-6.2L3 8z" /></Icon>;
export const ExploreIcon = () => <Icon><path d="M3 5.5 7 9.5 3 13.5M9.5 14.5H17" /></Icon>;
export const SettingsIcon = () => <Icon><path d="M3 6h8M15 6h2M3 14h2M9 14h8" /><circle cx="13" cy="6" r="2" /><circle cx="7" cy="14" r="2" /></Icon>;
export const ObjectivesIcon = () => <Icon><circle cx="10" cy="10" r="7" /><circle cx="10" cy="10" r="3.2" /><path d="M10 10 15.5 4.5" /></Icon>;
export const ReviewsIcon = () => <Icon><path d="M3.5 4.5h13v9h-6l-3.5 3v-3h-3.5z" /><path d="m7.3 9 2 2 3.5-3.6" /></Icon>;
export const IncidentsIcon = () => <Icon><path d="M3 10h2.6M7 10h2.6M11 10h6" /><circle cx="4.2" cy="5" r="1.7" /><circle cx="9.6" cy="15" r="1.7" /><path d="M4.2 6.7V10M9.6 10v3.3" /></Icon>;
export const OnCallIcon = () => <Icon><path d="M6.3 3.5 8.4 7 7 8.6a10 10 0 0 0 4.4 4.4l1.6-1.4 3.5 2.1c0 1.8-1.3 2.8-2.8 2.8A10.2 10.2 0 0 1 3.5 6.3c0-1.5 1-2.8 2.8-2.8z" /></Icon>;
export const MoreIcon = () => <Icon><path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.6" /></Icon>;
export const SearchIcon = () => <Icon><circle cx="9" cy="9" r="5.2" /><path d="m13 13 3.8 3.8" /></Icon>;
export const ClockIcon = () => <Icon><circle cx="10" cy="10" r="7" /><path d="M10 6v4.2l2.8 1.8" /></Icon>;
export const SunIcon = () => (
  <Icon><circle cx="10" cy="10" r="3.4" /><path d="M10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M4.7 15.3l1.1-1.1M14.2 5.8l1.1-1.1" /></Icon>
);
export const MoonIcon = () => <Icon><path d="M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z" /></Icon>;
export const AutoIcon = () => <Icon><circle cx="10" cy="10" r="7" /><path d="M10 3v14a7 7 0 0 0 0-14z" fill="currentColor" /></Icon>;
export const TableIcon = () => <Icon><rect x="3" y="4" width="14" height="12" rx="1.5" /><path d="M3 8h14M3 12h14M8.5 8v8" /></Icon>;
export const ChartIcon = () => <Icon><path d="M3 3.5v13h14" /><path d="m6 12 3-4 3 2.5L16 6" /></Icon>;
export const OpenIcon = () => <Icon><path d="M8 5H4.5v10.5H15V12M11 4h5v5M16 4l-7 7" /></Icon>;
export const ChevronIcon = () => <Icon><path d="m8 5 5 5-5 5" /></Icon>;
