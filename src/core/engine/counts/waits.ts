import { leastRequestJoins } from "./leastRequestJoins.ts";
import type { ServiceLaw } from "./serviceLaw.ts";

/** How long requests wait for a worker: a chance, and the length of a wait as a few points with weights. */
export interface Waits {
  readonly chance: number;
  readonly ms: Float64Array;
  readonly weight: Float64Array;
}

export interface Station {
  /** Instances that share the traffic of a track. */
  readonly instances: number;
  readonly workers: number;
  /** How an instance is chosen, by its name in a scenario. */
  readonly pick: string;
}

const FIRST_POINTS = 12;
const LATER_POINTS = 4;
const DEEPEST = 6;

export const noWaits: Waits = { chance: 0, ms: new Float64Array(0), weight: new Float64Array(0) };

/**
 * Waits at a load of `busy` workers an instance (below the workers it has). Who joins finds k active with
 * the chances of `joins`; the first to leave of `workers` running services frees a place, and each place
 * further back costs the mean time between departures, both with the (1 + Cs²)/2 by which Allen and
 * Cunneen correct Erlang C (exact for M/M/c, and in the mean for M/G/1; Allen, "Probability, Statistics,
 * and Queueing Theory", 1990). What is left of a running service has the equilibrium law.
 */
export function waitsAt(station: Station, busy: number, law: ServiceLaw): Waits {
  if (busy <= 0) return noWaits;
  const { workers } = station;
  const found = joins(station, busy);
  const chance = found.subarray(workers).reduce((sum, share) => sum + share, 0);
  if (chance <= 0) return noWaits;
  const stage = law.square / (2 * law.mean * workers);
  const ms: number[] = [];
  const weight: number[] = [];
  for (let behind = 0; behind < DEEPEST; behind++) {
    const points = behind === 0 ? FIRST_POINTS : LATER_POINTS;
    // The deepest stands for all that are deeper.
    const share =
      behind === DEEPEST - 1
        ? found.subarray(workers + behind).reduce((sum, part) => sum + part, 0)
        : (found[workers + behind] as number);
    for (let point = 0; point < points; point++) {
      ms.push(firstFree(law, workers, (point + 0.5) / points) + behind * stage);
      weight.push(share / chance / points);
    }
  }
  return { chance, ms: Float64Array.from(ms), weight: Float64Array.from(weight) };
}

/** Quantile q of the time until the first of `workers` running services ends: their residuals are independent. */
function firstFree(law: ServiceLaw, workers: number, q: number): number {
  let low = 0;
  let high = law.mean;
  const tail = (ms: number): number => {
    const one = law.excess(ms) / law.mean;
    let all = one;
    for (let i = 1; i < workers; i++) all *= one;
    return all;
  };
  while (tail(high) > 1 - q) high *= 2;
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (tail(middle) > 1 - q) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Chance that a request finds k active at the instance that it is given to. */
function joins({ instances, workers, pick }: Station, busy: number): Float64Array {
  return pick === "leastRequest2" ? leastRequestJoins(instances, workers, busy) : randomJoins(workers, busy);
}

/** M/M/c, which is what an instance is when the choice does not look at it. */
function randomJoins(workers: number, busy: number): Float64Array {
  const share = new Float64Array(workers + 60);
  share[0] = 1;
  let total = 1;
  for (let k = 1; k < share.length; k++) {
    share[k] = ((share[k - 1] as number) * busy) / Math.min(k, workers);
    total += share[k] as number;
  }
  return share.map((part) => part / total);
}
