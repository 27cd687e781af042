import type { Methods } from "../runner.ts";
import { cacheMethods } from "./queueing/caches.ts";
import { networkMethods } from "./queueing/networks.ts";
import { samplingMethods } from "./queueing/sampling.ts";
import { stationMethods } from "./queueing/stations.ts";
import { theoryMethods } from "./queueing/theory.ts";
import { userMethods } from "./queueing/users.ts";

/**
 * The methods of `queueing.json`. Components of the simulated methods' random streams, never reused:
 * stations 1001 …, networks 1011 …, users 1021 …, caches 1031 …, sampling 1041 ….
 */
export const queueingMethods: Methods = {
  ...theoryMethods,
  ...stationMethods,
  ...networkMethods,
  ...userMethods,
  ...cacheMethods,
  ...samplingMethods,
};
