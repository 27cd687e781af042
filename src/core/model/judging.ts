import type { Samples, Signature } from "./measurement.ts";
import type { Millis } from "./units.ts";

/** What a judge's events are: failed requests, or requests that took longer than so many ms. */
export type BadRequest = "failed" | { readonly slowerThanMs: Millis };

/**
 * One question to a judge. Its evidence is a window for each look: the first begins at `since`, each lasts `every`,
 * the last ends now. Whoever answers cuts the windows out of what the metrics store has seen by then, so that a
 * question stays a few words however long the rollout is.
 */
export interface JudgeQuestion {
  /** Name in the registry of judges. */
  readonly judge: string;
  /** Of that judge; what is not given is its default. */
  readonly settings: Readonly<Record<string, number | string>>;
  readonly metric: string;
  /** `custom` is a metric of the world's own naming, as in a query. */
  readonly signature: Signature;
  readonly bad: BadRequest;
  /** Whether stable is the measure, or a limit among the settings. */
  readonly against: "stable" | "limit";
  readonly since: Millis;
  readonly every: Millis;
}

/** What both arms did since the last look; null where the metrics store has nothing new of an arm. */
export interface SeenArms {
  readonly canary: Samples | null;
  readonly baseline: Samples | null;
}

/** A judge's answer. */
export type Judged =
  | {
      readonly type: "verdict";
      readonly verdict: "pass" | "fail" | "inconclusive";
      /** Counts, effect with interval, threshold and the rule that fired. */
      readonly because: string;
      readonly last: SeenArms;
    }
  /** The look in question has no numbers, so that no judge was asked. */
  | { readonly type: "noData"; readonly reason: string; readonly last: SeenArms };
