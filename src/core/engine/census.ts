import type { Streams } from "../math/streams.ts";
import type { Census, SegmentValue, World } from "../model/index.ts";
import { membersOf } from "./people.ts";

/** Counts whom the canary's revision serves, by groups of users. Only runs whose policy asks for it pay for it. */
export class UserCensus implements Census {
  readonly groups: readonly (readonly SegmentValue[])[];
  readonly requests: Int32Array;
  private readonly members: readonly (Uint8Array | null)[];
  private row = 0;

  /** `rows` is the length of the run in ticks. */
  constructor(
    groups: readonly (readonly SegmentValue[])[],
    { world, streams, rows }: { readonly world: World; readonly streams: Streams; readonly rows: number },
  ) {
    this.groups = groups;
    this.members = groups.map((who) => membersOf(who, world, streams));
    this.requests = new Int32Array(groups.length * rows);
  }

  count(user: number): void {
    const { members, requests } = this;
    const first = this.row * members.length;
    for (let group = 0; group < members.length; group++) {
      const part = members[group];
      if (part === null || part?.[user] === 1) (requests[first + group] as number)++;
    }
  }

  endTick(): void {
    this.row++;
  }
}
