import type { Streams } from "../math/streams.ts";
import type { SegmentHarm, World } from "../model/index.ts";
import { segmentValues } from "./people.ts";

/** Splits the harmed users by the values of each segment: a release may be fine for everybody but a few. */
export function harmBySegment(world: World, streams: Streams, harms: Uint8Array | null): readonly SegmentHarm[] {
  if (harms === null) return [];
  return world.segments.flatMap(({ name, values }, index) => {
    const valueAt = segmentValues(index, world, streams);
    const users = new Int32Array(values.length);
    const harmed = new Int32Array(values.length);
    for (let user = 0; user < valueAt.length; user++) {
      const value = valueAt[user] as number;
      (users[value] as number)++;
      if (harms[user] !== 0) (harmed[value] as number)++;
    }
    return values.map((value, at) => ({
      segment: name,
      value: value.name,
      users: users[at] as number,
      usersHarmed: harmed[at] as number,
    }));
  });
}
