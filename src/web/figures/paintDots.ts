import type { Dot } from "./dots.ts";
import { alongEdge, type TopologyLayout } from "./topologyLayout.ts";

export interface Palette {
  readonly stable: string;
  readonly canary: string;
  readonly fail: string;
  readonly panel: string;
}

/** Canvas knows no custom properties, so the theme's colours are read from the page. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (token: string): string => style.getPropertyValue(token).trim();
  return { stable: of("--stable"), canary: of("--canary"), fail: of("--fail"), panel: of("--panel") };
}

/** Widths in pixels of the two edges behind the balancer, and of the one before it. */
export interface EdgeWidths {
  readonly inbound: number;
  readonly stable: number;
  readonly canary: number;
}

function circle(brush: CanvasRenderingContext2D, x: number, y: number): void {
  brush.beginPath();
  brush.arc(x, y, 2.9, 0, 2 * Math.PI);
  brush.fill();
}

function square(brush: CanvasRenderingContext2D, x: number, y: number): void {
  brush.beginPath();
  brush.roundRect(x - 2.9, y - 2.9, 5.8, 5.8, 1.4);
  brush.fill();
}

function diamond(brush: CanvasRenderingContext2D, x: number, y: number): void {
  brush.beginPath();
  brush.moveTo(x, y - 4.8);
  brush.lineTo(x + 4.8, y);
  brush.lineTo(x, y + 4.8);
  brush.lineTo(x - 4.8, y);
  brush.closePath();
  brush.stroke();
  brush.fill();
}

/** A slow request drags a tail. */
function tail(
  brush: CanvasRenderingContext2D,
  head: { x: number; y: number },
  end: { x: number; y: number },
  colour: string,
): void {
  brush.save();
  brush.globalAlpha = 0.45;
  brush.strokeStyle = colour;
  brush.lineWidth = 3;
  brush.lineCap = "round";
  brush.beginPath();
  brush.moveTo(end.x, end.y);
  brush.lineTo(head.x, head.y);
  brush.stroke();
  brush.restore();
}

export interface Painting {
  readonly layout: TopologyLayout;
  readonly widths: EdgeWidths;
  readonly palette: Palette;
}

/** Draws the marks; the brush is already scaled to CSS pixels and its canvas is empty. */
export function paintDots(
  brush: CanvasRenderingContext2D,
  dots: readonly Dot[],
  { layout, widths, palette }: Painting,
): void {
  const at = ({ place, track, lane, failed }: Dot) => {
    const inbound = place < 1;
    const half = (inbound ? widths.inbound : widths[track]) / 2;
    // Failures come back beside the edge, on the outer side of their track.
    const aside = failed ? (half + 5) * (track === "stable" ? -1 : 1) : lane * Math.max(0, half - 2.5);
    return alongEdge(inbound ? layout.inbound : layout.edges[track], inbound ? place : place - 1, aside);
  };
  brush.strokeStyle = palette.panel;
  brush.lineWidth = 1.5;
  for (const dot of dots.toReversed()) {
    const { x, y } = at(dot);
    const colour = dot.failed ? palette.fail : palette[dot.track];
    if (dot.slow && dot.place > 1.08)
      tail(brush, { x, y }, at({ ...dot, place: Math.min(2, dot.place + (dot.failed ? 0.07 : -0.07)) }), colour);
    brush.fillStyle = colour;
    if (dot.failed) diamond(brush, x, y);
    else if (dot.track === "canary") square(brush, x, y);
    else circle(brush, x, y);
  }
}
