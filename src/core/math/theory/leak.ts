import { poissonAtLeast } from "./poissonAtLeast.ts";

/** An instance that leaves memory behind at every request and is killed by the one that reaches the limit. */
export interface Leak {
  readonly baseMiB: number;
  readonly limitMiB: number;
  readonly leakMiBPerRequest: number;
}

/** A rate that changes in steps: [from second, requests per second], the first from 0. */
export type RateSteps = readonly (readonly [number, number])[];

/** The number of the request that kills: the smallest n with base + n · leak ≥ limit. */
export function requestsToOom({ baseMiB, limitMiB, leakMiBPerRequest }: Leak): number {
  let n = Math.max(0, Math.floor((limitMiB - baseMiB) / leakMiBPerRequest) - 1);
  while (baseMiB + n * leakMiBPerRequest < limitMiB) n++;
  return n;
}

/** Seconds until so many requests have flowed at exactly the given rates; infinite when they never do. */
export function fluidSeconds(requests: number, rates: RateSteps): number {
  let left = requests;
  for (const [index, [from, rate]] of rates.entries()) {
    const until = rates[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    const needed = rate > 0 ? left / rate : Number.POSITIVE_INFINITY;
    if (needed <= until - from) return from + needed;
    left -= rate * (until - from);
  }
  return Number.POSITIVE_INFINITY;
}

/** Life under Poisson arrivals at a constant rate: the n-th event of a Poisson process (Erlang). */
export function lifeOf(
  requests: number,
  requestsPerSecond: number,
): { readonly meanSeconds: number; readonly sdSeconds: number } {
  return { meanSeconds: requests / requestsPerSecond, sdSeconds: Math.sqrt(requests) / requestsPerSecond };
}

/** Probability that the instance was killed before `seconds`. */
export function oomBefore(requests: number, requestsPerSecond: number, seconds: number): number {
  return poissonAtLeast(requests, requestsPerSecond * seconds);
}
