import type { Fault, Revision, Service } from "../model/index.ts";

/** A latency fault while it acts. */
export interface Slowdown {
  readonly rate: number;
  readonly factor: number;
  readonly addMs: number;
}

/** How a revision behaves between two moments at which one of its faults starts or ends. */
export interface Behaviour {
  readonly until: number;
  readonly errorRate: number;
  readonly slowdowns: readonly Slowdown[];
  readonly faulty: boolean;
}

/** How `revision` behaves at time t. An error fault replaces a lower base rate: 8% means eight in a hundred. */
export function behaviourAt(revision: Revision, service: Service, t: number): Behaviour {
  const active = revision.faults.filter((fault) => fault.from <= t && t < fault.until);
  const slowdowns = active.flatMap((fault) => (fault.kind === "latency" ? [fault] : []));
  const errorRate = active.reduce(
    (rate, fault) => (fault.kind === "errors" ? Math.max(rate, fault.rate) : rate),
    service.errors,
  );
  return { until: nextChange(revision.faults, t), errorRate, slowdowns, faulty: active.length > 0 };
}

function nextChange(faults: readonly Fault[], t: number): number {
  const changes = faults.flatMap((fault) => [fault.from, fault.until]).filter((change) => change > t);
  return Math.min(Number.POSITIVE_INFINITY, ...changes);
}
