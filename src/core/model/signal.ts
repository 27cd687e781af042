import type { Measurement } from "./measurement.ts";
import type { Track } from "./track.ts";

/** What the world tells a controller. */
export type Signal =
  /** The target now holds this specification; equal names are equal specifications. */
  | { readonly type: "revision.changed"; readonly revision: string }
  /** The controller's turn has come. */
  | { readonly type: "reconcile" }
  | { readonly type: "measured"; readonly measurements: readonly Measurement[] }
  | { readonly type: "workload"; readonly track: Track; readonly state: WorkloadState }
  | { readonly type: "answered"; readonly hook: string; readonly accepted: boolean }
  | { readonly type: "operator.promote" }
  | { readonly type: "operator.pause" }
  | { readonly type: "operator.resume" }
  | { readonly type: "operator.abort" };

/** `waiting` may still become ready, `failed` is past its deadline. */
export type WorkloadState = "ready" | "waiting" | "failed";
