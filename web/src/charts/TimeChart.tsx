import 'uplot/dist/uPlot.min.css';

import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';

import type { ChartModel } from './model';
import { uplotData, uplotOptions } from './uplotOptions';

interface TimeChartProps {
  model: ChartModel;
  height: number;
  label: string;
  onCursor: (index: number | null) => void;
  onZoom?: ((fromMs: number, toMs: number) => void) | undefined;
}

/** A uPlot canvas. The plot is built again only when its series change; new data, sizes and themes are handed to it. */
export function TimeChart({ model, height, label, onCursor, onZoom }: TimeChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const shown = useRef(model);
  const events = useRef({ onCursor, onZoom });
  const scheme = useComputedColorScheme();
  const structure = [model.band !== undefined, model.stacked, ...model.lines.map((line) => `${line.label}${line.color}`)].join();

  useEffect(() => {
    shown.current = model;
    events.current = { onCursor, onZoom };
  });

  useEffect(() => {
    const element = host.current;
    if (element === null) {
      return undefined;
    }
    const options = uplotOptions(() => shown.current, element.clientWidth, height, {
      onCursor: (index) => events.current.onCursor(index),
      onZoom: (fromMs, toMs) => events.current.onZoom?.(fromMs, toMs),
    });
    const built = new uPlot(options, uplotData(shown.current), element);
    plot.current = built;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientWidth !== built.width) {
        built.setSize({ width: element.clientWidth, height });
      }
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      built.destroy();
      plot.current = null;
    };
  }, [structure, height]);

  useEffect(() => {
    plot.current?.setData(uplotData(model));
  }, [model]);

  useEffect(() => {
    plot.current?.redraw(false);
  }, [scheme]);

  return <div ref={host} role="img" aria-label={label} style={{ height, overflow: 'hidden' }} />;
}
