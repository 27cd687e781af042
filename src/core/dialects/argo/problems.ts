import { type KindOfProblem, Noticed as NoticedOfKind } from "../noticed.ts";

/** A1.6: kinds of refusal, named as the vectors name them, and a few of ours at the end. */
export type ProblemKind =
  | "strategy-missing"
  | "strategy-both"
  | "services-equal"
  | "services-missing"
  | "surge-unavailable-zero"
  | "step-empty"
  | "step-multiple"
  | "set-weight-range"
  | "pause-duration"
  | "canary-scale-needs-router"
  | "header-route-router"
  | "mirror-route-router"
  | "managed-routes-missing"
  | "route-not-managed"
  | "max-weight-router"
  | "scale-down-delay-needs-router"
  | "dynamic-needs-router"
  | "dynamic-with-scale-down-delay"
  | "deadline-le-min-ready"
  | "scale-down-limit-gt-history"
  | "experiment-weight-router"
  | "ping-pong"
  | "no-metrics"
  | "duplicate-metric"
  | "interval-missing"
  | "bad-interval"
  | "bad-initial-delay"
  | "count-lt-failure-limit"
  | "count-lt-success-limit"
  | "count-lt-inconclusive-limit"
  | "failure-limit-range"
  | "both-limits-disabled"
  | "success-limit-range"
  | "inconclusive-limit-range"
  | "error-limit-range"
  | "provider-count"
  | "argument"
  | "yaml"
  | "limit"
  | "template"
  | "kind"
  | "type";

export type ArgoProblem = KindOfProblem<ProblemKind>;

/** Gathers what was noticed while a bundle is read. */
export class Noticed extends NoticedOfKind<ProblemKind> {}
