import type { z } from "zod";
import { type Detected, detect, dialects } from "../dialects/index.ts";
import { withLeftovers } from "../dialects/leftovers.ts";
import { type Finding, own, type Policy, type Problem, type Result } from "../model/index.ts";
import { didYouMean, expected, oneOf } from "../notation/message.ts";
import type { BlockText } from "./blockText.ts";
import type { Path, PlacedDocument } from "./document.ts";
import { fileBeside, type ReadManifest } from "./fileBeside.ts";
import { inOrder } from "./problems.ts";
import { policySection } from "./scenarioSchema.ts";

/**
 * Reads a manifest in the dialect that it is found to be in, or in the named one. Another tool's file is refused by
 * name; a fragment goes to the parser of the tool that it was cut from, which says best what is missing. Whether the
 * simulated world can play it is another question: see `playable`.
 */
export function readPolicy(
  source: string,
  { label, dialect }: { label: string; dialect?: string | undefined },
): Result<Policy> {
  const detected: Detected = dialect === undefined ? detect(source) : { type: "dialect", name: dialect };
  if (detected.type === "refused") return { ok: false, problems: withLeftovers(detected.problems, source) };
  const { name } = detected;
  const tool = own(dialects, name);
  if (tool === undefined) return refusal(unknownDialect(name));
  const parsed = tool.parse(source);
  if (!parsed.ok) return { ok: false, problems: withLeftovers(parsed.problems, source) };
  return { ok: true, value: { dialect: name, label, source, value: parsed.value }, findings: parsed.findings };
}

function unknownDialect(name: string): string {
  const known = Object.keys(dialects);
  return expected(oneOf(known), name) + didYouMean(name, known);
}

function refusal(message: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ line: 1, column: 1, path: "", message }] };
}

interface Policies {
  readonly policies: Readonly<Record<string, Policy>>;
  readonly findings: readonly Finding[];
  /** Those of this file first, then those of manifests in files of their own. */
  readonly problems: readonly Problem[];
}

/** Every policy of a file, whatever else is wrong with the file. */
export function readPolicies(document: PlacedDocument, readManifest: ReadManifest): Policies {
  const section = policySection.safeParse(document.value);
  const here: Problem[] = [];
  const elsewhere: Problem[] = [];
  const findings: Finding[] = [];
  const policies: Record<string, Policy> = {};
  for (const reference of section.success ? references(section.data) : []) {
    const found = sourceOf(reference, document, readManifest);
    if (!found.ok) {
      here.push(...found.problems);
      continue;
    }
    const { source, label, dialect, move, elsewhere: isElsewhere } = found.value;
    const read = readPolicy(source, { label, dialect });
    if (read.ok) policies[reference.name] = read.value;
    if (read.ok) findings.push(...read.findings.map(move));
    else (isElsewhere ? elsewhere : here).push(...read.problems.map(move));
  }
  return { policies, findings, problems: [...inOrder(here), ...elsewhere] };
}

/** A policy's text, and how what is said of a place in it is said of the scenario file. */
interface PolicySource {
  readonly source: string;
  readonly label: string;
  readonly dialect: string | undefined;
  readonly elsewhere: boolean;
  move<P extends Problem>(problem: P): P;
}

function sourceOf(
  { name, path, manifest, dialect }: Reference,
  document: PlacedDocument,
  readManifest: ReadManifest,
): Result<PolicySource> {
  const refuse = (at: Path, message: string): Result<PolicySource> => {
    return { ok: false, problems: [{ ...document.place(at, "value"), path: at.join("."), message }] };
  };
  const found = (value: PolicySource): Result<PolicySource> => ({ ok: true, value, findings: [] });
  if (manifest === undefined) {
    const block = document.block(path);
    if (block === undefined) return refuse(path, "expected a block with steps and judges");
    const move = blockMover(block, path.slice(0, -1));
    return found({ source: block.text, label: name, dialect: "native", elsewhere: false, move });
  }
  if (dialect !== undefined && own(dialects, dialect) === undefined)
    return refuse([...path.slice(0, -1), "dialect"], unknownDialect(dialect));
  const inline = manifest.includes("\n");
  const source = inline ? manifest : fileBeside(manifest, readManifest, manifestFile);
  if (typeof source !== "string") return refuse(path, source.message);
  const label = inline ? name : (manifest.split("/").at(-1) ?? name);
  return found({
    source,
    label,
    dialect,
    elsewhere: !inline,
    move: mover(document, path, inline ? undefined : manifest),
  });
}

/** A policy that a file has; without a manifest it stands in the file as `native`. */
interface Reference {
  readonly name: string;
  readonly path: readonly string[];
  readonly manifest: string | undefined;
  readonly dialect: string | undefined;
}

function references({ policy, policies }: z.output<typeof policySection>): readonly Reference[] {
  if (policies === undefined) {
    if (policy === undefined) return [];
    const name = "policy";
    if (typeof policy !== "string")
      return [{ name, path: ["policy", "native"], manifest: undefined, dialect: undefined }];
    return [{ name, path: ["policy"], manifest: policy, dialect: undefined }];
  }
  return Object.entries(policies).map(([name, { manifest, dialect }]) => {
    return { name, path: ["policies", name, manifest === undefined ? "native" : "manifest"], manifest, dialect };
  });
}

const manifestFile = { name: "manifest", example: "manifests/podinfo-canary.yaml" };

/** Places of a policy that stands in the file are places of the file. */
function blockMover(block: BlockText, path: Path) {
  return <P extends Problem>(problem: P): P => ({
    ...problem,
    ...block.place(problem),
    path: [...path.map(String), ...(problem.path === "" ? [] : [problem.path])].join("."),
  });
}

/**
 * Says of a problem inside a manifest where that is: a file's problem keeps its own line and column and
 * names the file, an inline manifest's problem moves to its place in the scenario file.
 */
function mover(document: PlacedDocument, path: Path, file: string | undefined) {
  return <P extends Problem>(problem: P): P => {
    const moved = { ...problem, path: [...path.map(String), ...(problem.path === "" ? [] : [problem.path])].join(".") };
    if (file !== undefined) return { ...moved, message: `in ${file}: ${problem.message}` };
    const inside = document.placeInside(path, problem);
    if (inside !== undefined) return { ...moved, ...inside };
    return {
      ...moved,
      ...document.place(path, "value"),
      message: `line ${problem.line} of the manifest: ${problem.message}`,
    };
  };
}
