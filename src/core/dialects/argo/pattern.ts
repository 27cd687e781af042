import { type Automaton, automatonOf } from "./patternReader.ts";

/** Longer ones are not what people write, and cost memory. */
const longest = 1000;

/**
 * Does an unanchored regular expression match somewhere in the text (Go's RE2, A10.7)? Null when it is none.
 * All states of the automaton are followed at once, so that the time is bounded whatever the pattern is; a
 * backtracking engine can be made to run for ever.
 */
export function matchesPattern(pattern: string, text: string): boolean | null {
  const automaton = pattern.length > longest ? null : automatonOf(pattern);
  return automaton === null ? null : runs(automaton, [...text]);
}

function runs({ states, start }: Automaton, characters: readonly string[]): boolean {
  let active = new Set<number>();
  for (let index = 0; index <= characters.length; index++) {
    active.add(start);
    const edge = { first: index === 0, last: index === characters.length };
    active = reached(states, active, edge);
    if ([...active].some((id) => states[id]?.type === "match")) return true;
    const character = characters[index];
    if (character === undefined) return false;
    active = stepped(states, active, character);
  }
  return false;
}

/** What follows without reading a character. */
function reached(
  states: Automaton["states"],
  from: ReadonlySet<number>,
  edge: { first: boolean; last: boolean },
): Set<number> {
  const found = new Set<number>();
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const state = states[id];
    if (state?.type === "fork") waiting.push(...state.to);
    if (state?.type === "edge" && edge[state.at]) waiting.push(state.to);
  }
  return found;
}

function stepped(states: Automaton["states"], from: ReadonlySet<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const id of from) {
    const state = states[id];
    if (state?.type === "read" && state.accepts(character)) next.add(state.to);
  }
  return next;
}
