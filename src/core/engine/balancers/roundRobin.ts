import type { Candidates, InstancePicker, PickerSetup } from "./instancePicker.ts";
import { WeightedTurns } from "./weightedTurns.ts";

/**
 * ROUND_ROBIN (E2): a counter modulo n while weights are equal, else weighted turns. The counter starts at
 * the seed and goes on when instances come and go.
 */
export class RoundRobin implements InstancePicker {
  private readonly candidates: Candidates;
  private readonly turns: WeightedTurns;
  private counter: number;

  constructor(setup: PickerSetup) {
    const { weight, slowStart } = setup.candidates;
    this.candidates = setup.candidates;
    this.counter = setup.seed;
    this.turns = new WeightedTurns(setup, (i) => (weight[i] as number) * (slowStart[i] as number));
  }

  refresh(): void {
    this.turns.refresh();
  }

  pick(): number {
    const { list, count } = this.candidates;
    if (count === 0) return -1;
    return this.turns.needed ? this.turns.take() : (list[this.counter++ % count] as number);
  }
}
