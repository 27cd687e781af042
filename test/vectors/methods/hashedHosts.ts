import type { WeightedHost } from "../../../src/core/engine/balancers/weightedHost.ts";
import type { Word64 } from "../../../src/core/math/hashes/xxhash64.ts";

/** Hosts as [key, weight], and request hashes as decimal strings. */
export interface HostList {
  readonly hosts: readonly (readonly [string, number])[];
  readonly lookups?: readonly string[];
}

export function hostsOf({ hosts }: HostList): readonly WeightedHost[] {
  return hosts.map(([key, weight]) => ({ key, weight }));
}

/** How often each host stands in a ring or table, and which one each lookup finds. */
export function placements(
  { hosts, lookups = [] }: HostList,
  { slots, find }: { readonly slots: Int32Array; readonly find: (high: number, low: number) => number },
) {
  const counts = hosts.map(([key], position) => [key, slots.filter((host) => host === position).length] as const);
  const picks = lookups.map((lookup) => {
    const { high, low } = word64(lookup);
    return hosts[find(high, low)]?.[0];
  });
  return { counts: Object.fromEntries(counts), picks };
}

export function word64(decimal: string | number): Word64 {
  const value = BigInt(decimal);
  return { high: Number(value >> 32n), low: Number(value & 0xffffffffn) };
}

export function decimalOf({ high, low }: Word64): string {
  return ((BigInt(high) << 32n) | BigInt(low)).toString();
}
