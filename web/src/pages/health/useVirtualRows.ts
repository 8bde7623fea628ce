import { useEffect, useState, type RefObject } from 'react';

const WideRowHeight = 66;
const NarrowRowHeight = 172;
const Narrow = '(max-width: 899.98px)';

/** Rows drawn beyond each edge, so that a quick scroll meets no gap. */
const Overscan = 4;

/** Which rows of a long list are drawn: those in the window of the scroller and a few around them. */
export function useVirtualRows(scroller: RefObject<HTMLElement | null>, total: number): {
  first: number;
  count: number;
  rowHeight: number;
} {
  const [narrow, setNarrow] = useState(() => matchMedia(Narrow).matches);
  const [at, setAt] = useState({ row: 0, rows: 12 });
  const rowHeight = narrow ? NarrowRowHeight : WideRowHeight;

  useEffect(() => {
    const media = matchMedia(Narrow);
    const changed = (): void => setNarrow(media.matches);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return undefined;
    }
    const measure = (): void => {
      const row = Math.floor(element.scrollTop / rowHeight);
      const rows = Math.ceil(element.clientHeight / rowHeight) + 1;
      setAt((old) => (old.row === row && old.rows === rows ? old : { row, rows }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller, rowHeight]);

  const first = Math.max(0, Math.min(at.row - Overscan, total - 1));
  return { first, count: Math.min(total - first, at.rows + 2 * Overscan), rowHeight };
}
