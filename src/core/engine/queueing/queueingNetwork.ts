import { Agenda } from "../agenda.ts";
import { BlockColumn } from "./blockColumn.ts";
import { NetworkMeasures } from "./networkMeasures.ts";
import type { WeightedSplit } from "./weightedSplit.ts";

const LEAVES = -1;

export interface NetworkSpec {
  readonly stations: readonly { readonly workers: number; readonly meanService: number }[];
  /** Where requests come in. */
  readonly entry: WeightedSplit;
  /** Where they go after each station; the track after the last station is the way out. */
  readonly routing: readonly WeightedSplit[];
}

/** Fills of the network's draws: unit exponentials for services, uniforms for the ways. */
export interface NetworkDraws {
  readonly gaps: (block: Float64Array) => void;
  readonly entries: (block: Float64Array) => void;
  readonly services: (block: Float64Array) => void;
  readonly ways: (block: Float64Array) => void;
}

/**
 * An open network of FIFO stations with exponential service and random routing (Jackson, "Networks of waiting
 * lines", Operations Research 5, 1957), event by event. A request is one slot from arrival to exit, with one
 * event at most.
 */
export class QueueingNetwork {
  private readonly spec: NetworkSpec;
  private readonly meanService: Float64Array;
  private readonly workers: Int32Array;
  private readonly gaps: BlockColumn;
  private readonly entries: BlockColumn;
  private readonly services: BlockColumn;
  private readonly ways: BlockColumn;

  private readonly endsAt: Float64Array;
  private readonly beganAt: Float64Array;
  private readonly visitedAt: Float64Array;
  private readonly numberOf: Int32Array;
  private readonly stationOf: Int32Array;
  private readonly behind: Int32Array;
  private readonly free: Int32Array;
  private freeLength: number;
  private readonly agenda: Agenda;

  private readonly busy: Int32Array;
  private readonly present: Int32Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  /** Now, and the next arrival: in an array, where doubles are not boxed. */
  private readonly clock = new Float64Array(2);
  private measures = new NetworkMeasures(0, 0);
  private warmup = 0;
  private requests = 0;
  private arrived = 0;

  constructor(spec: NetworkSpec, draws: NetworkDraws, mostInFlight: number) {
    const stations = spec.stations.length;
    this.spec = spec;
    this.meanService = Float64Array.from(spec.stations, (station) => station.meanService);
    this.workers = Int32Array.from(spec.stations, (station) => station.workers);
    this.gaps = new BlockColumn(draws.gaps);
    this.entries = new BlockColumn(draws.entries);
    this.services = new BlockColumn(draws.services);
    this.ways = new BlockColumn(draws.ways);
    this.endsAt = new Float64Array(mostInFlight);
    this.beganAt = new Float64Array(mostInFlight);
    this.visitedAt = new Float64Array(mostInFlight);
    this.numberOf = new Int32Array(mostInFlight);
    this.stationOf = new Int32Array(mostInFlight);
    this.behind = new Int32Array(mostInFlight);
    this.free = Int32Array.from({ length: mostInFlight }, (_, slot) => slot);
    this.freeLength = mostInFlight;
    this.agenda = new Agenda(this.endsAt);
    this.busy = new Int32Array(stations);
    this.present = new Int32Array(stations);
    this.head = new Int32Array(stations).fill(LEAVES);
    this.tail = new Int32Array(stations).fill(LEAVES);
  }

  /**
   * Counts the requests from number `warmup` to `requests` − 1; the window runs between the arrivals before the
   * first and of the last. Later ones keep coming until all counted requests have left.
   */
  run(requests: number, warmup: number): NetworkMeasures {
    this.measures = new NetworkMeasures(this.workers.length, requests - warmup);
    this.warmup = warmup;
    this.requests = requests;
    this.arrived = 0;
    const { clock, agenda } = this;
    let inside = requests - warmup;
    clock[1] = this.gaps.block[this.gaps.next()] as number;
    while (this.arrived < requests || inside > 0) {
      if (agenda.nextTime() <= (clock[1] as number)) {
        clock[0] = agenda.nextTime();
        if (this.isCounted(this.depart(agenda.nextSlot()))) inside--;
      } else {
        clock[0] = clock[1] as number;
        this.arrive();
        clock[1] = (clock[1] as number) + (this.gaps.block[this.gaps.next()] as number);
      }
    }
    return this.measures;
  }

  private isCounted(number: number): boolean {
    return number >= this.warmup && number < this.requests;
  }

  /** Where what happens now is added up, or null once the window is closed. */
  private open(): NetworkMeasures | null {
    return this.arrived < this.requests ? this.measures : null;
  }

  private arrive(): void {
    if (this.freeLength === 0) throw new Error(`limit reached: ${this.free.length} requests in flight`);
    const slot = this.free[--this.freeLength] as number;
    this.numberOf[slot] = this.arrived;
    this.beganAt[slot] = this.clock[0] as number;
    const station = this.spec.entry.trackAt(this.entries.block, this.entries.next());
    this.enter(slot, station, this.open());
    this.arrived++;
    const at = this.clock[0] as number;
    if (this.arrived === this.warmup) this.measures.open(at, this.busy, this.present);
    if (this.arrived === this.requests) this.measures.close(at, this.busy, this.present);
  }

  private enter(slot: number, station: number, measures: NetworkMeasures | null): void {
    const at = this.clock[0] as number;
    this.stationOf[slot] = station;
    this.visitedAt[slot] = at;
    (this.present[station] as number)++;
    if (measures !== null) {
      (measures.visits[station] as number)++;
      (measures.timeInSystem[station] as number) -= at;
    }
    if ((this.busy[station] as number) < (this.workers[station] as number)) {
      (this.busy[station] as number)++;
      if (measures !== null) (measures.busyTime[station] as number) -= at;
      this.begin(slot, station);
      return;
    }
    this.behind[slot] = LEAVES;
    const tail = this.tail[station] as number;
    if (tail === LEAVES) this.head[station] = slot;
    else this.behind[tail] = slot;
    this.tail[station] = slot;
  }

  private begin(slot: number, station: number): void {
    const unit = this.services.block[this.services.next()] as number;
    this.endsAt[slot] = (this.clock[0] as number) + (this.meanService[station] as number) * unit;
    this.agenda.push(slot);
  }

  /** The visit of `slot` ends; returns the request's number when it leaves the network, else −1. */
  private depart(slot: number): number {
    const at = this.clock[0] as number;
    const { measures } = this;
    const open = this.open();
    const station = this.stationOf[slot] as number;
    const number = this.numberOf[slot] as number;
    const counted = this.isCounted(number);
    this.agenda.pop();
    (this.present[station] as number)--;
    if (open !== null) (open.timeInSystem[station] as number) += at;
    if (counted) {
      (measures.stay[station] as number) += at - (this.visitedAt[slot] as number);
      (measures.stays[station] as number)++;
    }
    this.callNext(station, open);
    const way = (this.spec.routing[station] as WeightedSplit).trackAt(this.ways.block, this.ways.next());
    if (way < this.workers.length) {
      this.enter(slot, way, open);
      return LEAVES;
    }
    if (counted) measures.response[number - this.warmup] = at - (this.beganAt[slot] as number);
    this.free[this.freeLength++] = slot;
    return number;
  }

  /** The freed worker takes the first in the queue, or rests. */
  private callNext(station: number, measures: NetworkMeasures | null): void {
    const first = this.head[station] as number;
    if (first === LEAVES) {
      (this.busy[station] as number)--;
      if (measures !== null) (measures.busyTime[station] as number) += this.clock[0] as number;
      return;
    }
    this.head[station] = this.behind[first] as number;
    if (this.head[station] === LEAVES) this.tail[station] = LEAVES;
    this.begin(first, station);
  }
}
