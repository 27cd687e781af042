/**
 * Argo's bundles read back as the same policy: those made of everything that a policy keeps, and those that were bent
 * by hand. The one-line change that must break this file: leave any field out of a `print*.ts` of Argo's.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { argo } from "../../src/core/dialects/argo/index.ts";
import { printPolicy } from "../../src/core/dialects/printers.ts";
import { argoBundles } from "./argoBundles.ts";
import { argoCorpus } from "./argoCorpus.ts";
import { policyOf, rich } from "./argoManifests.ts";
import { mutationsOf } from "./mutations.ts";
import { expectSameAfterPrinting } from "./printing.ts";

test("a bundle of generated parts reads back as itself", () => {
  const seen = new Map<string, number>();
  const see = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(argoBundles, (text) => {
      const first = argo.parse(text);
      see(first.ok ? "accepted" : "refused");
      if (!first.ok) return;
      const { strategy } = first.value;
      see(strategy.type);
      if (strategy.type === "canary") for (const { type } of strategy.steps) see(type);
      expectSameAfterPrinting("argo", first.value);
    }),
    { numRuns: 300, seed: 20261125 },
  );
  expect(seen.get("accepted")).toBeGreaterThan(200);
  const kinds = ["setWeight", "pause", "setCanaryScale", "analysis", "experiment", "setHeaderRoute", "setMirrorRoute"];
  for (const what of [...kinds, "plugin", "canary", "blueGreen"]) expect(seen.get(what) ?? 0, what).toBeGreaterThan(12);
});

test("every bundle of the corpus reads back as itself", () => {
  expect(argoCorpus.texts.length).toBeGreaterThanOrEqual(3);
  for (const text of argoCorpus.texts) expectSameAfterPrinting("argo", policyOf(text));
});

test("a printed template is in the Rollout's namespace, unless it is the whole cluster's", () => {
  const given = policyOf(rich.replace("  name: web\n", "  name: web\n  namespace: shop\n"));
  const [first, second] = given.templates;
  if (first === undefined || second === undefined) throw new Error("expected two templates");
  const text = printPolicy({ dialect: "argo", value: { ...given, templates: [first, { ...second, cluster: true }] } });
  const metadata = parseAllDocuments(text ?? "").map((document): unknown => document.toJS().metadata);
  const names = [{ name: "web", namespace: "shop" }, { name: first.name, namespace: "shop" }, { name: second.name }];
  expect(metadata).toEqual(names);
});

test("a field of the Rollout stays an argument's value", () => {
  const from = "valueFrom: {fieldRef: {fieldPath: metadata.name}}";
  const given = policyOf(rich.replace("value: web-canary", from));
  expect(printPolicy({ dialect: "argo", value: given })).toContain("fieldPath: metadata.name");
});

test("a bundle reads back as itself, whatever was done to the text that it came from", () => {
  let seen = 0;
  fc.assert(
    fc.property(mutationsOf(argoCorpus), (text) => {
      const first = argo.parse(text);
      if (!first.ok) return;
      seen++;
      expectSameAfterPrinting("argo", first.value);
    }),
    { numRuns: 600, seed: 20261125 },
  );
  expect(seen).toBeGreaterThan(150);
});
