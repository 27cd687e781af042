/** Memory that every request leaves a little of behind, until the kernel kills the process. */
export class LeakingMemory {
  private readonly baseMiB: number;
  private readonly limitMiB: number;
  private readonly leakMiBPerRequest: number;
  private requests = 0;

  constructor(memory: { readonly baseMiB: number; readonly limitMiB: number; readonly leakMiBPerRequest: number }) {
    this.baseMiB = memory.baseMiB;
    this.limitMiB = memory.limitMiB;
    this.leakMiBPerRequest = memory.leakMiBPerRequest;
  }

  /** Multiplied, not added up: a million small additions would drift. */
  usedMiB(): number {
    return this.baseMiB + this.requests * this.leakMiBPerRequest;
  }

  /** A request passes; true when it is the one that kills the process. */
  take(): boolean {
    this.requests++;
    return this.usedMiB() >= this.limitMiB;
  }

  restart(): void {
    this.requests = 0;
  }
}
