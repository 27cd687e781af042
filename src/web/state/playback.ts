import type { Millis, Problem } from "../../core/model/index.ts";
import type { CatalogueEntry } from "../catalogue.ts";
import type { FromWorker } from "../worker/protocol.ts";
import type { RunDocument } from "./document.ts";
import type { History } from "./history.ts";
import type { Run, VisibleRun } from "./run.ts";

export interface PlaybackInput {
  readonly document: RunDocument;
  /** Where a link asks to stand, or null. */
  readonly playhead: Millis | null;
  /** Name of the judge that looks on without acting; empty for none. */
  readonly shadow: string;
  /** May runs start to move by themselves? */
  readonly motion: boolean;
}

export interface PlaybackContext {
  readonly history: History<RunDocument>;
  readonly motion: boolean;
  readonly playhead: Millis;
  /** Name of the judge that looks on; no part of the document, since it changes nothing that runs. */
  readonly shadow: string;
  readonly speed: number;
  /** Number of the run that was asked for last; answers about others are stale. */
  readonly runId: number;
  /** The run that was asked for, as far as it has come. */
  readonly current: Run | null;
  /** The run on screen: the last one that reached the playhead. */
  readonly shown: VisibleRun | null;
  /** Where the next rollout opens, when a link says so. */
  readonly opensAt: Millis | null;
  /** Where a run without motion opens: once it is complete, at its first failed check. */
  readonly opensAtFailure: boolean;
  /** Where the opening demo stops by itself, or null. */
  readonly demo: boolean;
  readonly problems: readonly Problem[];
  /** What is offered instead of the manifest where that is only a piece of one; null where nothing is. */
  readonly wrapped: string | null;
  readonly crash: string;
  readonly catalogue: readonly CatalogueEntry[];
}

export type PlaybackEvent =
  | FromWorker
  | {
      readonly type: "document.edited";
      readonly document: RunDocument;
      readonly gesture?: string;
      readonly playhead?: Millis | null;
    }
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  | { readonly type: "tick"; readonly elapsed: Millis }
  | { readonly type: "toggled" }
  | { readonly type: "seek"; readonly to: Millis }
  | { readonly type: "stepped"; readonly direction: 1 | -1 }
  | { readonly type: "shadow.chosen"; readonly judge: string }
  | { readonly type: "speed.chosen"; readonly speed: number }
  | { readonly type: "rerun" };
