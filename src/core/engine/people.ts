import { exp } from "../math/exp.ts";
import { murmur3 } from "../math/hashes/murmur3.ts";
import { utf8 } from "../math/hashes/utf8.ts";
import { log } from "../math/log.ts";
import { AliasTable } from "../math/samplers/aliasTable.ts";
import { logNormal, sampleLogNormal } from "../math/samplers.ts";
import type { Streams } from "../math/streams.ts";
import type { Activity, Experiment, SegmentValue, World } from "../model/index.ts";
import type { Bucketer } from "./bucketing/index.ts";

/**
 * How many of all requests each user sends, as a table to draw from; null where all are alike. The sum of
 * independent Poisson users is Poisson, and whose request it is, is one draw: users need no events.
 */
function activityTable(world: World, streams: Streams): AliasTable | null {
  const { activity, users } = world;
  if (activity.kind === "equal") return null;
  const draws = new Float64Array(users);
  streams("activity", 0).fillInto(draws);
  return new AliasTable(draws.map((draw, user) => weightOf(activity, draw, user, users)));
}

/** Fills a column with whose the next requests are, or the next sessions where users come in sessions. */
export function usersInto(column: Int32Array, world: World, streams: Streams): () => void {
  const scratch = new Float64Array(column.length);
  const draws = streams("users", 0);
  const table = activityTable(world, streams);
  const { users } = world;
  return () => {
    draws.fillInto(scratch);
    if (table === null) for (let i = 0; i < column.length; i++) column[i] = (scratch[i] as number) * users;
    else for (let i = 0; i < column.length; i++) column[i] = table.pick(scratch[i] as number);
  };
}

function weightOf(activity: Exclude<Activity, { kind: "equal" }>, draw: number, user: number, users: number): number {
  switch (activity.kind) {
    case "lognormal":
      // A log-normal of this sigma has cv² = exp(σ²) − 1.
      return sampleLogNormal(draw, logNormal(1, Math.sqrt(exp(activity.sigma * activity.sigma) - 1)));
    case "zipf":
      return exp(-activity.exponent * log(user + 1));
    case "whales":
      return user < activity.count
        ? activity.share / activity.count
        : (1 - activity.share) / Math.max(1, users - activity.count);
  }
}

/** The value of a segment that each user has, as its place in the segment's list. It never changes. */
export function segmentValues(index: number, { segments, users, experiments }: World, streams: Streams): Uint8Array {
  const shares = segments[index]?.values.map(({ share }) => share) ?? [];
  const ends = shares.map((_, at) => shares.slice(0, at + 1).reduce((sum, share) => sum + share, 0));
  const experiment = experiments.find(({ name }) => name === segments[index]?.name);
  const places =
    experiment === undefined ? drawn(users, index, streams) : bucketsOf(users, experiment.salt, plainMurmur3);
  return Uint8Array.from(places, (place) => {
    const at = ends.findIndex((end) => place < end);
    return at < 0 ? ends.length - 1 : at;
  });
}

function drawn(users: number, segment: number, streams: Streams): Float64Array {
  const draws = new Float64Array(users);
  streams("segments", segment).fillInto(draws);
  return draws;
}

/** Which users have all of these values, as one byte a user; null is everybody. */
export function membersOf(who: readonly SegmentValue[], world: World, streams: Streams): Uint8Array | null {
  if (who.length === 0) return null;
  const members = new Uint8Array(world.users).fill(1);
  for (const { segment, value } of who) {
    const index = world.segments.findIndex((known) => known.name === segment);
    const wanted = world.segments[index]?.values.findIndex((known) => known.name === value);
    const values = segmentValues(index, world, streams);
    for (let user = 0; user < world.users; user++) if (values[user] !== wanted) members[user] = 0;
  }
  return members;
}

/** Where each user stands in [0, 1) for a split by user id: below the weight is the canary's. */
export function userBuckets({ users, balancer: { hash } }: World, bucketer: Bucketer = plainMurmur3): Float64Array {
  return bucketsOf(users, hash.salt, bucketer);
}

/** The rate at which each user's requests fail for the experiments' sake; null where there are none. */
export function experimentErrors({ users, experiments }: World): Float64Array | null {
  if (experiments.length === 0) return null;
  const rates = new Float64Array(users);
  for (const experiment of experiments) raise(rates, experiment);
  return rates;
}

function raise(rates: Float64Array, { salt, share, errors }: Experiment): void {
  const places = bucketsOf(rates.length, salt, plainMurmur3);
  for (let user = 0; user < rates.length; user++)
    if ((places[user] as number) < share) rates[user] = Math.max(rates[user] as number, errors);
}

function bucketsOf(users: number, salt: string, bucketer: Bucketer): Float64Array {
  return Float64Array.from({ length: users }, (_, user) => bucketer.bucket({ salt, unit: `user-${user}` }));
}

const plainMurmur3: Bucketer = {
  title: "MurmurHash3",
  bucket: ({ salt, unit }) => (murmur3(utf8(`${salt}${unit}`), 0) >>> 0) / 4294967296,
};

/** Who sends what a policy matches, as one byte a user. The same people at every seed, as ids are. */
export function matchedUsers(world: World, streams: Streams): Uint8Array {
  const { who, share } = world.balancer.match;
  const members = membersOf(who, world, streams);
  return Uint8Array.from({ length: world.users }, (_, user) => {
    const place = (murmur3(utf8(`match user-${user}`), 0) >>> 0) / 4294967296;
    return place < share && (members === null || members[user] === 1) ? 1 : 0;
  });
}
