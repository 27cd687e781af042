import { Station } from "../station.ts";
import { EventStation } from "./eventStation.ts";
import type { StationMaker, StationSpec } from "./stationSpec.ts";

/** How long requests wait at most: as long as it takes, all equally long, or each as long as it likes. */
export type Patience = "none" | "fixed" | "random";

/** Which way a station is computed: recordings say it. */
export type StationPath = "arrivals" | "events";

/**
 * The path of a run, chosen once: by arrivals alone (Kiefer and Wolfowitz) wherever that gives exactly what the
 * event heap would (ENGINE.md §1.2). Not so when a waiting request may leave at a time of its own and others
 * are refused for the place that it holds: then places are not given back in order.
 */
export function stationPath(spec: StationSpec, patience: Patience): StationPath {
  return patience === "random" && spec.queueLimit !== Number.POSITIVE_INFINITY ? "events" : "arrivals";
}

/** Either path's station; both write the same bytes wherever `stationPath` allows the first. */
export const stationMakers: Readonly<Record<StationPath, StationMaker>> = {
  arrivals: (spec, requests) => new Station(spec, requests),
  events: (spec, requests) => new EventStation(spec, requests),
};
