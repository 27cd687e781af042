import type { Streams } from "../math/streams.ts";
import type { Census, SegmentValue, World } from "../model/index.ts";
import { membersOf } from "./people.ts";

/** Counts requests by groups of users. Only runs in which somebody asks for it pay for it. */
export class UserCensus implements Census {
  readonly groups: readonly (readonly SegmentValue[])[];
  readonly requests: readonly Int32Array[];
  readonly ended: readonly Int32Array[];
  readonly failed: readonly Int32Array[];
  private readonly members: readonly (Uint8Array | null)[];
  private row = 0;

  /** `rows` is the length of the run in ticks. */
  constructor(
    groups: readonly (readonly SegmentValue[])[],
    { world, streams, rows }: { readonly world: World; readonly streams: Streams; readonly rows: number },
  ) {
    this.groups = groups;
    this.members = groups.map((who) => membersOf(who, world, streams));
    this.requests = groups.map(() => new Int32Array(rows));
    this.ended = groups.map(() => new Int32Array(2 * rows));
    this.failed = groups.map(() => new Int32Array(2 * rows));
  }

  /** A request of a user ended, on the track where it began. */
  end(user: number, track: number): void {
    this.mark(this.ended, user, 2 * this.row + track);
  }

  /** One of those that ended had failed. */
  fail(user: number, track: number): void {
    this.mark(this.failed, user, 2 * this.row + track);
  }

  /** The canary's revision served a user. */
  count(user: number): void {
    this.mark(this.requests, user, this.row);
  }

  endTick(): void {
    this.row++;
  }

  private mark(columns: readonly Int32Array[], user: number, cell: number): void {
    const { members } = this;
    for (let group = 0; group < members.length; group++) {
      const part = members[group];
      if (part === null || part?.[user] === 1) ((columns[group] as Int32Array)[cell] as number)++;
    }
  }
}
