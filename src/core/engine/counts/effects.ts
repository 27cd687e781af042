import type { ActiveFault } from "../activeFaults.ts";
import { rateAt } from "../rateAt.ts";
import type { Strand } from "./serviceLaw.ts";

const healthy: readonly Strand[] = [{ share: 1, factor: 1, addMs: 0 }];

/** What is read of an active fault. */
export type Acting = Pick<ActiveFault, "kind" | "rate" | "factor" | "addMs" | "grownFrom" | "grownFor">;

/** What the active faults do to an attempt at a time: the least error rate, and how long it takes. */
export interface Effects {
  readonly errorRate: number;
  readonly strands: readonly Strand[];
  /** True while a fault grows, so that the next moment is another. */
  readonly grows: boolean;
}

export function effectsAt(faults: readonly Acting[], at: number): Effects {
  let errorRate = 0;
  for (const fault of faults) if (fault.kind === "errors") errorRate = Math.max(errorRate, rateAt(fault, at));
  return {
    errorRate,
    strands: strandsOf(
      faults.filter((fault) => fault.kind === "latency"),
      at,
    ),
    grows: faults.some((fault) => fault.grownFor > 0 && at - fault.grownFrom < fault.grownFor),
  };
}

/**
 * One number a request decides which latency faults slow it, so that a rarer fault hits only requests that
 * a more frequent one hits too: the strands lie between the faults' rates.
 */
function strandsOf(slow: readonly Acting[], at: number): readonly Strand[] {
  if (slow.length === 0) return healthy;
  const rates = slow.map((fault) => rateAt(fault, at));
  const edges = [...new Set([0, ...rates, 1])].sort((a, b) => a - b);
  return edges.slice(1).flatMap((edge, i) => {
    const from = edges[i] as number;
    const hit = slow.filter((_, fault) => from < (rates[fault] as number));
    const time = hit.reduce(
      ({ factor, addMs }, fault) => ({ factor: factor * fault.factor, addMs: addMs * fault.factor + fault.addMs }),
      { factor: 1, addMs: 0 },
    );
    return [{ share: edge - from, ...time }];
  });
}
