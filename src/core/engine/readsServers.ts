import type { World } from "../model/index.ts";

/** Whether a metric reads the counters that instances keep themselves, which die with them. */
export function readsServers({ observe }: World): boolean {
  return Object.values(observe.metrics).some(({ layer }) => layer === "server");
}
