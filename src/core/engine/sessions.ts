import { exponentialInto } from "../math/exponentialInto.ts";
import { poisson } from "../math/samplers/poisson.ts";
import { exponential } from "../math/samplers.ts";
import type { Streams } from "../math/streams.ts";
import { Uniforms } from "../math/uniforms.ts";
import type { Xoshiro } from "../math/xoshiro.ts";
import type { Session, World } from "../model/index.ts";
import { arrivalsInto } from "./arrivals.ts";
import { EventHeap } from "./eventHeap.ts";
import { usersInto } from "./people.ts";

/** Sessions that are drawn together. */
const BATCH = 256;

/** What a batch of requests is told by sessions; `split` is null where a session does not decide the track. */
interface SessionColumns {
  readonly arrival: Float64Array;
  readonly user: Int32Array;
  readonly session: Int32Array;
  readonly split: Float64Array | null;
}

/**
 * Users who come in sessions: sessions start as single requests would, more seldom by their length, and the
 * requests of all that are open are merged in time order. A policy changes nothing of it. Who a session is of and
 * where it belongs is drawn by its number, the gap after a request by the request's.
 *
 * The world begins in the middle of things: with the sessions that are open on average. Gaps forget how long they
 * have lasted, so that those with so many requests left are a Poisson number, and all wait a whole gap from now.
 */
export class Sessions {
  private readonly columns: SessionColumns;
  private readonly session: Session;
  private readonly starts = new Float64Array(BATCH);
  private readonly people = new Int32Array(BATCH);
  private readonly tracks = new Float64Array(BATCH);
  private readonly gaps: Float64Array;
  private readonly fillStarts: () => void;
  private readonly fillPeople: () => void;
  private readonly trackDraws: Xoshiro;
  private readonly gapDraws: Xoshiro;
  /** Place of the next session in `starts`. */
  private start = 0;
  private count = 0;

  /** Next requests of open sessions; slots are those of the columns below. */
  private readonly open = new EventHeap(1024);
  private readonly left: number[] = [];
  private readonly user: number[] = [];
  private readonly number: number[] = [];
  private readonly split: number[] = [];
  private readonly free: number[] = [];

  constructor(session: Session, world: World, streams: Streams, columns: SessionColumns) {
    const perSecond = world.requestsPerSecond / session.requests;
    this.columns = columns;
    this.session = session;
    this.gaps = new Float64Array(columns.arrival.length);
    this.fillStarts = arrivalsInto(this.starts, world, perSecond, streams);
    this.fillPeople = usersInto(this.people, world, streams);
    this.trackDraws = streams("sessionTracks", 0);
    this.gapDraws = streams("sessionGaps", 0);
    this.fillStarts();
    this.openAtStart((perSecond / 1000) * (world.rate[0]?.factor ?? 1), new Uniforms(streams("openSessions", 0)));
  }

  /** The next batch of requests. */
  fill(): void {
    const { columns, open, gaps, left } = this;
    const { arrival, user, session, split } = columns;
    this.gapDraws.fillInto(gaps);
    exponentialInto(gaps, this.session.gapMs);
    for (let i = 0; i < arrival.length; i++) {
      let at = this.starts[this.start] as number;
      let slot: number;
      if (open.length > 0 && (open.time[0] as number) <= at) {
        at = open.time[0] as number;
        slot = open.slot[0] as number;
        open.pop();
      } else {
        slot = this.begin(this.session.requests);
        if (++this.start === BATCH) this.restart();
      }
      arrival[i] = at;
      user[i] = this.user[slot] as number;
      session[i] = this.number[slot] as number;
      if (split !== null) split[i] = this.split[slot] as number;
      const more = (left[slot] as number) - 1;
      left[slot] = more;
      if (more > 0) open.push(at + (gaps[i] as number), this.number[slot] as number, slot);
      else this.free.push(slot);
    }
  }

  private openAtStart(perMs: number, draws: Uniforms): void {
    const { requests, gapMs } = this.session;
    for (let left = 1; left < requests; left++) {
      for (let more = poisson(draws, perMs * gapMs); more > 0; more--) {
        const slot = this.begin(left);
        this.open.push(exponential(draws.next(), gapMs), this.number[slot] as number, slot);
      }
    }
  }

  /** A new session with so many requests. Returns its slot. */
  private begin(requests: number): number {
    const place = this.count % BATCH;
    if (place === 0) {
      this.fillPeople();
      this.trackDraws.fillInto(this.tracks);
    }
    const slot = this.free.pop() ?? this.left.length;
    this.left[slot] = requests;
    this.user[slot] = this.people[place] as number;
    this.split[slot] = this.tracks[place] as number;
    this.number[slot] = this.count++;
    return slot;
  }

  private restart(): void {
    this.start = 0;
    this.fillStarts();
  }
}
