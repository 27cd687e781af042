import { utf8 } from "../../math/hashes/utf8.ts";
import { xxhash64 } from "../../math/hashes/xxhash64.ts";
import type { WeightedHost } from "./weightedHost.ts";

/**
 * Envoy's ketama ring (E5): every host owns points on a circle of 64-bit hashes, as many as its weight is
 * worth, and a request goes to the first point at or after its own hash.
 * https://github.com/envoyproxy/envoy/blob/main/source/extensions/load_balancing_policies/ring_hash/ring_hash_lb.cc
 */
export class RingHash {
  /** Points that the ring is made for: ceil(scale). */
  readonly size: number;
  /** The points in ascending order: both halves of the hash, and the host's position in the list. */
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly host: Int32Array;

  constructor(hosts: readonly WeightedHost[], { minimum = 1024, maximum = 8_388_608 } = {}) {
    const shares = normalised(hosts);
    const smallest = Math.min(...shares);
    const scale = hosts.length === 0 ? 0 : Math.min(Math.ceil(smallest * minimum) / smallest, maximum);
    this.size = Math.ceil(scale);
    const points = pointsOf(hosts, shares, scale).sort((a, b) => a.high - b.high || a.low - b.low);
    this.high = Uint32Array.from(points, (point) => point.high);
    this.low = Uint32Array.from(points, (point) => point.low);
    this.host = Int32Array.from(points, (point) => point.host);
  }

  /** Position of the host for a request hash, −1 on an empty ring. Attempt a looks a points further (E5.3). */
  find(high: number, low: number, attempt = 0): number {
    const points = this.host.length;
    if (points === 0) return -1;
    let from = 0;
    let to = points;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.below(middle, high, low)) from = middle + 1;
      else to = middle;
    }
    return this.host[(from + attempt) % points] as number;
  }

  private below(point: number, high: number, low: number): boolean {
    const upper = this.high[point] as number;
    return upper < high || (upper === high && (this.low[point] as number) < low);
  }
}

interface Point {
  readonly high: number;
  readonly low: number;
  readonly host: number;
}

/** A running target, so that hosts whose share is no whole number of points still add up (E5.2). */
function pointsOf(hosts: readonly WeightedHost[], shares: readonly number[], scale: number): Point[] {
  const points: Point[] = [];
  let target = 0;
  hosts.forEach(({ key }, host) => {
    target += scale * (shares[host] as number);
    for (let i = 0; points.length < target; i++) {
      const { high, low } = xxhash64(utf8(`${key}_${i}`));
      points.push({ high, low, host });
    }
  });
  return points;
}

function normalised(hosts: readonly WeightedHost[]): readonly number[] {
  const sum = hosts.reduce((so, { weight }) => so + weight, 0);
  return hosts.map(({ weight }) => weight / sum);
}
