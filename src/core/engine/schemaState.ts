import type { Revision, Schema } from "../model/index.ts";

/** What the data has become, and who can still read it. */
export class SchemaState {
  private readonly steps: Schema["steps"];
  private readable: readonly number[];
  private position = 0;
  /** Time of the next step. */
  nextStep: number;

  constructor(schema: Schema) {
    this.steps = [...schema.steps].sort((a, b) => a.at - b.at);
    this.readable = schema.readable;
    this.nextStep = this.steps[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Takes every step that is due at t. */
  advance(t: number): void {
    while (t >= this.nextStep) {
      this.readable = this.steps[this.position]?.readable ?? this.readable;
      this.position++;
      this.nextStep = this.steps[this.position]?.at ?? Number.POSITIVE_INFINITY;
    }
  }

  /** True when the revision finds a form of the data that it can read. */
  fits(revision: Revision): boolean {
    return revision.reads.some((version) => this.readable.includes(version));
  }
}
