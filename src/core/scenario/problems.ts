import type { z } from "zod";
import type { Problem } from "../model/index.ts";
import type { Path, PlacedDocument } from "./document.ts";
import { limits } from "./limits.ts";

/** What the schema refused, each with its place in the file. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], document: PlacedDocument): readonly Problem[] {
  return issues.flatMap((issue) => placed(issue, [], document)).slice(0, limits.problems);
}

function placed(issue: z.core.$ZodIssue, around: Path, document: PlacedDocument): readonly Problem[] {
  const path = [...around, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const messages = issue.message.split("\n");
    return issue.keys
      .slice(0, limits.problems)
      .map((key, index) => problem([...path, key], "key", messages[index] ?? "unknown knob", document));
  }
  if (issue.code === "invalid_key") return [problem(path, "key", issue.issues[0]?.message ?? issue.message, document)];
  const branch = issue.code === "invalid_union" ? meantBranch(issue.errors) : undefined;
  if (branch !== undefined) return branch.flatMap((inner) => placed(inner, path, document));
  return [problem(path, "value", missing(path, issue.message, document), document)];
}

/** A knob that has to be there is named, since its place is that of the block around it. */
function missing(path: Path, message: string, document: PlacedDocument): string {
  let value = document.value;
  for (const name of path) value = value === null || typeof value !== "object" ? undefined : Reflect.get(value, name);
  if (value !== undefined || path.length === 0 || !message.endsWith(", found nothing")) return message;
  return `"${String(path.at(-1))}" is missing: ${message.replace(/, found nothing$/, "")}`;
}

/** The one branch of a union that the value has the right type for: its problems say more than the union's. */
function meantBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const wrongKind = (issue: z.core.$ZodIssue): boolean =>
    issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
  const meant = branches.filter((issues) => !issues.some(wrongKind));
  return meant.length === 1 ? meant[0] : undefined;
}

function problem(path: Path, part: "key" | "value", message: string, document: PlacedDocument): Problem {
  return { ...document.place(path, part), path: path.map(String).join("."), message };
}

/** In reading order. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
