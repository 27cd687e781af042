import type { Streams } from "../math/streams.ts";
import type { AttemptCounts, Reach, Resolution, TickCounters, World } from "../model/index.ts";
import { ArrivalEngine } from "./arrivalEngine.ts";
import { bucketerOf } from "./bucketing/index.ts";
import { CountsEngine } from "./counts/index.ts";
import { EventEngine } from "./eventEngine.ts";
import { pathFor } from "./path.ts";
import type { EngineOptions } from "./requestsEngine.ts";
import { Sessions } from "./sessions.ts";

/** What drives a world can ask of it, at whatever resolution it is played. Times in ms. */
export interface Engine {
  /** Percent of requests that go to the canary from now on: of all, or of those of some users. */
  setWeight(weight: number, only?: Reach): void;
  /** Users whom the policy matches go to the canary from now on, whatever the weight; or no longer. */
  matchAll(on: boolean): void;
  /** Percent of all requests that can reach the canary by weight and match together. */
  readonly asked: number;
  /** Copies this share of stable's requests to the canary from now on, and drops its answers. */
  mirror(share: number): void;
  /** Sends the canary requests of nobody's, evenly spaced, from `now` until another time. */
  loadTest(perSecond: number, now: number, until: number): void;
  /** Instances of a track (0 stable, 1 canary) that take requests; new ones are ready at `at`. */
  setServing(track: 0 | 1, instances: number, at?: number): void;
  /** Stable runs the canary's revision; its new instances are ready at `at`. */
  promote(at: number): void;
  /** Failures of each user that the release caused, up to three; null where counts know no users. */
  readonly harms: Uint8Array | null;
  /** Attempts of the last tick that instances' own counters never show; absent where nobody reads those. */
  readonly unseen?: AttemptCounts | undefined;
  /** Plays a tick and returns what was counted; valid until the next call. */
  advance(from: number, until: number): TickCounters;
}

/** Makes the engines that play worlds at a resolution. */
export function engineFor(
  resolution: Resolution["name"],
): (world: World, streams: Streams, options?: EngineOptions) => Engine {
  return resolution === "counts" ? (world, streams) => new CountsEngine(world, streams) : requestsEngineFor;
}

/** The engine that plays the world request by request. */
export function requestsEngineFor(world: World, streams: Streams, given: EngineOptions = {}): Engine {
  const options = { bucketer: bucketerOf(world), sessions: Sessions, ...given };
  return pathFor(world, options.extras).name === "arrivals"
    ? new ArrivalEngine(world, streams, options)
    : new EventEngine(world, streams, options);
}
