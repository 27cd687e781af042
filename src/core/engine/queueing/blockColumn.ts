/** Draws read one by one from a block that is refilled when it is used up. Read `block[next()]`: indices are never boxed. */
export class BlockColumn {
  readonly block = new Float64Array(1024);
  private readonly refill: (block: Float64Array) => void;
  private position: number;

  constructor(refill: (block: Float64Array) => void) {
    this.refill = refill;
    this.position = this.block.length;
  }

  /** Index in `block` of the next draw. */
  next(): number {
    if (this.position === this.block.length) {
      this.refill(this.block);
      this.position = 0;
    }
    return this.position++;
  }
}
