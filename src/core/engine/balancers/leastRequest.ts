import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";
import type { Candidates, InstancePicker, PickerSetup } from "./instancePicker.ts";
import { WeightedTurns } from "./weightedTurns.ts";

/** The less busy of two instances; a tie keeps the one that was drawn first (E3.1). */
export function lessBusy(active: ArrayLike<number>, one: number, two: number): number {
  return (active[two] as number) < (active[one] as number) ? two : one;
}

/** Weight for the scheduler: weight / (active + 1)^bias; bias 0 is weighted round robin (E3.2). */
export function leastRequestWeight(weight: number, active: number, bias: number): number {
  if (bias === 0) return weight;
  return bias === 1 ? weight / (active + 1) : weight / exp(bias * log(active + 1));
}

/**
 * LEAST_REQUEST with two choices (E3): of two candidates drawn with replacement, the less busy one. With
 * unequal weights, or while one warms up, weighted turns with weights that shrink with load (bias 1).
 */
export class LeastRequest implements InstancePicker {
  private readonly candidates: Candidates;
  private readonly turns: WeightedTurns;

  constructor(setup: PickerSetup) {
    const { weight, slowStart, active } = setup.candidates;
    this.candidates = setup.candidates;
    this.turns = new WeightedTurns(setup, (i) => {
      return leastRequestWeight(weight[i] as number, active[i] as number, 1) * (slowStart[i] as number);
    });
  }

  refresh(): void {
    this.turns.refresh();
  }

  pick(uniform: number): number {
    const { list, count, active, settler } = this.candidates;
    if (count === 0) return -1;
    if (this.turns.needed) return this.turns.take();
    if (count === 1) return list[0] as number;
    const scaled = uniform * count;
    const offset = Math.floor(scaled);
    // The fraction left over is an independent uniform: n ≤ 1,000 takes 10 of the 53 bits.
    const second = Math.floor((scaled - offset) * count);
    const one = list[offset] as number;
    const two = list[second] as number;
    if (settler !== null) {
      settler.settle(one);
      settler.settle(two);
    }
    return lessBusy(active, one, two);
  }
}
