import type { Fleet } from "./fleet.ts";

/**
 * When the attempts that each instance has will leave it, soonest first. At a FIFO station that is known on
 * arrival: the newcomer starts when all but `workers − 1` of those before it have left (Kiefer and Wolfowitz,
 * "On the theory of queues with many servers", 1955). So who is still there at a time is found by looking, and
 * nothing has to happen when somebody leaves.
 *
 * A ring an instance, in one array. Doubles come and go in fields, since one in a call is boxed.
 */
export class Departures {
  /** Time of the look; it never falls. */
  now: number = Number.NaN;
  /** When the attempt to add will leave. */
  leaves: number = Number.NaN;
  private readonly active: Int32Array;
  private readonly workers: number;
  private readonly times: Float64Array;
  private readonly heads: Int32Array;
  private readonly mask: number;

  constructor({ size, workers, capacity, active }: Fleet) {
    this.active = active;
    this.workers = workers;
    let length = 1;
    while (length < capacity) length *= 2;
    this.mask = length - 1;
    this.times = new Float64Array(size * length);
    this.heads = new Int32Array(size);
  }

  /** Lets those go who have left an instance by now. Returns how many are still there, as `active` says then. */
  settle(instance: number): number {
    const { active, times, mask, now } = this;
    const before = active[instance] as number;
    if (before === 0) return 0;
    const ring = instance * (mask + 1);
    let head = this.heads[instance] as number;
    let count = before;
    while (count > 0 && (times[ring + head] as number) <= now) {
      head = (head + 1) & mask;
      count--;
    }
    if (count === before) return count;
    // An empty ring begins at its front again, which is in the cache.
    this.heads[instance] = count === 0 ? 0 : head;
    active[instance] = count;
    return count;
  }

  /** When a newcomer starts at an instance whose workers are all busy with some of the `active`. */
  startOf(instance: number, active: number): number {
    const place = ((this.heads[instance] as number) + active - this.workers) & this.mask;
    return this.times[instance * (this.mask + 1) + place] as number;
  }

  /** Adds an attempt to a settled instance, where `active` are. */
  add(instance: number, active: number): void {
    const { times, mask, leaves } = this;
    const ring = instance * (mask + 1);
    const head = this.heads[instance] as number;
    // Only those who are served at the same time can stay longer: fewer than there are workers.
    let place = active;
    for (; place > 0; place--) {
      const before = times[ring + ((head + place - 1) & mask)] as number;
      if (before <= leaves) break;
      times[ring + ((head + place) & mask)] = before;
    }
    times[ring + ((head + place) & mask)] = leaves;
    this.active[instance] = active + 1;
  }
}
