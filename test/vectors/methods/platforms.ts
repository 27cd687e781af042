import { EdfScheduler } from "../../../src/core/engine/balancers/edfScheduler.ts";
import { leastRequestWeight, lessBusy } from "../../../src/core/engine/balancers/leastRequest.ts";
import { isPrime, Maglev } from "../../../src/core/engine/balancers/maglev.ts";
import { isInPanic } from "../../../src/core/engine/balancers/panic.ts";
import { remainder64 } from "../../../src/core/engine/balancers/remainder64.ts";
import { retryBudgetDefaults, retryLimit } from "../../../src/core/engine/balancers/retryBudget.ts";
import { RingHash } from "../../../src/core/engine/balancers/ringHash.ts";
import { shadowHost } from "../../../src/core/engine/balancers/shadowHost.ts";
import { type SlowStart, slowStartFactor } from "../../../src/core/engine/balancers/slowStart.ts";
import { totalWeight, weightedCluster } from "../../../src/core/engine/balancers/weightedCluster.ts";
import type { WeightedHost } from "../../../src/core/engine/balancers/weightedHost.ts";
import {
  dnsShift,
  fewestPodsFor,
  k8sConnections,
  k8sIptables,
  k8sShare,
  stickyRamp,
  usersTouched,
} from "../../../src/core/engine/shares/index.ts";
import { utf8 } from "../../../src/core/math/hashes/utf8.ts";
import { xxhash64 } from "../../../src/core/math/hashes/xxhash64.ts";
import { decimalOf, type HostList, hostsOf, placements, word64 } from "./hashedHosts.ts";

interface EdfInput {
  readonly weights: readonly number[];
  readonly prePicks: number;
  readonly picks: number;
}

interface RingInput extends HostList {
  readonly minimumRingSize?: number;
  readonly maximumRingSize?: number;
}

interface DnsInput {
  readonly fromPercent: number;
  readonly toPercent: number;
  readonly seconds: number;
  readonly ttl: number;
  readonly stretchedFraction?: number;
  readonly stretchedTtl?: number;
}

interface PanicInput {
  readonly hosts: number;
  readonly healthy: number;
  readonly degraded?: number;
  readonly excluded?: number;
  readonly thresholdPercent?: number;
}

type RetryInput = { readonly active: number; readonly pending: number } & Partial<typeof retryBudgetDefaults>;
type SlowStartInput = { readonly healthyMs: number; readonly windowMs: number } & Partial<SlowStart>;

/** The methods of `platforms.json` about shares and Envoy; its `meta.conventions` describes them. */
export const platformMethods = {
  "k8s-share": ({ stableReady, canaryReady }: { readonly stableReady: number; readonly canaryReady: number }) =>
    k8sShare(stableReady, canaryReady) ?? { share: null, granularity: null },
  "k8s-share-plan": ({ targetPercent }: { readonly targetPercent: number }) => ({
    minTotalPods: fewestPodsFor(targetPercent),
  }),
  "k8s-connections": k8sConnections,
  "k8s-iptables": ({ endpoints }: { readonly endpoints: number }) => ({ rules: k8sIptables(endpoints) }),
  "users-touched": ({ share, requestsPerUser }: { readonly share: number; readonly requestsPerUser: number }) =>
    usersTouched(share, requestsPerUser),
  "sticky-ramp": (input: Parameters<typeof stickyRamp>[0] & { readonly stickySeconds: number }) => ({
    sharePercent: stickyRamp(input, input.stickySeconds),
  }),
  "dns-shift": (input: DnsInput) => ({
    sharePercent: dnsShift(input, { stretchedFraction: 0, stretchedTtl: input.ttl, ...input }),
  }),
  "envoy-weighted-cluster": ({ weights, random }: { readonly weights: readonly number[]; readonly random: string }) => {
    const total = totalWeight(weights);
    if (typeof total === "string") return { error: total };
    const { high, low } = word64(random);
    return { index: weightedCluster(weights, remainder64(high, low, total)) };
  },
  "envoy-xxhash64": ({ text, seed }: { readonly text: string; readonly seed?: number }) => ({
    hash: decimalOf(xxhash64(utf8(text), seed)),
  }),
  "envoy-ring-hash": ({ minimumRingSize = 1024, maximumRingSize = 8_388_608, ...list }: RingInput) => {
    const hosts = hostsOf(list);
    const ring = new RingHash(hosts, { minimum: minimumRingSize, maximum: maximumRingSize });
    return {
      size: ring.size,
      ...placements(list, { slots: ring.host, find: (high, low) => ring.find(high, low) }),
      ring: Array.from(ring.host, (host, i) => [
        decimalOf({ high: ring.high[i] as number, low: ring.low[i] as number }),
        keyOf(hosts, host),
      ]),
    };
  },
  "envoy-maglev": ({ tableSize = 65537, ...list }: HostList & { readonly tableSize?: number }) => {
    if (!isPrime(tableSize)) return { error: "table-size-not-prime" };
    const hosts = hostsOf(list);
    const maglev = new Maglev(hosts, tableSize);
    return {
      ...placements(list, { slots: maglev.table, find: (high, low) => maglev.find(high, low) }),
      table: Array.from(maglev.table, (host) => keyOf(hosts, host)),
    };
  },
  "envoy-edf": ({ weights, prePicks, picks }: EdfInput) => {
    const scheduler = new EdfScheduler(weights.length);
    scheduler.start([...weights.keys()], weights.length, { weights, prePicks });
    const sequence = Array.from({ length: picks }, () => {
      const index = scheduler.next();
      scheduler.again(weights[index] as number);
      return index;
    });
    return { sequence };
  },
  "envoy-least-request": ({
    active,
    randoms,
  }: {
    readonly active: readonly number[];
    readonly randoms: readonly (number | string)[];
  }) => ({
    index: randoms
      .map((random) => Number(BigInt(random) % BigInt(active.length)))
      .reduce((best, index) => lessBusy(active, best, index)),
  }),
  "envoy-least-request-weight": ({
    weight,
    active,
    bias = 1,
  }: {
    readonly weight: number;
    readonly active: number;
    readonly bias?: number;
  }) => ({ effective: leastRequestWeight(weight, active, bias) }),
  "envoy-slow-start": ({ healthyMs, ...slowStart }: SlowStartInput) => ({
    factor: slowStartFactor(healthyMs, { aggression: 1, minWeightPercent: 10, ...slowStart }),
  }),
  "envoy-panic": ({ hosts, healthy, degraded = 0, excluded = 0, thresholdPercent = 50 }: PanicInput) => {
    const panic = isInPanic({ hosts, healthy, degraded, excluded }, thresholdPercent);
    return { panic, targets: panic ? hosts : healthy };
  },
  "envoy-retry-budget": ({ active, pending, ...budget }: RetryInput) => ({
    limit: retryLimit({ active, pending }, { ...retryBudgetDefaults, ...budget }),
  }),
  "envoy-shadow-host": ({ host }: { readonly host: string }) => ({ host: shadowHost(host) }),
};

function keyOf(hosts: readonly WeightedHost[], position: number): string {
  return hosts[position]?.key ?? "";
}
