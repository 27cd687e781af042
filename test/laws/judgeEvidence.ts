import type { Evidence, EvidenceWindow } from "../../src/core/judges/index.ts";
import { binomial } from "../../src/core/math/samplers/binomial.ts";
import { threefry } from "../../src/core/math/threefry.ts";
import { Uniforms } from "../../src/core/math/uniforms.ts";
import { Xoshiro } from "../../src/core/math/xoshiro.ts";

export function uniformsOf(seed: number, run: number): Uniforms {
  const [a, b] = threefry(seed, run, 0, 0);
  const [c, d] = threefry(seed, run, 1, 0);
  return new Uniforms(new Xoshiro([a, b, c, d]));
}

const latencies = [20, 25, 32, 40, 50, 63, 79, 100, 126, 158, 200, 400];

/** Evidence of every kind: short and long, few errors and many, a good canary and a bad one, any share. */
export function anyEvidence(run: number): Evidence {
  const draw = uniformsOf(11, run);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(draw.next() * values.length)] as T;
  const windows = pick([1, 3, 12, 30, 60, 70]);
  const canaryShare = pick([0.05, 0.25, 0.5, 0.5]);
  const requests = pick([30, 300, 2000]);
  const base = pick([0, 0.001, 0.005, 0.02]);
  const ratio = pick([0.2, 1, 1, 2, 5]);
  const slower = pick([0, 0, 2, -2]);
  const arm = (share: number, rate: number, shift: number) => {
    const count = Math.round(requests * share);
    return {
      requests: count,
      errors: binomial(draw, count, Math.min(1, rate)),
      latency: Array.from({ length: 20 }, () => ({
        ms: latencies[Math.min(11, Math.max(0, Math.floor(draw.next() * 10) + shift))] as number,
        count: Math.ceil(count / 20),
      })),
    };
  };
  return Array.from(
    { length: windows },
    (): EvidenceWindow => ({
      seconds: 60,
      canaryShare,
      canary: arm(canaryShare, base * ratio, slower),
      baseline: arm(1 - canaryShare, base, 0),
    }),
  );
}

/** The same evidence seen from the baseline. */
export function swapped(evidence: Evidence): Evidence {
  return evidence.map(({ seconds, canaryShare, canary, baseline }) => ({
    seconds,
    canaryShare: 1 - canaryShare,
    canary: baseline,
    baseline: canary,
  }));
}

/** Latencies in another order, and one entry in two parts. */
export function reordered(evidence: Evidence): Evidence {
  const arm = ({ latency, ...rest }: EvidenceWindow["canary"]): EvidenceWindow["canary"] => {
    const [first, ...others] = latency.toReversed();
    if (first === undefined) return { ...rest, latency };
    return { ...rest, latency: [...others, { ms: first.ms, count: 1 }, { ms: first.ms, count: first.count - 1 }] };
  };
  return evidence.map((window) => ({ ...window, canary: arm(window.canary), baseline: arm(window.baseline) }));
}

/** One window for each error, the canary's with the probability that a rate ratio gives it at the share. */
export function errorByError(
  draw: Uniforms,
  shares: readonly (readonly [share: number, errors: number])[],
  ratio = 1,
): Evidence {
  return shares.flatMap(([canaryShare, errors]) => {
    const theta = (ratio * canaryShare) / (1 + (ratio - 1) * canaryShare);
    return Array.from({ length: errors }, (): EvidenceWindow => {
      const onCanary = draw.next() < theta ? 1 : 0;
      return {
        seconds: 1,
        canaryShare,
        canary: { requests: 1000 * canaryShare, errors: onCanary, latency: [] },
        baseline: { requests: 1000, errors: 1 - onCanary, latency: [] },
      };
    });
  });
}
