import type { Decision, Note } from "../../core/model/index.ts";
import type { PhaseDiagram } from "./phaseDiagram.ts";

/** Where a rollout stands in its lifecycle, and how it came there. */
export interface Position {
  readonly active: string;
  /** The state before, or null before the first transition. */
  readonly before: string | null;
  /** States that the rollout has been in so far. */
  readonly seen: ReadonlySet<string>;
  readonly since: number;
  /** Why it came: the guard of the last transition, empty where it had none or is not known. */
  readonly guard: string;
}

const phaseOf = ({ nodes }: Decision): string => nodes[0]?.split(".")[0] ?? "";

/** `last` is the index of the newest decision, -1 before the first. */
export function positionAt(diagram: PhaseDiagram, decisions: readonly Decision[], last: number): Position {
  const first = diagram.states[0]?.name ?? "";
  const names = decisions.slice(0, last + 1).map(phaseOf);
  const active = names.at(-1) ?? first;
  const start = names.findLastIndex((name) => name !== active) + 1;
  const before = names[start - 1] ?? (active === first ? null : first);
  const entering = decisions[start];
  const guard = before === null || entering === undefined ? "" : guardOf(diagram, { before, active }, entering.note);
  return {
    active,
    before,
    seen: new Set([first, ...names]),
    since: last < 0 ? 0 : (entering?.at ?? 0),
    guard,
  };
}

function guardOf({ ways }: PhaseDiagram, at: { before: string; active: string }, note: Note): string {
  const guards = ways.find(({ from, to }) => from === at.before && to === at.active)?.guards ?? [];
  return chosenGuard(guards, `${note.headline}. ${note.because}`);
}

/**
 * Which of several guards a decision speaks of. A recording does not name the guard, but its sentence is
 * written in the guard's words: the one that most of its words tell of was true, and of two such the one
 * whose subject, its first word, is mentioned first. Where the sentence leaves it open, all of them may have been.
 */
export function chosenGuard(guards: readonly string[], sentence: string): string {
  const [only, ...others] = guards;
  if (only === undefined || others.length === 0) return only ?? "";
  const said = wordsOf(sentence);
  const told = guards
    .filter((guard) => guard !== "")
    .map((guard) => {
      const places = wordsOf(guard).map((word) => said.findIndex((other) => sameStem(word, other)));
      const share = places.filter((place) => place >= 0).length / places.length;
      return { guard, share, subject: places[0] ?? -1 };
    })
    .filter(({ share }) => share > 0.6)
    .toSorted((a, b) => a.subject - b.subject || b.share - a.share);
  const best = told[0];
  if (best !== undefined) return best.guard;
  return guards.includes("") ? "" : guards.join(" or ");
}

/** Words in lower case; `skipAnalysis` is two of them. */
function wordsOf(text: string): readonly string[] {
  const spaced = text.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return spaced.match(/[a-z/]+/g) ?? [];
}

/** `skip` and `skipped`, `reached` and `reaches`. */
const sameStem = (a: string, b: string): boolean => a === b || (a.length > 3 && a.slice(0, 4) === b.slice(0, 4));
