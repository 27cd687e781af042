/**
 * Argo's bundles read back as the same policy: those made of everything that a policy keeps, and those that were bent
 * by hand. The one-line change that must break this file: leave any field out of a `print*.ts` of Argo's.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { argo } from "../../src/core/dialects/argo/index.ts";
import type { ArgoPolicy } from "../../src/core/dialects/argo/policy.ts";
import { printPolicy } from "../../src/core/dialects/printers.ts";
import { argoBundles } from "./argoBundles.ts";
import { argoCorpus } from "./argoCorpus.ts";
import { mutationsOf } from "./mutations.ts";

/** Where a text says what is the one thing that a printed text says elsewhere. */
function withoutPositions({ positions: _, ...rest }: ArgoPolicy): Omit<ArgoPolicy, "positions"> {
  return rest;
}

function expectSameAfterPrinting(policy: ArgoPolicy): void {
  const text = printPolicy({ dialect: "argo", value: policy }) ?? "";
  const again = argo.parse(text);
  if (!again.ok) throw new Error(`${JSON.stringify(again.problems)}\n${text}`);
  expect(withoutPositions(again.value)).toEqual(withoutPositions(policy));
  expect(argo.recognises(text)).toBe(true);
}

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
      expectSameAfterPrinting(first.value);
    }),
    { numRuns: 300, seed: 20261125 },
  );
  expect(seen.get("accepted")).toBeGreaterThan(200);
  const kinds = ["setWeight", "pause", "setCanaryScale", "analysis", "experiment", "setHeaderRoute", "setMirrorRoute"];
  for (const what of [...kinds, "plugin", "canary", "blueGreen"]) expect(seen.get(what) ?? 0, what).toBeGreaterThan(12);
});

test("a bundle reads back as itself, whatever was done to the text that it came from", () => {
  let seen = 0;
  fc.assert(
    fc.property(mutationsOf(argoCorpus), (text) => {
      const first = argo.parse(text);
      if (!first.ok) return;
      seen++;
      expectSameAfterPrinting(first.value);
    }),
    { numRuns: 600, seed: 20261125 },
  );
  expect(seen).toBeGreaterThan(150);
});
