import type { Decision, Millis, Recording } from "../../core/model/index.ts";
import { clockWithSeconds, momentOf } from "./clock.ts";
import type { EndLabel } from "./endLabels.tsx";
import { type FailurePoint, failureAt, type Mark } from "./failureSeries.ts";
import { percent, whole } from "./numbers.ts";
import type { Readout } from "./ReadoutBox.tsx";

const says = ({ rate, failed, requests }: FailurePoint): string =>
  rate === null ? "has no requests" : `fails ${percent(rate)} (${whole(failed)} of ${whole(requests)})`;

const interval = ({ band }: FailurePoint): string => `${percent(band.low)} to ${percent(band.high)}`;

function judgement({ check, height, gap }: Mark): string {
  const requests = `${whole(check.samples.requests)} requests`;
  if (height === null) return gap === null ? "no data" : `no data (${gap.reason}): ${gap.means}`;
  return `${percent(height)} failed, ${check.outcome === "fail" ? "failed" : "passed"} the check, ${requests}`;
}

/** Both tracks at one time. */
export interface FailurePair {
  readonly canary: FailurePoint;
  readonly stable: FailurePoint;
}

export function failurePairAt(recording: Recording, at: Millis, window: Millis): FailurePair {
  return {
    canary: failureAt(recording, "canary", at, window),
    stable: failureAt(recording, "stable", at, window),
  };
}

const both = ["canary", "stable"] as const;

export function failureLabels(pair: FailurePair, y: (value: number) => number, yMax: number): readonly EndLabel[] {
  return both.flatMap((track) => {
    const { rate } = pair[track];
    return rate === null ? [] : [{ text: `${track} ${percent(rate)}`, y: y(Math.min(rate, yMax)), kind: track }];
  });
}

export function failureReadout(pair: FailurePair, window: Millis): Readout {
  return {
    time: `${clockWithSeconds(pair.canary.at)}, window ${window / 1000} s`,
    rows: both.map((track) => {
      const point = pair[track];
      if (point.rate === null) return { name: track, value: "no data", detail: "", kind: track };
      const detail = `${whole(point.failed)} of ${whole(point.requests)}; ${interval(point)}`;
      return { name: track, value: percent(point.rate), detail, kind: track };
    }),
  };
}

export function failureSentence({ canary, stable }: FailurePair, window: Millis, threshold: number | null): string {
  const rule = threshold === null ? "" : ` The policy fails a check above ${percent(threshold)}.`;
  return `At ${momentOf(canary.at)} canary ${says(canary)} and stable ${says(stable)} over ${window / 1000} seconds.${rule}`;
}

export const failureColumns: readonly string[] = ["Time", "Canary", "Canary, 95% interval", "Stable", "Check"];

export function failureRow(
  { at }: Decision,
  { canary, stable }: FailurePair,
  mark: Mark | undefined,
): readonly string[] {
  return [
    clockWithSeconds(at),
    says(canary),
    canary.rate === null ? "none" : interval(canary),
    says(stable),
    mark === undefined ? "not asked" : judgement(mark),
  ];
}
