import "./marks.css";
import type { Decision, Verdict } from "../../core/model/index.ts";

/** What a mark can say. Shape carries it; colour only repeats it. */
export type MarkKind = Verdict | "operator" | "ended";

const shapes: Readonly<Record<MarkKind, string>> = {
  pass: "M3.5 2.5h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z",
  fail: "M7 .8 13.2 7 7 13.2.8 7z",
  hold: "M3 2.5h3v9H3zM8 2.5h3v9H8z",
  info: "M7 4.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z",
  operator: "M7 2 12.5 11.5h-11z",
  ended: "M7 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z",
};

export function Mark({ kind, size = 14 }: { readonly kind: MarkKind; readonly size?: number }) {
  return (
    <svg className={`mark mark-${kind}`} viewBox="0 0 14 14" width={size} height={size} aria-hidden="true">
      <path d={shapes[kind]} />
    </svg>
  );
}

export function markOf(decision: Decision): MarkKind {
  return decision.trigger === "operator" ? "operator" : decision.note.verdict;
}
