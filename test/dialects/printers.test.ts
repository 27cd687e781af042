/**
 * What a dialect prints, it reads back as the same policy. The one-line change that must break this file: leave any
 * field out of a `print.ts`.
 */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { argo } from "../../src/core/dialects/argo/index.ts";
import { flagger } from "../../src/core/dialects/flagger/index.ts";
import { native } from "../../src/core/dialects/native/index.ts";
import type { NativeJudge, NativePolicy } from "../../src/core/dialects/native/policy.ts";
import { plannedLooks } from "../../src/core/dialects/native/policy.ts";
import { settingRules } from "../../src/core/dialects/native/settings.ts";
import { printers, printPolicy } from "../../src/core/dialects/printers.ts";
import { dialects } from "../../src/core/dialects/registry.ts";
import { type Judge, judges } from "../../src/core/judges/index.ts";
import { flaggerCorpus } from "./flaggerCorpus.ts";
import { mutationsOf } from "./mutations.ts";
import { expectSameAfterPrinting } from "./printing.ts";

const seconds = (from: number, to: number) => fc.integer({ min: from, max: to }).map((value) => value * 1000);
const percent = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constantFrom(0.1, 0.5, 2.5, 33.3));
const word = fc.constantFrom("android", "ios", "us-east", "yes", "1", "a b", "null", "é");
const who = fc.uniqueArray(fc.tuple(fc.constantFrom("device", "region", "plan"), word), {
  minLength: 1,
  maxLength: 3,
  selector: ([segment]) => segment,
});
const users = who.map((pairs) => pairs.map(([segment, value]) => ({ segment, value })));
const noData = fc.constantFrom("hold" as const, "fail" as const, "pass" as const);

const step = fc.record({
  share: fc.oneof(
    fc.record({ kind: fc.constant("weight" as const), percent }),
    fc.record({ kind: fc.constant("users" as const), percent }),
    fc.record({ kind: fc.constant("segments" as const), who: users }),
  ),
  forMs: seconds(1, 900),
  minSamples: fc.oneof(fc.constant(0), fc.nat(100_000)),
});

function settingOf(name: string): fc.Arbitrary<number | string> {
  const rule = settingRules[name];
  if (rule === undefined) throw new Error(`no rule for ${name}`);
  switch (rule.kind) {
    case "share":
      return fc.double({ min: 0.0001, max: 0.9999, noNaN: true });
    case "number":
      return fc.double({ min: rule.above + 0.001, max: 1000, noNaN: true });
    case "whole":
      return fc.integer({ min: rule.min, max: Math.min(rule.max, 5000) });
    case "word":
      return fc.constantFrom(...rule.words);
  }
}

const registry: Readonly<Record<string, Judge>> = judges;

const judge: fc.Arbitrary<NativeJudge> = fc.constantFrom(...Object.keys(registry)).chain((kind) => {
  const names = Object.keys(registry[kind]?.defaults ?? {});
  const settings = fc.record(Object.fromEntries(names.map((name) => [name, settingOf(name)])));
  return fc.record({
    metric: fc.constantFrom("error-rate", "latency-p99", "checkout-errors"),
    against: fc.constant(kind === "threshold" || kind === "burn-rate" ? ("limit" as const) : ("stable" as const)),
    kind: fc.constant(kind),
    settings,
    slowerThanMs: kind === "percentile" ? fc.constant(null) : fc.option(fc.constantFrom(2.5, 300, 1000, 2500)),
    warmupMs: fc.oneof(fc.constant(0), seconds(0, 600)),
    noData,
  });
});

const policy: fc.Arbitrary<Omit<NativePolicy, "positions">> = fc
  .record({
    name: fc.constantFrom("", "care", "my policy 2"),
    everyMs: fc.constantFrom(60_000, 30_000, 300_000),
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    judges: fc.array(judge, { maxLength: 3 }),
    alarms: fc.array(
      fc.record({
        alarm: fc.constantFrom("errors-high", "slow"),
        act: fc.constantFrom("rollBack" as const, "hold" as const),
      }),
      { maxLength: 2 },
    ),
    mustSee: fc.array(fc.record({ who: users, samples: fc.integer({ min: 1, max: 9999 }) }), { maxLength: 2 }),
    noData,
    bakeMs: fc.oneof(fc.constant(0), seconds(1, 3600)),
    shadow: fc.array(judge, { maxLength: 2 }),
  })
  .filter((made) => plannedLooks(made) <= 2000);

describe("printing", () => {
  test("a native policy reads back as itself", () => {
    let seen = 0;
    fc.assert(
      fc.property(policy, (made) => {
        seen++;
        expectSameAfterPrinting("native", made);
      }),
      { numRuns: 500, seed: 20261125 },
    );
    expect(seen).toBe(500);
  });

  test("a Canary reads back as itself, whatever was done to the text that it came from", () => {
    let seen = 0;
    fc.assert(
      fc.property(mutationsOf(flaggerCorpus), (text) => {
        const first = flagger.parse(text);
        if (!first.ok) return;
        seen++;
        expectSameAfterPrinting("flagger", first.value);
      }),
      { numRuns: 1500, seed: 20261125 },
    );
    expect(seen).toBeGreaterThan(300);
  });

  test("every manifest of the catalogue reads back as itself", () => {
    const folder = new URL("../../scenarios/manifests/", import.meta.url);
    const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    let seen = 0;
    for (const text of texts) {
      for (const [dialect, tool] of Object.entries({ argo, flagger, native })) {
        if (!tool.recognises(text)) continue;
        const first = tool.parse(text);
        if (!first.ok) throw new Error(JSON.stringify(first.problems));
        expectSameAfterPrinting(dialect, first.value);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(15);
  });

  test("every dialect has a printer, and a text that is nobody's has none", () => {
    expect(Object.keys(printers).sort()).toEqual(Object.keys(dialects).sort());
    expect(printPolicy({ dialect: "helm", value: {} })).toBeNull();
  });
});
