import type { PolicyLimits } from "../../core/dialects/dialect.ts";
import type { LifecycleGraph } from "../../core/explain/lifecycle.ts";
import type {
  Columns,
  Decision,
  Finding,
  Intervention,
  Outcome,
  Problem,
  Recording,
  Scenario,
} from "../../core/model/index.ts";
import type { Incident } from "../../core/scenario/index.ts";
import type { CatalogueEntry, PolicyChoice } from "../catalogue.ts";

/** What the page wants to see run. Texts are parsed in the worker, so typing never blocks the page. */
export interface RunRequest {
  readonly type: "run";
  readonly id: number;
  /** A scenario of the catalogue by its slug, or null for the default world. */
  readonly slug: string | null;
  /** One of the scenario's policies by name; empty takes its first. */
  readonly policy: string;
  /** A manifest that replaces the scenario's policy. */
  readonly manifest: { readonly label: string; readonly text: string } | null;
  /** Run the healthy twin: the same world, the canary without its faults. */
  readonly twin: boolean;
  readonly interventions: readonly Intervention[];
  readonly seed: number;
}

export type ToWorker = RunRequest | { readonly type: "cancel"; readonly id: number };

/** What is known about a run before its first tick. */
export interface RunIntroduction {
  readonly scenario: Scenario;
  readonly about: {
    readonly title: string;
    readonly story: string;
    readonly notice: string;
    readonly incident: Incident | null;
  };
  readonly policies: readonly PolicyChoice[];
  readonly policyName: string;
  readonly findings: readonly Finding[];
  readonly limits: PolicyLimits;
  readonly describe: readonly string[];
  readonly dialectTitle: string;
  readonly lifecycle: LifecycleGraph;
  readonly mermaid: string;
}

export type FromWorker =
  /** Sent once, after the first run: what can be picked. */
  | { readonly type: "catalogue"; readonly entries: readonly CatalogueEntry[] }
  | {
      readonly type: "refused";
      readonly id: number;
      readonly problems: readonly Problem[];
      /** A piece of a manifest, with the lines around it that it was cut out of; null where it is no piece. */
      readonly wrapped: string | null;
    }
  | { readonly type: "started"; readonly id: number; readonly introduction: RunIntroduction }
  /** Rows `from` to `from + columns.length`; decisions made since the last chunk. */
  | {
      readonly type: "chunk";
      readonly id: number;
      readonly from: number;
      readonly frame: RecordingFrame;
      readonly columns: Columns;
      readonly decisions: readonly Decision[];
    }
  | {
      readonly type: "finished";
      readonly id: number;
      readonly outcome: Outcome;
      readonly harmBySegment: Recording["harmBySegment"];
      readonly endedAt: number | null;
      readonly hash: string;
    }
  | { readonly type: "crashed"; readonly id: number; readonly message: string };

/** The parts of a recording that hold for all of it. */
export type RecordingFrame = Pick<Recording, "seed" | "resolution" | "tick">;
