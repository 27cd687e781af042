import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";

/** How the weight of a host grows after it became healthy. Envoy's own defaults are aggression 1 and 10%. */
export interface SlowStart {
  readonly windowMs: number;
  /** Above 1 the weight grows faster at first, below 1 slower; what is not above 0 counts as 1. */
  readonly aggression: number;
  readonly minWeightPercent: number;
}

/** Factor of the weight of a host that has been healthy for so long (E9). */
export function slowStartFactor(healthyMs: number, { windowMs, aggression, minWeightPercent }: SlowStart): number {
  if (healthyMs >= windowMs) return 1;
  const time = Math.max(1, healthyMs) / windowMs;
  return Math.max(root(time, aggression > 0 ? aggression : 1), minWeightPercent / 100);
}

/** time^(1 / aggression), exact where it can be. */
function root(time: number, aggression: number): number {
  if (aggression === 1) return time;
  return aggression === 2 ? Math.sqrt(time) : exp(log(time) / aggression);
}
