import { type FaultReach, referenceWorld, type World } from "../src/core/index.ts";

/**
 * M/M/8 at load 0.8 through the engine: one instance, exponential service of mean 1 ms, no canary. Clients wait
 * for ever, since those of the C++ reference do.
 */
export const mmcWorld: World = {
  ...referenceWorld,
  requestsPerSecond: 6400,
  client: { ...referenceWorld.client, timeoutMs: Number.POSITIVE_INFINITY },
  service: {
    ...referenceWorld.service,
    instances: { stable: 1, canary: 1 },
    workers: 8,
    queue: 65_536,
    latency: { kind: "exponential", meanMs: 1 },
    errors: 0,
  },
};

const always: FaultReach = {
  from: 0,
  until: Number.POSITIVE_INFINITY,
  who: [],
  instances: "all",
  flap: { on: 0, off: 0 },
  growsFor: 0,
};

/** The reference world at 200 requests/s with a quarter of them on a failing canary. */
export const canaryWorld: World = {
  ...referenceWorld,
  requestsPerSecond: 200,
  service: { ...referenceWorld.service, instances: { stable: 20, canary: 20 } },
  revisions: {
    ...referenceWorld.revisions,
    canary: { ...referenceWorld.revisions.canary, faults: [{ ...always, kind: "errors", rate: 0.02 }] },
  },
};
