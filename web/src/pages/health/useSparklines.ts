import { useEffect, useMemo, useState } from 'react';

import { useQueryWindow, useRangeQuery } from '../../api/hooks';
import { sparklineQueries, type SparkKind } from '../../charts/promql';
import { SparkPoints } from '../../charts/window';

export type Sparks = Partial<Record<SparkKind, (number | null)[]>>;

const Kinds: readonly SparkKind[] = ['rate', 'errors', 'p95', 'quality', 'budget'];

/** A list that is being scrolled asks for nothing until it rests this long. */
const RestMs = 150;

/** A few models are asked every second; a long list is asked more slowly, for its queries cost more. */
const ManyModels = 20;

/** The sparklines of the rows in sight, in one query a kind whatever their number. */
export function useSparklines(names: string[], total: number): ReadonlyMap<string, Sparks> {
  const wanted = [...names].sort().join('\n');
  const rested = useRested(wanted, RestMs);
  const window = useQueryWindow(SparkPoints);
  const expressions = useMemo(() => {
    const queries = window === null || rested === '' ? null : sparklineQueries(rested.split('\n'), window.rateMs);
    return queries === null ? [] : Kinds.map((kind) => queries[kind]);
  }, [rested, window]);
  const { data } = useRangeQuery(expressions, window, total > ManyModels ? 5000 : 1000);

  return useMemo(() => {
    const sparks = new Map<string, Sparks>();
    data?.results.forEach((result, i) => {
      const kind = Kinds[i];
      for (const { labels, values } of result.series) {
        const name = labels.model_name;
        if (name !== undefined && kind !== undefined) {
          sparks.set(name, { ...sparks.get(name), [kind]: values });
        }
      }
    });
    return sparks;
  }, [data]);
}

function useRested(value: string, ms: number): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
