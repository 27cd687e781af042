import { utf8 } from "../../math/hashes/utf8.ts";
import { xxhash64 } from "../../math/hashes/xxhash64.ts";
import { remainder64 } from "./remainder64.ts";
import type { WeightedHost } from "./weightedHost.ts";

/**
 * Envoy's Maglev table (E6): hosts take turns in claiming slots, each along its own permutation of the table,
 * and a request looks its hash up modulo the table's size. After Eisenbud et al., "Maglev" (NSDI 2016).
 * https://github.com/envoyproxy/envoy/blob/main/source/extensions/load_balancing_policies/maglev/maglev_lb.cc
 */
export class Maglev {
  /** Position of the host in the list, by slot; empty without hosts. */
  readonly table: Int32Array;

  /** The size is a prime: whoever lets people choose it asks `isPrime` first. */
  constructor(hosts: readonly WeightedHost[], size = 65537) {
    if (!isPrime(size)) throw new Error(`a Maglev table of ${size} slots: the size is not a prime`);
    this.table = new Int32Array(hosts.length === 0 ? 0 : size).fill(-1);
    if (hosts.length > 0) fill(this.table, hosts);
  }

  /** Position of the host for a request hash, −1 without hosts. Attempt a > 0 first changes the hash (E6). */
  find(high: number, low: number, attempt = 0): number {
    const { length } = this.table;
    if (length === 0) return -1;
    if (attempt === 0) return this.table[remainder64(high, low, length)] as number;
    // Exclusive or with 2⁶⁴ − a, whose upper half is all ones for 0 < a ≤ 2³².
    return this.table[remainder64(~high >>> 0, (low ^ -attempt) >>> 0, length)] as number;
  }
}

/** Whether a table may have this many slots (E6). */
export function isPrime(n: number): boolean {
  if (!Number.isInteger(n) || n < 2) return false;
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
}

interface Claimant {
  readonly host: number;
  readonly weight: number;
  readonly offset: number;
  readonly skip: number;
  /** The claimant sits out while iteration × weight is below it. */
  target: number;
  next: number;
}

function fill(table: Int32Array, hosts: readonly WeightedHost[]): void {
  const claimants = claimantsOf(hosts, table.length);
  const largest = Math.max(...hosts.map(({ weight }) => weight));
  let left = table.length;
  for (let iteration = 1; left > 0; iteration++) {
    for (const claimant of claimants) {
      if (left === 0) break;
      if (iteration * claimant.weight < claimant.target) continue;
      claimant.target += largest;
      claim(table, claimant);
      left--;
    }
  }
}

function claim(table: Int32Array, claimant: Claimant): void {
  for (;;) {
    const slot = (claimant.offset + claimant.skip * claimant.next++) % table.length;
    if (table[slot] !== -1) continue;
    table[slot] = claimant.host;
    return;
  }
}

/** In the order of their keys, so that the order of the list does not move requests. */
function claimantsOf(hosts: readonly WeightedHost[], size: number): Claimant[] {
  return hosts
    .map(({ key, weight }, host) => {
      const bytes = utf8(key);
      const [first, second] = [xxhash64(bytes, 0), xxhash64(bytes, 1)];
      const offset = remainder64(first.high, first.low, size);
      const skip = remainder64(second.high, second.low, size - 1) + 1;
      return { key, host, weight, offset, skip, target: 0, next: 0 };
    })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
