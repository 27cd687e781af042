/** The part of a bundler's knowledge of a module that says what loads together with it. */
interface Loads {
  readonly importedIds: readonly string[];
}

interface Graph {
  getModuleInfo(id: string): Loads | null;
}

/**
 * Names one chunk for all that the entry needs at once. Left alone, each module that a dialog shares with the page
 * becomes a file of its own, and the first load is twenty small ones.
 */
export function firstLoad(entry: string): (id: string, graph: Graph) => string | null {
  let known: ReadonlySet<string> | null = null;
  return (id, graph) => {
    known ??= reached(entry, graph);
    return known.has(id) ? "page" : null;
  };
}

function reached(entry: string, graph: Graph): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return seen;
}
