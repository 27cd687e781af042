import type { Finding, Problem } from "../../model/index.ts";
import type { SourcePosition } from "./policy.ts";

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

export interface CanaryProblem extends Problem {
  readonly kind: ProblemKind;
}

/** Gathers what was noticed while a manifest is read, so that several things are said at once. */
export class Noticed {
  readonly problems: CanaryProblem[] = [];
  readonly findings: Finding[] = [];

  refuse(kind: ProblemKind, place: Place, message: string): void {
    this.problems.push({ kind, ...located(place), message });
  }

  find(level: Finding["level"], rule: string, place: Place & { readonly message: string }): void {
    this.findings.push({ level, rule, ...located(place), message: place.message });
  }
}

export interface Place {
  readonly at: SourcePosition;
  readonly path: string;
}

function located({ at, path }: Place): Omit<Problem, "message"> {
  return { line: at.line, column: at.column, path };
}

/** What was found, short enough for a message. */
export function quoted(value: unknown): string {
  const text = typeof value === "string" ? `"${value}"` : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
