import '@mantine/core/styles/default-css-variables.css';
import './styles.css';

import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { HttpFailure } from './api/http';
import { App } from './App';
import { theme } from './theme';

/** A question that the server refuses is refused again; only silence and faults of its own are worth one more attempt. */
function retries(count: number, error: Error): boolean {
  return count < 1 && !(error instanceof HttpFailure && error.status !== null && error.status < 500);
}

const client = new QueryClient({
  defaultOptions: { queries: { retry: retries, refetchOnWindowFocus: false, staleTime: 1000 } },
});

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element "root"');
}

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
