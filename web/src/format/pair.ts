import type { Pair } from '../api/types';

/** What this server is in its pair, beside its version. */
export function pairWord(pair: Pair): string {
  if (pair.leads) return 'leads';
  return pair.leader === null ? 'nobody leads' : `follows ${pair.leader.replace(/^https?:\/\//, '')}`;
}

/** Said over every page while nobody is notified; null while somebody is. */
export function pairWarning(pair: Pair): string | null {
  if (pair.leader !== null) return null;
  const reason = pair.problem === null ? 'no server leads just now' : pair.problem;
  return `Nobody is notified: ${reason}. Events are taken in, and rules evaluated, all the same.`;
}
