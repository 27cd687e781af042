import type { z } from "zod";
import { dialects } from "../dialects/index.ts";
import type { Finding, Policy, Problem, Result } from "../model/index.ts";
import { didYouMean, expected, oneOf } from "../notation/message.ts";
import type { Path, PlacedDocument } from "./document.ts";
import { fileBeside, type ReadManifest } from "./fileBeside.ts";
import { own } from "./own.ts";
import { inOrder } from "./problems.ts";
import { policySection } from "./scenarioSchema.ts";

/**
 * Reads a manifest in whichever dialect recognises it, or in the named one. What no dialect recognises
 * goes to the first: its parser says best what was found instead. Whether the simulated world can play it
 * is another question: see `playable`.
 */
export function readPolicy(
  source: string,
  { label, dialect }: { label: string; dialect?: string | undefined },
): Result<Policy> {
  const known = Object.keys(dialects);
  const name = dialect ?? known.find((candidate) => own(dialects, candidate)?.recognises(source)) ?? known[0] ?? "";
  const tool = own(dialects, name);
  if (tool === undefined) return refusal(unknownDialect(name));
  const parsed = tool.parse(source);
  if (!parsed.ok) return parsed;
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
  for (const { name, path, manifest, dialect } of section.success ? references(section.data) : []) {
    const refuse = (at: Path, message: string) =>
      here.push({ ...document.place(at, "value"), path: at.join("."), message });
    const inline = manifest.includes("\n");
    const source = inline ? manifest : fileBeside(manifest, readManifest, manifestFile);
    if (dialect !== undefined && own(dialects, dialect) === undefined) {
      refuse([...path.slice(0, -1), "dialect"], unknownDialect(dialect));
    } else if (typeof source !== "string") {
      refuse(path, source.message);
    } else {
      const read = readPolicy(source, { label: inline ? name : (manifest.split("/").at(-1) ?? name), dialect });
      const move = mover(document, path, inline ? undefined : manifest);
      if (read.ok) policies[name] = read.value;
      if (read.ok) findings.push(...read.findings.map(move));
      else (inline ? here : elsewhere).push(...read.problems.map(move));
    }
  }
  return { policies, findings, problems: [...inOrder(here), ...elsewhere] };
}

interface Reference {
  readonly name: string;
  readonly path: readonly string[];
  readonly manifest: string;
  readonly dialect: string | undefined;
}

function references({ policy, policies }: z.output<typeof policySection>): readonly Reference[] {
  const only = policy === undefined ? [] : [{ name: "policy", path: ["policy"], manifest: policy, dialect: undefined }];
  if (policies === undefined) return only;
  return Object.entries(policies).map(([name, { manifest, dialect }]) => {
    return { name, path: ["policies", name, "manifest"], manifest, dialect };
  });
}

const manifestFile = { name: "manifest", example: "manifests/podinfo-canary.yaml" };

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
