import type { Traffic } from "../../core/judges/index.ts";
import type { RollbackRate } from "../../core/lab/judgeRates.ts";
import type { ShadowLook, Watched } from "../../core/shadow.ts";

/** What the page asks the judges. Each question has a worker of its own; to end that is to take the question back. */
export type ToJudges =
  | { readonly type: "shadow"; readonly judge: string; readonly run: Watched }
  | {
      readonly type: "rates";
      readonly judge: string;
      readonly traffic: Traffic;
      /** Rollouts to simulate for each of the two rates. */
      readonly runs: number;
      readonly seed: number;
    };

/** How often a judge is wrong at a traffic; null where that takes latencies. */
export interface ErrorRates {
  readonly falseAlarm: RollbackRate | null;
  readonly power: RollbackRate | null;
}

export type FromJudges =
  | { readonly type: "shadow"; readonly title: string; readonly looks: readonly ShadowLook[] }
  /** So many of the rollouts are simulated. */
  | { readonly type: "progress"; readonly done: number; readonly of: number }
  | { readonly type: "rates"; readonly rates: ErrorRates }
  | { readonly type: "failed"; readonly message: string };
