import type { Place, SourcePosition, Tree } from "./tree.ts";

/** Enough for any manifest that people write; the rest points at what is around it. */
const mostPositions = 2000;
const deepest = 8;

/** Positions of what is inside a tree, by path. */
export function positionsOf(tree: Tree, path: string): Record<string, SourcePosition> {
  const found = new Map<string, SourcePosition>();
  collect(tree, { path, depth: 0, found });
  return Object.fromEntries(found);
}

interface Collecting {
  readonly path: string;
  readonly depth: number;
  readonly found: Map<string, SourcePosition>;
}

function collect(tree: Tree, { path, depth, found }: Collecting): void {
  if (depth > deepest || found.size >= mostPositions) return;
  found.set(path, tree.at);
  const next = (name: string, child: Tree): void => collect(child, { path: `${path}${name}`, depth: depth + 1, found });
  if (tree.kind === "list") for (const [index, child] of tree.items.entries()) next(`[${index}]`, child);
  // Pods are not what a policy is about, and would use up the positions.
  if (tree.kind === "map") for (const [key, { value }] of tree.fields) if (key !== "template") next(`.${key}`, value);
}

/** What knows where its text says what, by path. */
interface Placed {
  readonly positions: Readonly<Record<string, SourcePosition>>;
}

/** Where the text says something, or the nearest thing around it that it does say. */
export function placeOf(policy: Placed, path: string): Place {
  for (let shorter = path; shorter !== ""; shorter = parentOf(shorter)) {
    const at = Object.hasOwn(policy.positions, shorter) ? policy.positions[shorter] : undefined;
    if (at !== undefined) return { at, path };
  }
  return { at: { line: 1, column: 1 }, path };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("."), path.lastIndexOf("[")));
}
