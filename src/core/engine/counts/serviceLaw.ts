import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";
import { logNormal } from "../../math/samplers.ts";
import type { ServiceTime } from "../../model/index.ts";
import { normalCdf } from "./normalCdf.ts";

/** A share of the attempts whose service time is `factor` times the usual and `addMs` longer. */
export interface Strand {
  readonly share: number;
  readonly factor: number;
  readonly addMs: number;
}

/** A service time without waiting, as a law: what queueing formulas and bucket probabilities ask of it. */
export interface ServiceLaw {
  readonly mean: number;
  readonly square: number;
  /** P(time ≤ ms). */
  cdf(ms: number): number;
  /** E[(time − ms)⁺]: over the mean, the chance that what is left of a running service exceeds `ms`. */
  excess(ms: number): number;
}

export function serviceLaw(time: ServiceTime): ServiceLaw {
  if (time.kind === "exponential") return exponential(time.meanMs);
  return time.cv === 0 ? constant(time.meanMs) : logNormalLaw(time.meanMs, time.cv);
}

/** The law of a strand. */
export function stretched(law: ServiceLaw, { factor, addMs }: Strand): ServiceLaw {
  if (factor === 1 && addMs === 0) return law;
  if (factor === 0) return constant(addMs);
  return {
    mean: factor * law.mean + addMs,
    square: factor * factor * law.square + 2 * factor * addMs * law.mean + addMs * addMs,
    cdf: (ms) => law.cdf((ms - addMs) / factor),
    excess: (ms) => (ms <= addMs ? factor * law.mean + addMs - ms : factor * law.excess((ms - addMs) / factor)),
  };
}

/** The law of all attempts together. */
export function mixed(law: ServiceLaw, strands: readonly Strand[]): ServiceLaw {
  const parts = strands.map((strand) => ({ share: strand.share, law: stretched(law, strand) }));
  const average = (of: (law: ServiceLaw) => number) => parts.reduce((sum, part) => sum + part.share * of(part.law), 0);
  return {
    mean: average((part) => part.mean),
    square: average((part) => part.square),
    cdf: (ms) => average((part) => part.cdf(ms)),
    excess: (ms) => average((part) => part.excess(ms)),
  };
}

function constant(mean: number): ServiceLaw {
  return {
    mean,
    square: mean * mean,
    cdf: (ms) => (ms >= mean ? 1 : 0),
    excess: (ms) => Math.max(0, mean - ms),
  };
}

function exponential(mean: number): ServiceLaw {
  return {
    mean,
    square: 2 * mean * mean,
    cdf: (ms) => (ms <= 0 ? 0 : 1 - exp(-ms / mean)),
    excess: (ms) => (ms <= 0 ? mean - ms : mean * exp(-ms / mean)),
  };
}

/** The excess of a log-normal is the price of a call without interest: the first term of Black and Scholes (1973). */
function logNormalLaw(mean: number, cv: number): ServiceLaw {
  const { mu, sigma } = logNormal(mean, cv);
  return {
    mean,
    square: mean * mean * (1 + cv * cv),
    cdf: (ms) => (ms <= 0 ? 0 : normalCdf((log(ms) - mu) / sigma)),
    excess: (ms) => {
      if (ms <= 0) return mean - ms;
      const d = (mu - log(ms)) / sigma;
      return mean * normalCdf(d + sigma) - ms * normalCdf(d);
    },
  };
}
