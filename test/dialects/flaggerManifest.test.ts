import { describe, expect, test } from "vitest";
import { flagger } from "../../src/core/dialects/flagger/index.ts";
import { argo, brokenManifests, steps } from "./brokenManifests.ts";
import { firstAnalysisLine as at, canary, plain, policyOf } from "./canaryManifest.ts";

describe("a manifest is refused for", () => {
  test("every reason in the table", () => {
    expect(brokenManifests).toHaveLength(44);
  });

  for (const { what, manifest, at: positions, says } of brokenManifests) {
    test(what, () => {
      const result = flagger.parse(manifest);
      if (result.ok) throw new Error("it was accepted");
      expect(result.problems.map(({ line, column }) => `${line}:${column}`)).toEqual(positions);
      expect(result.problems[0]?.message).toMatch(says);
    });
  }

  test("several reasons at once, in reading order", () => {
    const result = flagger.parse(
      canary(`${steps.replace("1m", "1h")}iterations: 1\nwebhooks:\n- name: a\n`, "provider: haproxy"),
    );
    expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual([
      "spec.provider",
      "spec.analysis.interval",
      "spec.analysis.stepWeight",
      "spec.analysis.webhooks[0]",
    ]);
  });
});

describe("a manifest that people really write", () => {
  test("is a bundle, of which the Canary and its templates are used", () => {
    const bundle = `kind: Service\nmetadata: {name: web}\n---\n${canary(`${steps}metrics:\n- name: errors\n  templateRef: {name: errors}\n`)}---
apiVersion: flagger.app/v1beta1
kind: MetricTemplate
metadata:
  name: errors
spec:
  provider: {type: datadog}
  query: sum(errors{job="{{ target }}"}[{{ interval }}])
---
apiVersion: flagger.app/v1beta1
kind: AlertProvider
`;
    const result = flagger.parse(bundle);
    if (!result.ok) throw new Error("it was refused");
    expect(result.value.metrics[0]?.template).toMatchObject({
      provider: "datadog",
      query: expect.stringContaining("{{ target }}"),
    });
    expect(result.findings.map(({ line, rule, level }) => `${line} ${level} ${rule}`)).toEqual([
      "1 info unused-document",
    ]);
  });

  test("may hold two Canaries, of which the first is used", () => {
    const result = flagger.parse(`${plain}---\n${plain.replace("name: web", "name: other")}`);
    expect(result).toMatchObject({
      ok: true,
      value: { name: "web" },
      findings: [{ rule: "several-canaries", level: "warning", line: 25 }],
    });
  });

  test("may come from kubectl as a List", () => {
    const items = plain.split("\n").map((line, index) => (line === "" ? "" : `${index === 0 ? "- " : "  "}${line}`));
    expect(policyOf(`apiVersion: v1\nkind: List\nitems:\n${items.join("\n")}`).stepWeight).toBe(10);
  });

  test("may have fields that Flagger does not know, which are findings with a position", () => {
    const result = flagger.parse(canary(`${steps}maxweight: 50\n`));
    expect(result).toMatchObject({
      ok: true,
      findings: [
        { rule: "unknown-field", line: at + 3, column: 5, message: expect.stringContaining("Did you mean maxWeight?") },
      ],
    });
  });

  test("may have a timeout that passes the schema and cannot be read, which is a finding", () => {
    const result = flagger.parse(canary(`${steps}webhooks:\n- {name: a, url: x, timeout: 10sx}\n`));
    expect(result).toMatchObject({ ok: true, findings: [{ rule: "bad-timeout", line: at + 4, column: 34 }] });
  });

  test("may use anchors and merge keys", () => {
    const merged = canary(
      `${steps}metrics:\n- &base\n  name: a\n  query: up\n  thresholdRange: {min: 1}\n- <<: *base\n  name: b\n`,
    );
    expect(policyOf(merged).metrics.map(({ name, range }) => [name, range?.min])).toEqual([
      ["a", 1],
      ["b", 1],
    ]);
  });

  test("treats null as absent, as the API server does", () => {
    expect(policyOf(canary(`${steps}iterations: null\nmaxWeight: ~\n`)).maxWeight).toBe(0);
  });
});

describe("a parsed policy", () => {
  test("is plain data that survives JSON", () => {
    const policy = policyOf(plain);
    expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
  });

  test("leaves no prototype behind that a key could have reached", () => {
    const hostile = canary(`${steps}__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n`);
    const result = flagger.parse(hostile);
    expect(result.ok && result.findings.map(({ rule }) => rule)).toEqual(["unknown-field", "unknown-field"]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(result.ok && Object.getPrototypeOf(result.value.positions)).toBe(Object.prototype);
  });

  test("knows where its manifest says what", () => {
    expect(policyOf(plain).positions["spec.analysis.metrics[1].thresholdRange.max"]).toEqual({ line: 23, column: 14 });
  });
});

describe("recognition", () => {
  test("sees a Canary by its API group or its kind, and nothing else", () => {
    expect([plain, "kind: Canary", argo, "", "spec:\n"].map((text) => flagger.recognises(text))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
