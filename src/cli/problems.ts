import type { Finding, Problem } from "../core/index.ts";

/** Problems as compilers print them: `file:line:column: message`. */
export function problemLines(label: string, problems: readonly Problem[]): string {
  return problems.map((problem) => located(label, problem, problem.message)).join("\n");
}

export function findingLines(label: string, findings: readonly Finding[]): string {
  return findings.map((finding) => located(label, finding, `${finding.level}: ${finding.message}`)).join("\n");
}

function located(label: string, { line, column, path }: Problem, text: string): string {
  const where = `${label}:${line}:${column}`;
  return path === "" ? `${where}: ${text}` : `${where}: ${text} (${path})`;
}
