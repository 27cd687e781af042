import type { Finding, Problem } from "../../core/model/index.ts";
import { Mark, type MarkKind } from "./Mark.tsx";

/** Problems and findings with their place. `◆` marks what stops the manifest from running. */
export function FindingList({ findings }: { readonly findings: readonly (Problem | Finding)[] }) {
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={`${finding.line}:${finding.column}:${finding.message}`} data-level={levelOf(finding)}>
          <span className="mono">
            {finding.line}:{finding.column}
          </span>
          <p>
            <Mark kind={marks[levelOf(finding)]} size={10} /> <b>{says[levelOf(finding)]}</b> {finding.message}
          </p>
        </li>
      ))}
    </ul>
  );
}

type Level = "problem" | Finding["level"];

const says: Readonly<Record<Level, string>> = {
  problem: "Problem:",
  error: "Error:",
  warning: "Warning:",
  info: "Note:",
};
const marks: Readonly<Record<Level, MarkKind>> = { problem: "fail", error: "fail", warning: "operator", info: "info" };

const levelOf = (finding: Problem | Finding): Level => ("level" in finding ? finding.level : "problem");
