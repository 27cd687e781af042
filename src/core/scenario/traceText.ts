import type { Problem } from "../model/index.ts";
import type { PlacedDocument } from "./document.ts";
import { fileBeside, type ReadManifest } from "./fileBeside.ts";
import { withPath } from "./withPath.ts";

const shapePath = ["world", "traffic", "shape"];
const tracePath = [...shapePath, "trace", "file"];
const traceFile = { name: "trace", example: "traces/tuesday.csv" };

/**
 * The file with its trace written in where it names one by its path, so that the schema sees the same
 * either way. A trace that cannot be read is one problem, and constant traffic for the rest of the checks.
 */
export function withTraceText(
  document: PlacedDocument,
  read: ReadManifest,
): { readonly document: PlacedDocument; readonly problems: readonly Problem[] } {
  const written = valueAt(document.value, tracePath);
  if (typeof written !== "string" || isText(written)) return { document, problems: [] };
  const text = fileBeside(written, read, traceFile);
  const good = typeof text === "string";
  const value = withPath(document.value, good ? tracePath : shapePath, good ? text : "constant")?.value;
  const problems = good
    ? []
    : [{ ...document.place(tracePath, "value"), path: tracePath.join("."), message: text.message }];
  return { document: { ...document, value }, problems };
}

function isText(written: string): boolean {
  return written.includes("\n") || written.startsWith("{");
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}
