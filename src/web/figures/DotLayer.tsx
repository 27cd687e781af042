import { useEffect, useRef } from "react";
import type { Millis } from "../../core/model/index.ts";
import { type DotPlan, dotsAt } from "./dots.ts";
import type { FigureProps } from "./FigureProps.ts";
import { type EdgeWidths, paintDots, paletteOf } from "./paintDots.ts";
import type { TopologyLayout } from "./topologyLayout.ts";
import type { Size } from "./useSize.ts";

interface DotLayerProps {
  readonly figure: FigureProps;
  readonly plan: DotPlan;
  readonly layout: TopologyLayout;
  readonly widths: EdgeWidths;
  readonly size: Size;
}

/** More pixels than this a small dot does not repay. */
const densest = 2;

function clean(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D | null {
  const density = Math.min(densest, window.devicePixelRatio);
  const brush = canvas.getContext("2d");
  if (brush === null) return null;
  if (canvas.width !== width * density || canvas.height !== height * density) {
    canvas.width = width * density;
    canvas.height = height * density;
  }
  brush.setTransform(density, 0, 0, density, 0, 0);
  brush.clearRect(0, 0, width, height);
  return brush;
}

/** Calls back for each frame while the element is on screen and the page is in front. */
function onFrames(element: Element, draw: (now: number) => void): () => void {
  let frame = 0;
  let onScreen = true;
  const next = (now: number): void => {
    draw(now);
    frame = requestAnimationFrame(next);
  };
  const follow = (): void => {
    cancelAnimationFrame(frame);
    if (onScreen && !document.hidden) frame = requestAnimationFrame(next);
  };
  const observer = new IntersectionObserver(([entry]) => {
    onScreen = entry?.isIntersecting ?? true;
    follow();
  });
  observer.observe(element);
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    document.removeEventListener("visibilitychange", follow);
  };
}

/** The moving marks. What it draws depends only on its props and, while playing, on the time since them. */
export function DotLayer(props: DotLayerProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const latest = useRef({ props, since: 0 });
  const draw = useRef((_: Millis) => {});
  const { playhead, playing, speed, theme } = props.figure;

  useEffect(() => {
    // A render for another reason must not set the clock back.
    const moved = latest.current.props.figure.playhead !== props.figure.playhead;
    latest.current = { props, since: moved ? performance.now() : latest.current.since };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens that the palette is read from change with the theme
  useEffect(() => {
    if (element.current === null) return;
    const canvas = element.current;
    const palette = paletteOf(canvas);
    draw.current = (at) => {
      const { layout, widths, plan, size, figure } = latest.current.props;
      const brush = clean(canvas, size);
      if (brush !== null) paintDots(brush, dotsAt(figure.recording, at, plan), { layout, widths, palette });
    };
  }, [theme]);

  useEffect(() => {
    if (!playing) draw.current(playhead);
  });

  useEffect(() => {
    if (!playing || element.current === null) return;
    latest.current.since = performance.now();
    return onFrames(element.current, (now) => {
      const { figure } = latest.current.props;
      const recorded = figure.recording.columns.length * figure.recording.tick;
      draw.current(Math.min(recorded, figure.playhead + Math.max(0, now - latest.current.since) * speed));
    });
  }, [playing, speed]);

  // Nothing to hide from a screen reader: an empty canvas says nothing, and the figure's text twin says it all.
  return <canvas ref={element} className="topologyDots" style={props.size} />;
}
