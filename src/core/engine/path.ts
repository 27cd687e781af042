import type { World } from "../model/index.ts";
import { hasFault } from "./hasFault.ts";
import { readsServers } from "./readsServers.ts";

/** How requests are played: all at their arrival, or event by event. */
export interface Path {
  readonly name: "arrivals" | "events";
  /** A clause that follows "because". */
  readonly because: string;
}

/** What lets a later event change what was decided on a request's arrival. */
const reasons: readonly (readonly [because: string, holds: (world: World) => boolean])[] = [
  ["outliers are ejected by their answers", ({ balancer }) => balancer.outlier !== null],
  ["new instances get their share slowly, by how busy others are", ({ balancer }) => balancer.slowStart > 0],
  ["clients try again", ({ client }) => client.retry.attempts > 0],
  ["servers drop what their client has given up", ({ client }) => client.serverCancels],
  ["a cookie is set by an answer", ({ balancer }) => balancer.cookie.on !== "none"],
  ["a worker is held while a shared dependency answers", ({ dependency }) => dependency !== null],
  ["instances are killed and lose what they work on", (world) => hasFault(world, "leak")],
  ["a metric reads what instances count in their own memory", readsServers],
  ["a lock stops who has begun", (world) => hasFault(world, "lock")],
  ["requests hang for ever", (world) => hasFault(world, "hang") && world.client.timeoutMs === Number.POSITIVE_INFINITY],
];

/**
 * Which way to play a world request by request. Both give the same bytes where requests can be played at their
 * arrival: FIFO stations of equal workers, where a fate is decided by those who came earlier alone. `extras`: the
 * policy sends the canary requests that are no user's.
 */
export function pathFor(world: World, extras = false): Path {
  if (extras) return { name: "events", because: "the policy copies or tests requests beside those of users" };
  const reason = reasons.find(([, holds]) => holds(world));
  return reason === undefined
    ? { name: "arrivals", because: "a request's fate depends on earlier arrivals alone" }
    : { name: "events", because: reason[0] };
}
