import type { Track } from "../../core/model/index.ts";
import type { Size } from "./useSize.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A cubic curve from one box to the next. */
export type Edge = readonly [Point, Point, Point, Point];

export interface TopologyLayout {
  /** Too little room for words on edges and for more than a number in a box. */
  readonly narrow: boolean;
  readonly users: Box;
  readonly balancer: Box;
  readonly pools: Readonly<Record<Track, Box>>;
  readonly inbound: Edge;
  readonly edges: Readonly<Record<Track, Edge>>;
  /** Where the line that explains the eye stands. */
  readonly noteY: number;
}

const right = ({ left, top, width, height }: Box): Point => ({ x: left + width, y: top + height / 2 });
const left = ({ left: x, top, height }: Box): Point => ({ x, y: top + height / 2 });

/** Leaves and arrives level, so that edges meet boxes at a right angle. */
function edge(from: Box, to: Box): Edge {
  const start = right(from);
  const end = left(to);
  const bend = (end.x - start.x) * 0.5;
  return [start, { x: start.x + bend, y: start.y }, { x: end.x - bend, y: end.y }, end];
}

/** Widths of users, balancer and pools: what the words in them need, and a share of what is left. */
function widthsOf(width: number, narrow: boolean): readonly [number, number, number] {
  if (narrow) return [Math.min(66, width * 0.2), Math.min(74, width * 0.22), Math.min(132, width * 0.36)];
  return [Math.min(150, width * 0.18), Math.min(150, width * 0.18), Math.min(240, width * 0.3)];
}

/** Places for everything in a figure of this size: left to right, stable above canary. */
export function topologyLayout({ width, height }: Size): TopologyLayout {
  const narrow = width < 520;
  const [usersWidth, balancerWidth, poolWidth] = widthsOf(width, narrow);
  const noteHeight = 22;
  const room = height - noteHeight;
  const poolHeight = Math.min(60, Math.max(40, (room - (narrow ? 14 : 28)) / 2));
  const smallHeight = Math.min(52, poolHeight);
  const between = Math.min(46, Math.max(8, room - 2 * poolHeight - 8));
  const top = Math.max(2, (room - 2 * poolHeight - between) / 2);
  const middle = top + poolHeight + between / 2;
  const margin = 2;
  const gap = (width - 2 * margin - usersWidth - balancerWidth - poolWidth) / 2;
  const small = (x: number, boxWidth: number): Box => ({
    left: x,
    top: middle - smallHeight / 2,
    width: boxWidth,
    height: smallHeight,
  });
  const users = small(margin, usersWidth);
  const balancer = small(margin + usersWidth + gap * 0.8, balancerWidth);
  const pool = (y: number): Box => ({ left: width - margin - poolWidth, top: y, width: poolWidth, height: poolHeight });
  const pools = { stable: pool(top), canary: pool(top + poolHeight + between) };
  return {
    narrow,
    users,
    balancer,
    pools,
    inbound: edge(users, balancer),
    edges: { stable: edge(balancer, pools.stable), canary: edge(balancer, pools.canary) },
    noteY: height - 8,
  };
}

export function pathOf([a, b, c, d]: Edge): string {
  return `M${a.x},${a.y}C${b.x},${b.y} ${c.x},${c.y} ${d.x},${d.y}`;
}

/** The point at `t` from 0 to 1 along an edge, `aside` pixels to the right of its direction. */
export function alongEdge([a, b, c, d]: Edge, t: number, aside: number): Point {
  const u = 1 - t;
  const mix = (p: number, q: number, r: number, s: number): number =>
    u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s;
  const slope = (p: number, q: number, r: number, s: number): number =>
    u * u * (q - p) + 2 * u * t * (r - q) + t * t * (s - r);
  const dx = slope(a.x, b.x, c.x, d.x);
  const dy = slope(a.y, b.y, c.y, d.y);
  const length = Math.hypot(dx, dy) || 1;
  return {
    x: mix(a.x, b.x, c.x, d.x) - (aside * dy) / length,
    y: mix(a.y, b.y, c.y, d.y) + (aside * dx) / length,
  };
}
