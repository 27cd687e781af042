import { readBundle } from "../../../src/core/dialects/argo/manifest.ts";
import { ArgoCluster, type MetricScript, type TraceEnvironment, type TraceEvent } from "./argoCluster.ts";

interface TraceInput {
  readonly manifest: string;
  readonly environment: TraceEnvironment;
  readonly metrics: Readonly<Record<string, MetricScript>>;
  readonly script: readonly TraceEvent[];
  readonly checkpoints: readonly number[];
}

/** Whole rollouts of `argo.json`. */
export const argoTraceMethods = {
  "argo-trace": ({ manifest, environment, metrics, script, checkpoints }: TraceInput) => {
    const result = readBundle(manifest);
    if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `line ${line}: ${message}`).join(" "));
    const cluster = new ArgoCluster(result.value, environment, metrics);
    const events = [...script];
    return {
      checkpoints: checkpoints.map((at) => {
        for (let event = events[0]; event !== undefined && event.at <= at; event = events[0]) {
          events.shift();
          cluster.advanceTo(event.at * 1000);
          cluster.happen(event);
        }
        cluster.advanceTo(at * 1000);
        return { at, ...cluster.state };
      }),
    };
  },
};
