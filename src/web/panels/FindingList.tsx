import type { Finding, Problem } from "../../core/model/index.ts";
import { Mark, type MarkKind } from "./Mark.tsx";

interface FindingListProps {
  readonly findings: readonly (Problem | Finding)[];
  /** Goes to the place of one of them, or null where there is nowhere to go. */
  readonly onGo: ((finding: Problem) => void) | null;
}

/** Problems and findings with their place. `◆` marks what stops the manifest from running. */
export function FindingList({ findings, onGo }: FindingListProps) {
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={`${finding.line}:${finding.column}:${finding.message}`} data-level={levelOf(finding)}>
          {onGo === null ? (
            <Words finding={finding} />
          ) : (
            <button type="button" title={`Go to line ${finding.line}`} onClick={() => onGo(finding)}>
              <Words finding={finding} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Words({ finding }: { readonly finding: Problem | Finding }) {
  const level = levelOf(finding);
  return (
    <>
      <span className="mono">
        {finding.line}:{finding.column}
      </span>
      <span className="findingWords">
        <Mark kind={marks[level]} size={10} /> <b>{says[level]}</b> {finding.message}
      </span>
    </>
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
