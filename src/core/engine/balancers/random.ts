import type { Candidates, InstancePicker, PickerSetup } from "./instancePicker.ts";

/** RANDOM (E2): every candidate with the same probability, whatever its weight and load. */
export class Random implements InstancePicker {
  private readonly candidates: Candidates;

  constructor({ candidates }: PickerSetup) {
    this.candidates = candidates;
  }

  /** Nothing is kept. */
  refresh(): void {}

  pick(uniform: number): number {
    const { list, count } = this.candidates;
    return count === 0 ? -1 : (list[Math.floor(uniform * count)] as number);
  }
}
