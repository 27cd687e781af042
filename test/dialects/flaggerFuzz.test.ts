import fc from "fast-check";
import { expect, test } from "vitest";
import { flagger } from "../../src/core/dialects/flagger/index.ts";
import { canary, plain } from "./canaryManifest.ts";

const rich = canary(
  `
interval: 1m30s
threshold: 3
stepWeights: [1, 5, 25]
stepWeightPromotion: 25
mirror: true
metrics:
- name: errors
  templateRef: {name: errors}
  thresholdRange: {min: 0, max: 1}
webhooks:
- name: "gate"
  type: confirm-promotion
  url: http://x/
alerts:
- name: slack
  severity: warn
sessionAffinity: &cookie
  cookieName: a
`,
  "provider: istio",
);

const snippets = [
  "{{",
  "}}",
  "[",
  "]",
  "{",
  "}",
  ":",
  "- ",
  "\n",
  "\t",
  "*cookie",
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
  "%YAML 1.2\n",
  "\u0000",
  "\u{1f4a5}",
  "? ",
  "@",
  "`",
];

/** Edits that keep the text YAML: another value, another field. */
const swaps = [
  ["10", "0"],
  ["50", "-7"],
  ["50", "250"],
  ["99", "null"],
  ["1m", "500ms"],
  ["1m", "1mx"],
  ["threshold: 3", "threshold: 0"],
  ["[1, 5, 25]", "[50, 20]"],
  ["[1, 5, 25]", "[]"],
  ["min:", "other:"],
  ["max:", "min:"],
  ["stepWeight:", "iterations:"],
  ["istio", "kubernetes"],
  ["istio", "nginx"],
  ["confirm-promotion", "rollback"],
  ["warn", "''"],
  ["true", "false"],
  ["request-duration", "mystery"],
  ["cookieName: a", "cookieName: a\n      maxAge: 3"],
  ["port: 80", "port: 80\n    mystery: 1"],
] as const;

function swapped(text: string, chosen: readonly (readonly [string, string])[]): string {
  return chosen.reduce((so, [from, to]) => so.replace(from, to), text);
}

type Edit = { readonly at: number; readonly remove: number; readonly insert: string };

function applied(text: string, edits: readonly Edit[]): string {
  return edits.reduce((so, { at, remove, insert }) => {
    const from = Math.floor(at * so.length);
    return so.slice(0, from) + insert + so.slice(from + remove);
  }, text);
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(12),
  insert: fc.oneof(fc.constantFrom(...snippets), fc.string({ maxLength: 6 })),
});
const manifest = fc.constantFrom(plain, rich);
const torn = fc
  .tuple(manifest, fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([text, edits]) => applied(text, edits));
const edited = fc
  .tuple(manifest, fc.array(fc.constantFrom(...swaps), { maxLength: 6 }))
  .map(([text, chosen]) => swapped(text, chosen));

/** Breaks when `readDocuments` lets the YAML reader's errors through, or a problem forgets its place. */
test("mutated manifests never crash the parser, and everything it says has a position inside the text", () => {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.oneof(torn, edited), (mutated) => {
      const result = flagger.parse(mutated);
      flagger.recognises(mutated);
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
    { numRuns: 600, seed: 20261125 },
  );
  expect(seen.accepted + seen.refused).toBe(600);
  expect(seen.accepted).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(100);
});

/** Whatever the parser accepts, the rest of the dialect can use. */
function survives(policy: Parameters<typeof flagger.start>[0]): void {
  let controller = flagger.start(policy, "old").react({ type: "revision.changed", revision: "new" });
  for (let tick = 0; tick < 4; tick++) controller = controller.react({ type: "reconcile" });
  expect(flagger.describe(policy).length).toBeGreaterThan(2);
  expect(flagger.needs(policy).length).toBeGreaterThan(0);
  flagger.limits(policy);
}
