import type { Phase } from "../model/index.ts";
import type { LifecycleEdge, LifecycleGraph, LifecycleNode } from "./lifecycle.ts";

/** Characters that Mermaid reads as its own syntax, as the entity codes that it prints back. */
const entities: Readonly<Record<string, string>> = {
  "#": "#35;",
  '"': "#quot;",
  ";": "#59;",
  ":": "#58;",
  "<": "#lt;",
  ">": "#gt;",
  "{": "#123;",
  "}": "#125;",
  "%": "#37;",
  "[": "#91;",
  "]": "#93;",
};

/** Text that is safe inside a Mermaid label, whatever it holds. */
export function escapeLabel(text: string): string {
  return text.replace(/[\r\n\t]+/g, " ").replace(/[#";:<>{}%[\]]/g, (character) => entities[character] ?? "");
}

const colours: Readonly<Record<Phase, string>> = {
  progressing: "stroke:#3b7dd8,stroke-width:2px",
  paused: "stroke:#c98a1b,stroke-width:2px",
  healthy: "stroke:#2f9e61,stroke-width:2px",
  degraded: "stroke:#d1495b,stroke-width:2px",
};

/** A lifecycle as Mermaid `stateDiagram-v2`: states inside states, edges labelled by event and guard. */
export function mermaidText(graph: LifecycleGraph): string {
  const ids = uniqueIds(graph.nodes);
  const top = graph.nodes.filter((node) => node.parent === null);
  const lines = [
    "stateDiagram-v2",
    ...top.flatMap((node) => stateLines(node, { graph, ids, indent: "  " })),
    ...graph.edges.map((edge) => `  ${edgeLine(edge, ids)}`),
    ...classLines(top, ids),
  ];
  return `${lines.join("\n")}\n`;
}

interface Drawing {
  readonly graph: LifecycleGraph;
  readonly ids: ReadonlyMap<string, string>;
  readonly indent: string;
}

function stateLines(node: LifecycleNode, drawing: Drawing): readonly string[] {
  const { graph, ids, indent } = drawing;
  const id = ids.get(node.id) ?? "";
  const children = graph.nodes.filter((child) => child.parent === node.id);
  const start = node.initial ? [`${indent}[*] --> ${id}`] : [];
  const named = `${indent}state "${escapeLabel(node.name)}" as ${id}`;
  if (children.length === 0) return [named, ...start];
  const inner = children.flatMap((child) => stateLines(child, { ...drawing, indent: `${indent}  ` }));
  return [named, ...start, `${indent}state ${id} {`, ...inner, `${indent}}`];
}

function edgeLine(edge: LifecycleEdge, ids: ReadonlyMap<string, string>): string {
  const arrow = `${ids.get(edge.from) ?? ""} --> ${ids.get(edge.to) ?? ""}`;
  const guard = edge.guard === "" ? "" : `(${edge.guard})`;
  const label = [edge.event, guard].filter((part) => part !== "").join(" ");
  return label === "" ? arrow : `${arrow} : ${escapeLabel(label)}`;
}

function classLines(top: readonly LifecycleNode[], ids: ReadonlyMap<string, string>): readonly string[] {
  return Object.entries(colours).flatMap(([phase, style]) => {
    const members = top.filter((node) => node.phase === phase).map((node) => ids.get(node.id) ?? "");
    return members.length === 0 ? [] : [`  classDef ${phase} ${style}`, `  class ${members.join(",")} ${phase}`];
  });
}

/** Mermaid ids hold letters, digits and underscores; two states never share one. */
function uniqueIds(nodes: readonly LifecycleNode[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const { id } of nodes) {
    const plain = `s_${id.replace(/[^A-Za-z0-9]+/g, "_")}`;
    let unique = plain;
    for (let next = 2; taken.has(unique); next++) unique = `${plain}_${next}`;
    taken.add(unique);
    ids.set(id, unique);
  }
  return ids;
}
