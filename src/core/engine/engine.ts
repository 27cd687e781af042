import type { Streams } from "../math/streams.ts";
import type { TickCounters, World } from "../model/index.ts";
import { CountsEngine, chosenResolution } from "./counts/index.ts";
import { type EngineOptions, RequestsEngine } from "./requestsEngine.ts";

/** What drives a world can ask of it, at whatever resolution it is played. Times in ms. */
export interface Engine {
  /** Percent of requests that go to the canary from now on. */
  setWeight(weight: number): void;
  /** Instances of a track (0 stable, 1 canary) that take requests; new ones are ready at `at`. */
  setServing(track: 0 | 1, instances: number, at?: number): void;
  /** Stable runs the canary's revision; its new instances are ready at `at`. */
  promote(at: number): void;
  /** Failures of each user that the release caused, up to three; null where counts know no users. */
  readonly harms: Uint8Array | null;
  /** Plays a tick and returns what was counted; valid until the next call. */
  advance(from: number, until: number): TickCounters;
}

/** The engine of the resolution that the world asks for. */
export function engineFor(world: World, streams: Streams, options: EngineOptions = {}): Engine {
  if (chosenResolution(world).name === "counts") return new CountsEngine(world, streams);
  return requestsEngineFor(world, streams, options);
}

/** The engine that plays the world request by request. */
export function requestsEngineFor(world: World, streams: Streams, options: EngineOptions = {}): Engine {
  return new RequestsEngine(world, streams, options);
}
