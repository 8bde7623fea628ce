import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Router } from 'wouter';

/** The markup of a component at an address, with the answers that the cache is to hold; nothing is asked of a server. */
export function markupOf(element: ReactElement, answers: [readonly unknown[], unknown][] = [], path = '/'): string {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  for (const [key, answer] of answers) {
    client.setQueryData(key, answer);
  }
  return renderToStaticMarkup(
    <Router ssrPath={path}><QueryClientProvider client={client}>{element}</QueryClientProvider></Router>,
  );
}

/** What a reader sees: the text without its marks, blanks joined. */
export function textOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, ' ').replaceAll('&#x27;', '\'').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim();
}
