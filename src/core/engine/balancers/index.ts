/**
 * How a proxy spreads requests, after Envoy: over clusters, over the instances of one, around those that fail.
 * Nothing here knows of users, queues or faults: a picker sees columns of numbers by instance and one uniform a
 * request, and what is built, is built in `refresh`.
 */
import { HashPicker } from "./hashPicker.ts";
import type { InstancePicker, PickerSetup } from "./instancePicker.ts";
import { LeastRequest } from "./leastRequest.ts";
import { Maglev } from "./maglev.ts";
import { Random } from "./random.ts";
import { RingHash } from "./ringHash.ts";
import { RoundRobin } from "./roundRobin.ts";

export type { Candidates, InstancePicker, PickerSetup, RequestHashes, Settler } from "./instancePicker.ts";

export type InstancePickerName = "leastRequest2" | "random" | "roundRobin" | "ringHash" | "maglev";

/** Every way to choose an instance, by the name that a scenario says. */
export const instancePickers: Readonly<Record<InstancePickerName, (setup: PickerSetup) => InstancePicker>> = {
  leastRequest2: (setup) => new LeastRequest(setup),
  random: (setup) => new Random(setup),
  roundRobin: (setup) => new RoundRobin(setup),
  ringHash: (setup) => new HashPicker(setup, (hosts) => new RingHash(hosts)),
  maglev: (setup) => new HashPicker(setup, (hosts) => new Maglev(hosts)),
};
