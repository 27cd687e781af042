import fc from "fast-check";
import { expect, test } from "vitest";
import { argo } from "../../src/core/dialects/argo/index.ts";
import { blueGreen, canary, rich, template } from "./argoManifests.ts";

const basic = `${canary("maxSurge: 25%\nsteps:\n- setWeight: 30\n- pause: {duration: 10}\n- analysis: {templates: [{templateName: t}]}")}${template("name: m\n  count: 2\n  interval: 30s\n  successCondition: result[0] > 1\n  provider: {web: {url: x}}")}`;

const snippets = [
  "{{",
  "}}",
  "{{args.x}}",
  "[",
  "]",
  "{",
  "}",
  ":",
  "- ",
  "\n",
  "\t",
  "*a",
  "&a ",
  "<<: *a",
  "'",
  '"',
  "#",
  "|",
  ">",
  "!!",
  "null",
  "-1",
  "1e999",
  "__proto__: 1",
  "---\n",
  "...\n",
  "\u0000",
  "\u{1f4a5}",
  "? ",
  "@",
  "`",
  "9".repeat(20),
];

/** Edits that keep the text YAML: another value, another field. */
const swaps = [
  ["10", "0"],
  ["10", "-1"],
  ["20", "200"],
  ["50", "null"],
  ["1m", "1d"],
  ["30s", "30"],
  ["count: 3", "count: '{{args.n}}'"],
  ["count: 3", "count: 1000000000"],
  ["failureLimit: 1", "failureLimit: -1"],
  ["failureLimit: 1", "consecutiveSuccessLimit: 2"],
  ["setWeight:", "setCanaryScale:"],
  ["setWeight: 20", "setCanaryScale: {replicas: 3}"],
  ["setWeight: 50", "plugin: {name: x}"],
  ["pause: {}", "experiment: {duration: 1m, analyses: [{name: e, templateName: t}]}"],
  ["nginx", "istio"],
  ["nginx", "mystery"],
  ["templateName: t", "templateName: gone"],
  ["prometheus", "datadog"],
  ["prometheus", "job"],
  ["result[0]", "result"],
  [">= 0.95", ">="],
  ["metricName: p99", "metricName: '*'"],
  ["startingStep: 1", "startingStep: 99"],
  ["service", "other"],
  ["AnalysisTemplate", "ClusterAnalysisTemplate"],
  ["replicas: 10", "replicas: 1"],
  ["replicas: 10", "replicas: 100000"],
  ["replicas: 10", "paused: true"],
  ["steps:", "dynamicStableScale: true\n      steps:"],
  ["autoPromotionEnabled: false", "autoPromotionSeconds: 30"],
  ["autoPromotionEnabled: false", "previewReplicaCount: 1"],
  ["maxSurge: 25%", "maxSurge: '3'"],
] as const;

type Edit = { readonly at: number; readonly remove: number; readonly insert: string };

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(12),
  insert: fc.oneof(fc.constantFrom(...snippets), fc.string({ maxLength: 6 })),
});
const manifest = fc.constantFrom(rich, basic, blueGreen);
const torn = fc.tuple(manifest, fc.array(edit, { minLength: 1, maxLength: 5 })).map(([text, edits]) =>
  edits.reduce((so, { at, remove, insert }) => {
    const from = Math.floor(at * so.length);
    return so.slice(0, from) + insert + so.slice(from + remove);
  }, text),
);
const edited = fc
  .tuple(manifest, fc.array(fc.constantFrom(...swaps), { maxLength: 6 }))
  .map(([text, chosen]) => chosen.reduce((so, [from, to]) => so.replace(from, to), text));

const runs = 1000;

/** Breaks when a reader assumes a type, or a machine runs in a circle. */
test("mutated bundles never crash the parser, and everything it says has a position inside the text", {
  timeout: 120_000,
}, () => {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.oneof(torn, edited), (mutated) => {
      const result = argo.parse(mutated);
      argo.recognises(mutated);
      seen[result.ok ? "accepted" : "refused"]++;
      const places = result.ok ? result.findings : result.problems;
      if (result.ok) survives(result.value);
      else expect(places.length).toBeGreaterThan(0);
      const lines = mutated.split("\n").length + 1;
      for (const place of places) {
        expect(place.line).toBeGreaterThanOrEqual(1);
        expect(place.line).toBeLessThanOrEqual(lines);
        expect(place.column).toBeGreaterThanOrEqual(1);
        expect(place.message).not.toBe("");
      }
    }),
    { numRuns: runs, seed: 20261125 },
  );
  expect(seen.accepted + seen.refused).toBe(runs);
  expect(seen.accepted).toBeGreaterThan(200);
  expect(seen.refused).toBeGreaterThan(200);
});

/** Whatever the parser accepts, the rest of the dialect can use. */
function survives(policy: Parameters<typeof argo.start>[0]): void {
  let controller = argo.start(policy, "old").react({ type: "revision.changed", revision: "new" });
  for (let turn = 1; turn <= 4; turn++) {
    controller = controller.react({ type: "clock", now: turn * 60_000 });
    controller = controller.react({ type: "reconcile" });
    if (controller.nodes.includes("measuring")) controller = controller.react({ type: "measured", measurements: [] });
  }
  expect(controller.commands.length).toBeLessThan(5000);
  expect(argo.describe(policy).length).toBeGreaterThan(2);
  expect(argo.needs(policy).length).toBeGreaterThan(0);
  expect(argo.limits(policy).intervalMs).toBeGreaterThanOrEqual(0);
  const world = { requestsPerSecond: 100 } as Parameters<typeof argo.lint>[1];
  for (const finding of argo.lint(policy, world)) expect(finding.line).toBeGreaterThanOrEqual(1);
}
