import { Agenda } from "../agenda.ts";

/**
 * Unlimited concurrency: every request is served at once. Slots are reused, so that memory grows with what is
 * in flight and not with the length of the run.
 */
export class InfiniteServer {
  private readonly until: Float64Array;
  private readonly agenda: Agenda;
  private readonly free: Int32Array;
  private freeLength: number;

  constructor(mostInFlight: number) {
    this.until = new Float64Array(mostInFlight);
    this.agenda = new Agenda(this.until);
    this.free = Int32Array.from({ length: mostInFlight }, (_, slot) => slot);
    this.freeLength = mostInFlight;
  }

  /** Serves the requests of two columns and writes how many each found in flight, itself not included. */
  serve(arrival: Float64Array, service: Float64Array, found: Int32Array): void {
    const { agenda, free, until } = this;
    for (let i = 0; i < arrival.length; i++) {
      const at = arrival[i] as number;
      while (agenda.nextTime() <= at) {
        free[this.freeLength++] = agenda.nextSlot();
        agenda.pop();
      }
      found[i] = agenda.size;
      if (this.freeLength === 0) throw new Error(`limit reached: ${until.length} requests in flight`);
      const slot = free[--this.freeLength] as number;
      until[slot] = at + (service[i] as number);
      agenda.push(slot);
    }
  }
}
