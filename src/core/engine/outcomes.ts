/** Which requests failed, one bit each: what the healthy twin tells the release's run, to say who was harmed. */
export class Outcomes {
  private bits: Uint8Array;

  constructor(requests = 65_536) {
    this.bits = new Uint8Array(requests >> 3);
  }

  markFailed(request: number): void {
    const cell = request >> 3;
    if (cell >= this.bits.length) this.grow(cell);
    this.bits[cell] = (this.bits[cell] as number) | (1 << (request & 7));
  }

  failed(request: number): boolean {
    return ((this.bits[request >> 3] ?? 0) & (1 << (request & 7))) !== 0;
  }

  private grow(cell: number): void {
    const larger = new Uint8Array(Math.max(2 * this.bits.length, cell + 1));
    larger.set(this.bits);
    this.bits = larger;
  }
}
