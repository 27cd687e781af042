import type { FaultTimeline } from "./activeFaults.ts";
import { rateAt } from "./rateAt.ts";

/** What nobody has served yet. */
const NEW = 0;

/** Which version served each session last, and what a session meets that comes from the other one. */
export class SessionMemory {
  /** The answer to `look`: kept here, since a double that is returned may be boxed. */
  chance: number = Number.NaN;
  /** Both versions': a session is lost on the way from one to the other, in either direction. */
  private readonly timelines: readonly [FaultTimeline, FaultTimeline];
  /** By session number: `NEW`, or one more than the version. */
  private last = new Uint8Array(65_536);

  constructor(timelines: readonly [FaultTimeline, FaultTimeline]) {
    this.timelines = timelines;
  }

  /** How likely version 0 or 1 gives a wrong answer because the other one has served the session last. */
  look(session: number, user: number, version: number, now: number): void {
    this.chance = 0;
    const last = session < 0 ? NEW : (this.last[session] ?? NEW);
    if (last === NEW || last === version + 1) return;
    for (const timeline of this.timelines) {
      if (now >= timeline.until) timeline.look(now);
      for (const fault of timeline.active) {
        const { kind, members } = fault;
        if (kind !== "lostSession" || (members !== null && members[user] === 0)) continue;
        this.chance = Math.max(this.chance, rateAt(fault, now));
      }
    }
  }

  /** Version 0 or 1 has served the session. What is nobody's has no session, and a number below 0. */
  keep(session: number, version: number): void {
    if (session < 0) return;
    if (session >= this.last.length) this.grow(session);
    this.last[session] = version + 1;
  }

  private grow(session: number): void {
    const larger = new Uint8Array(Math.max(2 * this.last.length, session + 1));
    larger.set(this.last);
    this.last = larger;
  }
}
