import { EdfScheduler } from "./edfScheduler.ts";
import type { Candidates, PickerSetup } from "./instancePicker.ts";

/**
 * The scheduler of E4 over the candidates, for the policies that use one when weights differ (E2, E3.2): it
 * asks for an instance's weight when its turn is over, and starts anew when the candidates change.
 */
export class WeightedTurns {
  /** Whether it is for the scheduler to pick: weights differ, or somebody warms up (E9). */
  needed = false;
  private readonly candidates: Candidates;
  private readonly seed: number;
  private readonly weightOf: (instance: number) => number;
  private readonly weights: Float64Array;
  private readonly scheduler: EdfScheduler;

  constructor({ candidates, seed }: PickerSetup, weightOf: (instance: number) => number) {
    this.candidates = candidates;
    this.seed = seed;
    this.weightOf = weightOf;
    this.weights = new Float64Array(candidates.weight.length);
    this.scheduler = new EdfScheduler(candidates.weight.length);
    this.refresh();
  }

  refresh(): void {
    const { candidates, weights } = this;
    this.needed = !areEven(candidates);
    if (!this.needed) return;
    for (let instance = 0; instance < weights.length; instance++) weights[instance] = this.weightOf(instance);
    this.scheduler.start(candidates.list, candidates.count, { weights, prePicks: this.seed });
  }

  /** The instance whose turn it is. */
  take(): number {
    const instance = this.scheduler.next();
    this.scheduler.again(this.weightOf(instance));
    return instance;
  }
}

function areEven({ list, count, weight, slowStart }: Candidates): boolean {
  const first = weight[list[0] as number];
  for (let i = 0; i < count; i++) {
    const instance = list[i] as number;
    if (weight[instance] !== first || slowStart[instance] !== 1) return false;
  }
  return true;
}
