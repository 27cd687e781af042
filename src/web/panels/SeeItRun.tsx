import { useEffect, useId, useState } from "react";
import { plural } from "./sentences.ts";
import type { ManifestStanding } from "./useManifestStanding.ts";

interface SeeItRunProps {
  readonly standing: ManifestStanding;
  readonly onRefused: () => void;
  readonly onRuns: () => void;
}

/** Closes the dialog once what is written runs; goes to the first problem where it cannot. */
export function SeeItRun({ standing, onRefused, onRuns }: SeeItRunProps) {
  const [asked, setAsked] = useState(false);
  const id = useId();
  const { kind } = standing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: answers a click once, whoever it is told to
  useEffect(() => {
    if (!asked || kind === "reading") return;
    setAsked(false);
    if (kind === "runs") onRuns();
    else onRefused();
  }, [asked, kind]);
  const busy = asked && kind === "reading";
  return (
    <>
      <p className="hint" id={id}>
        {whyNot(standing)}
      </p>
      <button
        type="button"
        className="button solid"
        // Not `disabled`: it must be reachable to say why, and it leads to the first problem.
        aria-disabled={busy || kind === "refused" || kind === "crashed"}
        aria-busy={busy}
        aria-describedby={id}
        onClick={() => setAsked(true)}
      >
        {busy ? "Reading…" : "See it run"}
      </button>
    </>
  );
}

function whyNot({ kind, marks }: ManifestStanding): string {
  switch (kind) {
    case "refused":
      return `It cannot run before ${marks.length === 1 ? "the problem is" : `the ${plural(marks.length, "problem")} are`} fixed. Closing keeps the last good run.`;
    case "crashed":
      return "The simulation stopped. Close this to run it again.";
    case "reading":
    case "runs":
      return "";
  }
}
