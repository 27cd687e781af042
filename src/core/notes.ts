import type { Note } from "./model/index.ts";

/** One note for a turn: the last that is more than information leads, and the reasons follow each other. */
export function merged(notes: readonly Note[]): Note | null {
  const leading = notes.findLast((note) => note.verdict !== "info") ?? notes.at(-1);
  if (leading === undefined) return null;
  return {
    verdict: leading.verdict,
    headline: leading.headline,
    because: notes.map((note) => note.because).join(" "),
    checks: notes.flatMap((note) => note.checks),
  };
}

export function hookNote(act: "approve" | "refuse", hooks: readonly string[]): Note {
  const names = hooks.map((hook) => `"${hook}"`).join(" and ");
  return {
    verdict: "info",
    headline: act === "approve" ? "Operator approves" : "Operator refuses",
    because: `From now on ${names} ${hooks.length > 1 ? "answer" : "answers"} ${act === "approve" ? "yes" : "no"}. The controller asks again on its next turn.`,
    checks: [],
  };
}
