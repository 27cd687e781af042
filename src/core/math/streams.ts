import { threefry } from "./threefry.ts";
import { Xoshiro } from "./xoshiro.ts";

/**
 * Everything that draws at random, by number. Numbers are never reused or changed: appending keeps old
 * recordings valid. What a request *is* (when it arrives, who sends it, how long it takes, its luck) is
 * kept apart from what a policy *does* with it, so that two policies meet the same traffic.
 */
export const components = {
  arrivals: 0,
  users: 1,
  service: 2,
  luck: 3,
  split: 4,
  pick: 5,
  slowness: 6,
  segments: 7,
  activity: 8,
  keys: 9,
  touch: 10,
  dependency: 11,
  dependencyLuck: 12,
  minuteNoise: 13,
  hostNoise: 14,
  retries: 15,
  pickSeed: 16,
  copies: 17,
  sessionGaps: 18,
  sessionTracks: 19,
  openSessions: 20,
} as const;

export type Component = keyof typeof components;

/** One independent stream: its state comes from two Threefry blocks keyed by (seed, run). */
export type Streams = (component: Component, index: number) => Xoshiro;

/**
 * Named random streams. `seed` and `run` are integers from 0 to 2³² − 1; streams with different names
 * overlap with probability below 10⁻¹⁷ (128-bit states drawn at random).
 */
export function streams(seed: number, run = 0): Streams {
  return (component, index) => {
    const name = components[component];
    const [a, b] = threefry(seed, run, name, index);
    const [c, d] = threefry(seed, run, (name + 0x80000000) >>> 0, index);
    return new Xoshiro([a, b, c, d]);
  };
}
