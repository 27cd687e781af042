import { z } from "zod";
import { type Intervention, operatorActs } from "../model/index.ts";
import { expected } from "../notation/message.ts";
import { expectSchema } from "./expectSchema.ts";
import { duration, knobs, list, named, text, word } from "./knobs.ts";
import { notYet } from "./notYet.ts";
import type { About } from "./scenarioFile.ts";
import { worldSchema } from "./worldSchema.ts";

const slug = text("a slug like slow-canary").regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: ({ input }) => expected("a slug like slow-canary", input),
});

const incident = z.union(
  [
    z.literal("none"),
    knobs({ title: text("a title"), publisher: text("a publisher"), date: text("a date"), url: text("an address") }),
  ],
  { error: ({ input }) => expected("none, or a block with title, publisher, date and url", input) },
);

const systems = [
  "flagger",
  "argo",
  "codedeploy",
  "kubernetes",
  "istio",
  "ingress",
  "gateway",
  "native",
  "other",
] as const;

const about = knobs({
  title: text("a title").min(1, { error: "expected a title" }).describe("A few words for lists and headings."),
  story: text("a story").prefault("").describe("One or two sentences: what is released, and what is wrong with it."),
  use: word(["social-beta", "ecommerce-payment", "gradual-api", "other"]).prefault("other").describe("Use case."),
  pitfall: word(["metrics", "segmentation", "database", "statistics", "mechanics", "people", "none"])
    .prefault("none")
    .describe("What the naive policy trips over."),
  system: word(systems).prefault("other").describe("The system that plays it first."),
  lessons: list("lessons", text("a lesson like L8")).prefault([]).describe("Lessons and drills that use it."),
  incident: incident.prefault("none").describe("A public account of the same failure, or none."),
  notice: text("a sentence").prefault("").describe("The lesson in one sentence."),
}).transform((written): About => ({ ...written, incident: written.incident === "none" ? null : written.incident }));

const manifest = text("a path like manifests/podinfo-canary.yaml, or a manifest under |");

/** Read by its own dialect, and described for editors. */
const native = z.unknown().optional().meta({ $ref: "policy.schema.json#/$defs/native" });

const policies = named(
  "policies",
  knobs(
    {
      manifest: manifest.optional().describe("Path of a manifest, or the manifest itself under `|`."),
      dialect: text("a tool's name like flagger").optional().describe("The tool, where the manifest does not show it."),
      native,
    },
    notYet.policy,
  ).refine(({ manifest, native }) => (manifest === undefined) !== (native === undefined), {
    error: "expected manifest or native, one of the two",
  }),
);

const onlyPolicy = z.union([manifest, knobs({ native })], {
  error: ({ input }) => expected("a path like manifests/podinfo-canary.yaml, or a block with native", input),
});

/** The part of a file that says which policies it has; read alone where the rest is wrong. */
export const policySection = z.looseObject({ policy: onlyPolicy.optional(), policies: policies.optional() });

const intervention = knobs(
  {
    at: duration().describe("When, after the new revision was noticed."),
    do: word(operatorActs, notYet.acts).describe("What the operator does."),
    hook: text("a hook's name").prefault("").describe("The gate or check that is meant."),
    because: text("a reason").prefault("").describe("The operator's reason."),
  },
  notYet.intervention,
).transform((written): Intervention => written);

const without = knobs({
  set: text("a path like world.observe.delay").describe("Path of what to change, from `world.` on."),
  to: z.unknown().describe("The value that takes the cause away."),
  breaks: text("a policy's name").describe("The policy whose expectation must then fail."),
});

/** A scenario file up to its manifests. */
export const scenarioSchema = knobs({
  id: text("an id like S04").max(40, { error: "expected an id of at most 40 characters" }).prefault(""),
  slug: slug.describe("The file's name without .yaml."),
  about,
  base: word(["reference"]).prefault("reference").describe("The world that holds where this file says nothing."),
  world: worldSchema.prefault({}).describe("What is true."),
  policies: policies.optional().describe("Policies that compete; the first one runs when none is named."),
  policy: onlyPolicy.optional().describe("The only policy, instead of `policies`: a manifest's path, or `native`."),
  interventions: list("interventions", intervention).prefault([]).describe("What a person did, and when."),
  expect: expectSchema.prefault({}).describe("What must be seen over many seeds, by policy."),
  without: without.optional().describe("The one change without which the failure is gone."),
});

/** A file as the schema leaves it. */
export type Outline = z.output<typeof scenarioSchema>;
