import type { ShareStep } from "./shareStep.ts";

/** How long resolvers keep an answer: most of them for `ttl` seconds, a fraction longer than they may. */
export interface Resolvers {
  readonly ttl: number;
  readonly stretchedFraction: number;
  readonly stretchedTtl: number;
}

/** Expected percent of resolvers that got the canary's address, when they ask again at spread-out times (R3). */
export function dnsShift({ fromPercent, toPercent, seconds }: ShareStep, resolvers: Resolvers): number {
  const { ttl, stretchedFraction, stretchedTtl } = resolvers;
  const moved = (1 - stretchedFraction) * asked(seconds, ttl) + stretchedFraction * asked(seconds, stretchedTtl);
  return fromPercent + (toPercent - fromPercent) * moved;
}

function asked(seconds: number, ttl: number): number {
  return ttl === 0 ? 1 : Math.min(1, seconds / ttl);
}
