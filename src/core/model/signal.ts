import type { AlarmState } from "./alarm.ts";
import type { Judged } from "./judging.ts";
import type { Measurement } from "./measurement.ts";
import type { Track } from "./track.ts";
import type { Millis } from "./units.ts";

/** What the world tells a controller. */
export type Signal =
  /** The target now holds this specification; equal names are equal specifications. */
  | { readonly type: "revision.changed"; readonly revision: string }
  /** The controller's turn has come. */
  | { readonly type: "reconcile" }
  /** What time it is; comes before the first other signal of an instant. Controllers may ignore it. */
  | { readonly type: "clock"; readonly now: Millis }
  /** How many pods of each revision are available; answers `replicas`, and comes when one becomes ready. */
  | { readonly type: "pods"; readonly available: readonly AvailablePods[] }
  | { readonly type: "measured"; readonly measurements: readonly Measurement[] }
  | { readonly type: "judged"; readonly answers: readonly Judged[] }
  | { readonly type: "alarms"; readonly states: readonly AlarmState[] }
  | { readonly type: "workload"; readonly track: Track; readonly state: WorkloadState }
  | { readonly type: "answered"; readonly hook: string; readonly accepted: boolean }
  | { readonly type: "operator.promote" }
  | { readonly type: "operator.pause" }
  | { readonly type: "operator.resume" }
  | { readonly type: "operator.abort" }
  /** Promote past everything that is still to be judged, and start an aborted rollout again. */
  | { readonly type: "operator.promoteFull" }
  | { readonly type: "operator.retry" };

export interface AvailablePods {
  readonly revision: string;
  readonly pods: number;
}

/** `waiting` may still become ready, `failed` is past its deadline. */
export type WorkloadState = "ready" | "waiting" | "failed";
