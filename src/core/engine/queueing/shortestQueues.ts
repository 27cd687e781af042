/** What `serve` reads: `choice` holds one uniform for each of a request's looks, request by request. */
export interface ChoiceDemand {
  readonly arrival: Float64Array;
  readonly service: Float64Array;
  readonly choice: Float64Array;
}

/** Levels of occupancy that are watched: 1 … 5 requests at an instance. */
export const watchedLevels = 5;

/**
 * Single-worker FIFO instances of which an arrival looks at a few distinct ones and joins the one with the
 * fewest requests (Vvedenskaya, Dobrushin and Karpelevich 1996; Mitzenmacher 2001). Ties are broken at random
 * because the looks come in random order.
 *
 * Needs no event heap although the balancer reads counts: with one FIFO worker an instance's departures are
 * known in order, so a ring of them is brought up to date when somebody looks.
 */
export class ShortestQueues {
  private readonly servers: number;
  private readonly choices: number;
  private readonly count: Int32Array;
  private readonly head: Int32Array;
  private readonly last: Float64Array;
  private readonly chosen: Int32Array;
  private readonly now = new Float64Array(1);
  /** Time with at least k requests, summed over instances: ends minus beginnings. */
  private readonly levelTime = new Float64Array(watchedLevels + 1);
  private ring: Float64Array;
  private length = 16;

  constructor(servers: number, choices: number) {
    if (!(choices >= 1 && choices <= servers)) throw new Error(`${choices} choices of ${servers} instances`);
    this.servers = servers;
    this.choices = choices;
    this.count = new Int32Array(servers);
    this.head = new Int32Array(servers);
    this.last = new Float64Array(servers);
    this.chosen = new Int32Array(choices);
    this.ring = new Float64Array(servers * this.length);
  }

  /** Serves a block of requests and writes their response times. */
  serve({ arrival, service, choice }: ChoiceDemand, response: Float64Array): void {
    const { choices, count, last, now } = this;
    for (let i = 0; i < arrival.length; i++) {
      const at = arrival[i] as number;
      now[0] = at;
      let best = this.look(choice, i * choices, 0);
      for (let look = 1; look < choices; look++) {
        const server = this.look(choice, i * choices, look);
        if ((count[server] as number) < (count[best] as number)) best = server;
      }
      const free = last[best] as number;
      const departure = Math.max(free, at) + (service[i] as number);
      last[best] = departure;
      response[i] = departure - at;
      this.join(best);
    }
  }

  /** Begins the measured stretch at `at`. */
  open(at: number): void {
    this.settleAll(at);
    for (let k = 1; k <= watchedLevels; k++) this.levelTime[k] = -at * this.serversWith(k);
  }

  /** Ends it, and gives the total time with at least k requests at index k − 1. */
  close(at: number): Float64Array {
    this.settleAll(at);
    return Float64Array.from(
      { length: watchedLevels },
      (_, i) => (this.levelTime[i + 1] as number) + at * this.serversWith(i + 1),
    );
  }

  /** The instance of a look, distinct from the looks before, with its departures up to now carried out. */
  private look(choice: Float64Array, first: number, look: number): number {
    const { chosen } = this;
    let server = Math.floor((choice[first + look] as number) * (this.servers - look));
    let place = 0;
    while (place < look && server >= (chosen[place] as number)) {
      server++;
      place++;
    }
    for (let i = look; i > place; i--) chosen[i] = chosen[i - 1] as number;
    chosen[place] = server;
    this.settle(server);
    return server;
  }

  private settle(server: number): void {
    const { count, head, ring, levelTime, length } = this;
    const at = this.now[0] as number;
    const mask = length - 1;
    while ((count[server] as number) > 0) {
      const departure = ring[server * length + (head[server] as number)] as number;
      if (departure > at) return;
      const level = count[server] as number;
      if (level <= watchedLevels) levelTime[level] = (levelTime[level] as number) + departure;
      count[server] = level - 1;
      head[server] = ((head[server] as number) + 1) & mask;
    }
  }

  private join(server: number): void {
    const level = (this.count[server] as number) + 1;
    if (level > this.length) this.grow();
    this.count[server] = level;
    if (level <= watchedLevels) this.levelTime[level] = (this.levelTime[level] as number) - (this.now[0] as number);
    const place = ((this.head[server] as number) + level - 1) & (this.length - 1);
    this.ring[server * this.length + place] = this.last[server] as number;
  }

  private settleAll(at: number): void {
    this.now[0] = at;
    for (let server = 0; server < this.servers; server++) this.settle(server);
  }

  private serversWith(level: number): number {
    return this.count.reduce((sum, count) => sum + (count >= level ? 1 : 0), 0);
  }

  /** Twice the room for every instance, each ring unrolled from its head. */
  private grow(): void {
    const { length, ring, head } = this;
    const larger = new Float64Array(this.servers * length * 2);
    for (let server = 0; server < this.servers; server++) {
      for (let i = 0; i < length; i++) {
        const from = ((head[server] as number) + i) & (length - 1);
        larger[server * length * 2 + i] = ring[server * length + from] as number;
      }
    }
    head.fill(0);
    this.ring = larger;
    this.length = 2 * length;
  }
}
