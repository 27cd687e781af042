import type { Finding, Problem } from "../model/index.ts";
import type { Place } from "./tree.ts";

/** A refusal that still knows its kind: each tool has its own, and three are YAML's. */
export interface KindOfProblem<Kind extends string> extends Problem {
  readonly kind: Kind;
}

/** Kinds of refusal that any text can meet, whatever the tool. */
type YamlProblemKind = "yaml" | "limit" | "template";

/** What the YAML reader needs of whoever gathers: every tool's `Noticed` knows these three kinds. */
export interface YamlNoticed {
  refuse(kind: YamlProblemKind, place: Place, message: string): void;
}

/** Gathers what was noticed while a text is read, so that several things are said at once. */
export class Noticed<Kind extends string> {
  readonly problems: KindOfProblem<Kind>[] = [];
  readonly findings: Finding[] = [];

  refuse(kind: Kind, { at, path }: Place, message: string): void {
    this.problems.push({ kind, line: at.line, column: at.column, path, message });
  }

  find(level: Finding["level"], rule: string, { at, path }: Place, message: string): void {
    this.findings.push({ level, rule, line: at.line, column: at.column, path, message });
  }
}
