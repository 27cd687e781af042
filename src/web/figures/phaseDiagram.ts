import { type LifecycleGraph, phasesOf } from "../../core/explain/lifecycle.ts";

interface Way {
  readonly from: string;
  readonly to: string;
}

/** The outermost states of a lifecycle as a picture small enough for a card. */
export interface PhaseDiagram {
  /** Mermaid text; its edges stand in the order of `ways`. */
  readonly text: string;
  /** Name of each state in reading order, with its id in the text and its sentence. */
  readonly states: readonly { readonly name: string; readonly id: string; readonly says: string }[];
  readonly ways: readonly Way[];
}

/**
 * One rollout, so the ways out of an ended one, to the next revision, are left out; guards are left to
 * the decision log. With either the words would be too small to read.
 */
export function phaseDiagram(lifecycle: LifecycleGraph): PhaseDiagram {
  const { nodes, edges } = phasesOf(lifecycle);
  const over = new Set(
    nodes.filter(({ phase, initial }) => !initial && (phase === "healthy" || phase === "degraded")).map(({ id }) => id),
  );
  const keys = new Set(edges.filter(({ from }) => !over.has(from)).map(({ from, to }) => JSON.stringify([from, to])));
  const ways = [...keys].map((key): Way => {
    const [from, to] = JSON.parse(key) as readonly [string, string];
    return { from, to };
  });
  const states = nodes.map(({ id: name, says }, index) => ({ name, id: `s${index}`, says }));
  const idOf = new Map(states.map(({ name, id }) => [name, id]));
  const lines = [
    ...states.map(({ name, id }) => `state "${name.replace(/[^\w -]/g, "")}" as ${id}`),
    ...ways.map(({ from, to }) => `${idOf.get(from)} --> ${idOf.get(to)}`),
  ];
  return { text: `stateDiagram-v2\n${lines.join("\n")}\n`, states, ways };
}

/** States that can still come, from `active` on, itself among them. */
export function reachable(ways: readonly Way[], active: string): ReadonlySet<string> {
  const found = new Set([active]);
  // A Set visits what is added to it while it is walked.
  for (const state of found) for (const { from, to } of ways) if (from === state) found.add(to);
  return found;
}
