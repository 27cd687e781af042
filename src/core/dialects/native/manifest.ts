import type { Problem, Result } from "../../model/index.ts";
import { didYouMean, expected, shorten } from "../../notation/message.ts";
import { readingLimits } from "../readingLimits.ts";
import { refuseHelm } from "../refuseHelm.ts";
import type { Tree } from "../tree.ts";
import { hasAny } from "../treeQueries.ts";
import { readDocuments } from "../yamlTree.ts";
import type { NativePolicy } from "./policy.ts";
import { Noticed } from "./problems.ts";
import { readNative } from "./readPolicy.ts";

export function recognises(text: string): boolean {
  return /^["']?native["']?[ \t]*:/m.test(text);
}

/** Reads a text whose only field is `native`. */
export function parse(text: string): Result<NativePolicy> {
  const noticed = new Noticed();
  const documents = readDocuments(text, noticed);
  const policy = noticed.problems.length > 0 ? null : choose(documents, noticed);
  if (policy === null || noticed.problems.length > 0) return { ok: false, problems: inOrder(noticed) };
  return { ok: true, value: policy, findings: noticed.findings };
}

function choose(documents: readonly Tree[], noticed: Noticed): NativePolicy | null {
  const [document, second] = documents;
  const start = { at: document?.at ?? { line: 1, column: 1 }, path: "" };
  if (second !== undefined)
    noticed.refuse("kind", { at: second.at, path: "" }, "expected one policy, found a second document after ---");
  if (document?.kind !== "map") {
    const found = document === undefined ? "an empty file" : document.kind === "list" ? "a list" : "plain text";
    noticed.refuse("kind", start, `expected a policy under native:, found ${found}`);
    return null;
  }
  refuseHelm(document, "", noticed);
  if (!document.fields.has("native") && hasAny(document, ["steps", "judges"])) {
    const message = "expected a whole policy, found the inside of it: put native: above these lines, and indent them";
    noticed.refuse("kind", start, message);
    return null;
  }
  for (const [key, { at }] of document.fields) {
    if (key === "native") continue;
    const message = `expected only native: here, found "${shorten(key)}"${didYouMean(key, ["native"])}`;
    noticed.refuse("unknown", { at, path: key }, message);
  }
  const native = document.fields.get("native");
  if (native?.value.kind === "map") return readNative(native.value, "native", noticed);
  const value = native?.value.kind === "scalar" ? native.value.value : undefined;
  const place = { at: native?.value.at ?? document.at, path: "native" };
  noticed.refuse("kind", place, expected("a block with steps and judges under native:", value));
  return null;
}

/** In reading order, and not so many that nobody reads them. */
function inOrder({ problems }: Noticed): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return sorted
    .slice(0, readingLimits.problems)
    .map(({ line, column, path, message }) => ({ line, column, path, message }));
}
