import { useDeferredValue, useMemo } from "react";
import type { Decision, Millis, Recording } from "../../core/model/index.ts";
import { decisionIndexAt } from "../../core/recording/index.ts";
import type { Twin } from "./TextTwin.tsx";

interface TwinOptions {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly row: (decision: Decision) => readonly string[];
}

/**
 * A table row for each decision until the playhead that judged something. A row is made once,
 * and shown when there is time: a scrub must not wait for a table that few read.
 */
export function useTwinRows(recording: Recording, playhead: Millis, { caption, columns, row }: TwinOptions): Twin {
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are those of one recording
  const made = useMemo(() => new Map<Decision, readonly string[]>(), [recording]);
  const last = useDeferredValue(decisionIndexAt(recording.decisions, playhead));
  // biome-ignore lint/correctness/useExhaustiveDependencies: columns and row hold nothing that changes but the recording
  return useMemo(() => {
    const judged = recording.decisions.slice(0, last + 1).filter(({ note }) => note.checks.length > 0);
    for (const decision of judged) if (!made.has(decision)) made.set(decision, row(decision));
    return { caption, columns, rows: judged.map((decision) => made.get(decision) ?? []) };
  }, [made, last, caption]);
}
