/** Something a person wrote that cannot be used. Line and column count from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** Where in the document, e.g. `spec.analysis.interval`; empty for the whole document. */
  readonly path: string;
  /** What was expected and what was found. */
  readonly message: string;
}

/** Something worth saying about a document that can be used all the same. */
export interface Finding extends Problem {
  readonly level: "error" | "warning" | "info";
  /** A stable name for the rule that found it, e.g. `unknown-field`. */
  readonly rule: string;
}

/** The answer to untrusted input: a value with what was noticed on the way, or why there is none. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };
