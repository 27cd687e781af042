import { type LifecycleGraph, phasesOf } from "../../core/explain/lifecycle.ts";
import { escapeLabel } from "../../core/explain/mermaidText.ts";

/** All transitions from one state to another. A guard that is empty stands for a way without condition. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly guards: readonly string[];
}

/** One rollout through the outermost states of a lifecycle: no way leads out of an ended one to the next revision. */
export interface PhaseDiagram {
  /** In the reading order of the machine. */
  readonly states: readonly { readonly name: string; readonly says: string }[];
  readonly ways: readonly Way[];
}

export function phaseDiagram(lifecycle: LifecycleGraph): PhaseDiagram {
  const { nodes, edges } = phasesOf(lifecycle);
  const over = new Set(
    nodes.filter(({ phase, initial }) => !initial && (phase === "healthy" || phase === "degraded")).map(({ id }) => id),
  );
  const ways = new Map<string, Way>();
  for (const { from, to, guard } of edges) {
    if (over.has(from)) continue;
    const key = JSON.stringify([from, to]);
    ways.set(key, { from, to, guards: [...(ways.get(key)?.guards ?? []), guard] });
  }
  return { states: nodes.map(({ id: name, says }) => ({ name, says })), ways: [...ways.values()] };
}

/** States that can still come, from `active` on, itself among them. */
export function reachable(ways: readonly Way[], active: string): ReadonlySet<string> {
  const found = new Set([active]);
  // A Set visits what is added to it while it is walked.
  for (const state of found) for (const { from, to } of ways) if (from === state) found.add(to);
  return found;
}

/** The same as Mermaid text, with its guards. States are called `s0`, `s1` and so on, in reading order. */
export function phaseMermaid({ states, ways }: PhaseDiagram): string {
  const idOf = new Map(states.map(({ name }, index) => [name, `s${index}`]));
  const lines = [
    "stateDiagram-v2",
    ...states.map(({ name }) => `  state "${escapeLabel(name)}" as ${idOf.get(name)}`),
    ...ways.map(({ from, to, guards }) => `  ${idOf.get(from)} --> ${idOf.get(to)}${labelOf(guards)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function labelOf(guards: readonly string[]): string {
  const named = guards.filter((guard) => guard !== "").map(escapeLabel);
  if (named.length === 0) return "";
  if (guards.includes("")) named.push("or by itself");
  return ` : ${named.join("<br/>")}`;
}
