import type { Fault, World } from "../model/index.ts";

/** Whether either revision of a world has a fault of this kind, at whatever time. */
export function hasFault({ revisions }: World, kind: Fault["kind"]): boolean {
  return [...revisions.stable.faults, ...revisions.canary.faults].some((fault) => fault.kind === kind);
}
