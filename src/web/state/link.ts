import { type Intervention, type Millis, operatorActs } from "../../core/model/index.ts";
import { pack, unpack } from "./codec.ts";
import {
  largestManifest,
  largestSeed,
  type Manifest,
  openingDocument,
  type RunDocument,
  reasonFor,
} from "./document.ts";

/**
 * A link is `#v1.<codec>.<payload>`: what differs from the opening document, as JSON. It is hostile until
 * read here. Every field is optional; a field that is not known is left out, with a note.
 */
export interface LinkContent {
  readonly document: RunDocument;
  /** Where the playhead stands, or null to open as if nobody had scrubbed. */
  readonly playhead: Millis | null;
  /** Name of the judge that looks on; empty for none. */
  readonly shadow: string;
  /** What could not be used, in sentences. Empty for a link that was understood whole. */
  readonly notes: readonly string[];
}

const opening = { document: openingDocument, playhead: null, shadow: "" };
const longestLink = 200_000;
const mostInterventions = 200;
const longestRun: Millis = 7 * 24 * 3_600_000;
const fields = new Set(["scenario", "policy", "twin", "seed", "acts", "at", "shadow", "manifest"]);

export async function writeLink(document: RunDocument, playhead: Millis | null, shadow = ""): Promise<string> {
  const fields = {
    ...(document.slug !== openingDocument.slug && { scenario: document.slug }),
    ...(document.policy !== "" && { policy: document.policy }),
    ...(document.twin && { twin: true }),
    ...(document.seed !== openingDocument.seed && { seed: document.seed }),
    ...(document.interventions.length > 0 && { acts: document.interventions.map(actOf) }),
    ...(playhead !== null && { at: Math.round(playhead) }),
    ...(shadow !== "" && { shadow }),
    ...(document.manifest !== null && { manifest: document.manifest }),
  };
  if (Object.keys(fields).length === 0) return "";
  const { codec, payload } = await pack(JSON.stringify(fields));
  return `#v1.${codec}.${payload}`;
}

const actOf = (act: Intervention) => (act.hook === "" ? [act.at, act.do] : [act.at, act.do, act.hook]);

/** Never throws: what cannot be read opens the default, and says so. */
export async function readLink(hash: string): Promise<LinkContent> {
  if (hash === "" || hash === "#") return { ...opening, notes: [] };
  try {
    return contentOf(await fieldsOf(hash));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const note = `This link could not be read (${why}), so the page opened its default scenario.`;
    return { ...opening, notes: [note] };
  }
}

async function fieldsOf(hash: string): Promise<Readonly<Record<string, unknown>>> {
  if (hash.length > longestLink) throw new Error(`it is longer than ${longestLink} characters`);
  const match = /^#v(\d+)\.([a-z]+)\.([\w-]*)$/.exec(hash);
  if (match === null) throw new Error("it is not in the form #v1.codec.payload");
  if (match[1] !== "1") throw new Error(`it is of version ${match[1]}, and this page reads version 1`);
  const content: unknown = JSON.parse(await unpack(match[2] ?? "", match[3] ?? ""));
  if (!isRecord(content)) throw new Error("it holds no fields");
  return content;
}

function contentOf(content: Readonly<Record<string, unknown>>): LinkContent {
  const notes: string[] = [];
  const unknown = Object.keys(content).filter((key) => !fields.has(key));
  if (unknown.length > 0) notes.push(`Left out of the link, not known to this version: ${quoted(unknown)}.`);
  /** A field as `read` understands it, else what the opening document has. */
  const take = <T>(key: string, otherwise: T, read: (value: unknown) => T | undefined): T => {
    if (!(key in content)) return otherwise;
    const value = read(content[key]);
    if (value === undefined) notes.push(`Left out of the link, not usable: “${key}”.`);
    return value ?? otherwise;
  };
  const manifest = take<Manifest | null>("manifest", null, manifestOf);
  const slugFallback = content["scenario"] === null && manifest !== null ? null : openingDocument.slug;
  return {
    document: {
      slug: content["scenario"] === null ? slugFallback : take<string | null>("scenario", openingDocument.slug, nameOf),
      policy: take("policy", "", nameOf),
      twin: take("twin", false, (value) => (typeof value === "boolean" ? value : undefined)),
      seed: take("seed", openingDocument.seed, (value) => (isWhole(value, largestSeed) ? value : undefined)),
      interventions: take("acts", [], interventionsOf),
      manifest,
    },
    playhead: take<Millis | null>("at", null, (value) => (isWhole(value, longestRun) ? value : undefined)),
    shadow: take("shadow", "", judgeNameOf),
    notes,
  };
}

function nameOf(value: unknown): string | undefined {
  return typeof value === "string" && value.length > 0 && value.length <= 200 ? value : undefined;
}

/** Which judges there are only they know; one that does not exist is refused where it would judge. */
function judgeNameOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z-]{1,40}$/.test(value) ? value : undefined;
}

function manifestOf(value: unknown): Manifest | undefined {
  if (!isRecord(value)) return undefined;
  const { label, text } = value;
  if (typeof label !== "string" || typeof text !== "string" || text.length > largestManifest) return undefined;
  return { label: label.slice(0, 100), text };
}

function interventionsOf(value: unknown): readonly Intervention[] | undefined {
  if (!Array.isArray(value) || value.length > mostInterventions) return undefined;
  const read = value.map(interventionOf).filter((act) => act !== undefined);
  return read.length === value.length ? read.sort((a, b) => a.at - b.at) : undefined;
}

function interventionOf(value: unknown): Intervention | undefined {
  if (!Array.isArray(value)) return undefined;
  const [at, does, hook = ""]: readonly unknown[] = value;
  const act = operatorActs.find((known) => known === does);
  if (!isWhole(at, longestRun) || act === undefined || typeof hook !== "string") return undefined;
  return { at, do: act, hook: hook.slice(0, 200), because: reasonFor(act) };
}

function isWhole(value: unknown, largest: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= largest;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function quoted(names: readonly string[]): string {
  return names
    .slice(0, 5)
    .map((name) => `“${name.slice(0, 40)}”`)
    .join(", ");
}
