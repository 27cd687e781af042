import type { Millis } from "../../core/model/index.ts";
import type { Quantiles } from "../../core/recording/index.ts";
import type { Canvas } from "./ChartFrame.tsx";
import { clockWithSeconds, momentOf } from "./clock.ts";
import type { EndLabel } from "./endLabels.tsx";
import { duration, whole } from "./numbers.ts";
import type { Readout } from "./ReadoutBox.tsx";

/** Both tracks at one time; null where nothing was answered. */
export interface LatencyPair {
  readonly at: Millis;
  readonly canary: Quantiles | null;
  readonly stable: Quantiles | null;
}

const says = (quantiles: Quantiles | null): string =>
  quantiles === null
    ? "has no requests"
    : `p50 ${duration(quantiles.p50)}, p95 ${duration(quantiles.p95)}, p99 ${duration(quantiles.p99)}`;

/** The label at a line's end names its quantile as briefly as it can: a narrow plot has little room. */
export function latencyLabels({ canary, stable }: LatencyPair, { y, plot }: Canvas): readonly EndLabel[] {
  const labels: EndLabel[] = [];
  if (canary !== null) {
    labels.push({ text: `p99 ${duration(canary.p99)}`, y: y(canary.p99), kind: "canary" });
    labels.push({ text: `p50 ${duration(canary.p50)}`, y: y(canary.p50), kind: "canaryLight" });
    // Where there is no room for a fourth label the one between is left to the readout and the table.
    if (plot.bottom - plot.top > 62)
      labels.push({ text: `p95 ${duration(canary.p95)}`, y: y(canary.p95), kind: "canaryLight" });
  }
  if (stable !== null) labels.push({ text: `stable p99 ${duration(stable.p99)}`, y: y(stable.p99), kind: "stable" });
  return labels;
}

export function latencyReadout(pair: LatencyPair): Readout {
  return {
    time: `${clockWithSeconds(pair.at)}, last minute`,
    rows: (["canary", "stable"] as const).map((track) => {
      const quantiles = pair[track];
      const detail = quantiles === null ? "no data" : `${says(quantiles)}; ${whole(quantiles.requests)} requests`;
      return { name: track, value: "", detail, kind: track };
    }),
  };
}

export function latencySentence({ at, canary, stable }: LatencyPair, limit: number | null): string {
  const rule = limit === null ? "" : ` The policy's limit is ${duration(limit)}.`;
  return `At ${momentOf(at)} canary ${says(canary)}; stable ${says(stable)}.${rule}`;
}

export const latencyColumns: readonly string[] = ["Time", "Canary", "Stable"];

export function latencyRow({ at, canary, stable }: LatencyPair): readonly string[] {
  return [clockWithSeconds(at), says(canary), says(stable)];
}
