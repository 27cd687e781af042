import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from "xstate";
import type { Phase } from "../model/index.ts";
import { mermaidText } from "./mermaidText.ts";

/** One state of a lifecycle. `id` is its path, e.g. `Progressing.measuring`. */
export interface LifecycleNode {
  readonly id: string;
  readonly name: string;
  /** The state around this one, or null at the top. */
  readonly parent: string | null;
  readonly initial: boolean;
  /** The phase that all systems share, from the state's tags or those around it; null when none says so. */
  readonly phase: Phase | null;
  /** One sentence for tooltip, legend and lesson; empty where the machine says nothing. */
  readonly says: string;
}

/** One transition. `event` is empty for one that follows by itself, `guard` for one without condition. */
export interface LifecycleEdge {
  readonly from: string;
  readonly to: string;
  readonly event: string;
  readonly guard: string;
}

/** A machine as a drawing: what runs, and nothing beside it. */
export interface LifecycleGraph {
  readonly title: string;
  readonly nodes: readonly LifecycleNode[];
  readonly edges: readonly LifecycleEdge[];
}

const phases: readonly Phase[] = ["progressing", "paused", "healthy", "degraded"];

/** Reads any rollout machine. Transitions that go nowhere are not edges. */
export function lifecycleOf(machine: AnyStateMachine): LifecycleGraph {
  const states = descendants(machine.root);
  return { title: machine.id, nodes: states.map(nodeOf), edges: states.flatMap(edgesOf) };
}

/**
 * Only the outermost states. An edge between two of them carries every guard that leads from one to the
 * other, and none when one of its ways is unconditional.
 */
export function phasesOf(graph: LifecycleGraph): LifecycleGraph {
  const nodes = graph.nodes.filter((node) => node.parent === null);
  const merged = new Map<string, LifecycleEdge>();
  for (const edge of graph.edges) {
    const [from, to] = [outermost(edge.from), outermost(edge.to)];
    if (from === to) continue;
    const key = `${from} ${to} ${edge.guard}`;
    if (!merged.has(key)) merged.set(key, { from, to, event: "", guard: edge.guard });
  }
  return { title: graph.title, nodes, edges: [...merged.values()] };
}

/** The lifecycle as Mermaid `stateDiagram-v2` text. */
export function mermaidOf(machine: AnyStateMachine): string {
  return mermaidText(lifecycleOf(machine));
}

function descendants(node: AnyStateNode): readonly AnyStateNode[] {
  return Object.values(node.states).flatMap((child) => [child, ...descendants(child)]);
}

function nodeOf(state: AnyStateNode): LifecycleNode {
  const parent = state.parent?.path.join(".") ?? "";
  return {
    id: state.path.join("."),
    name: state.key,
    parent: parent === "" ? null : parent,
    initial: state.parent?.initial.target.includes(state) ?? false,
    phase: phaseOf(state),
    says: saysOf(state.meta),
  };
}

function phaseOf(state: AnyStateNode): Phase | null {
  const own = phases.find((phase) => state.tags.includes(phase));
  if (own !== undefined) return own;
  return state.parent === undefined ? null : phaseOf(state.parent);
}

/** Machines are typed one by one; here `meta` can be anything. */
function saysOf(meta: unknown): string {
  if (typeof meta !== "object" || meta === null || !("says" in meta)) return "";
  return typeof meta.says === "string" ? meta.says : "";
}

function edgesOf(state: AnyStateNode): readonly LifecycleEdge[] {
  const caused = [...state.transitions.values()].flat();
  return [...caused, ...(state.always ?? [])].flatMap((transition) => edgeOf(state, transition));
}

function edgeOf(state: AnyStateNode, transition: AnyTransitionDefinition): readonly LifecycleEdge[] {
  return (transition.target ?? []).map((target) => ({
    from: state.path.join("."),
    to: target.path.join("."),
    event: String(transition.eventType),
    guard: guardName(transition.guard),
  }));
}

/** Guards are named in `setup`; one that is not shows as `a condition`, which a test refuses. */
function guardName(guard: unknown): string {
  if (guard === undefined) return "";
  if (typeof guard === "string") return guard;
  if (typeof guard === "object" && guard !== null && "type" in guard && typeof guard.type === "string")
    return guard.type;
  return "a condition";
}

function outermost(id: string): string {
  return id.split(".")[0] ?? id;
}
