import { type KindOfProblem, Noticed as NoticedOfKind } from "../noticed.ts";

/** What kind of refusal this is; the names are those of `vectors/flagger.json`, and a few of ours. */
export type ProblemKind =
  | "apiVersion"
  | "targetRef-required"
  | "targetRef-kind"
  | "provider"
  | "analysis-required"
  | "analysis-interval-threshold-required"
  | "analysis-strategy-exactly-one"
  | "interval-pattern"
  | "metric-name-required"
  | "metric-interval-pattern"
  | "webhook-name-url-required"
  | "webhook-type"
  | "webhook-timeout-pattern"
  | "alert-severity"
  | "session-cookie-required"
  | "session-cookies-equal"
  | "service-port-required"
  | "yaml"
  | "limit"
  | "template"
  | "kind"
  | "type";

export type CanaryProblem = KindOfProblem<ProblemKind>;

/** Gathers what was noticed while a manifest is read. */
export class Noticed extends NoticedOfKind<ProblemKind> {}
