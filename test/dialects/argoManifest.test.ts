import { describe, expect, test } from "vitest";
import { argo } from "../../src/core/dialects/argo/index.ts";
import { readBundle } from "../../src/core/dialects/argo/manifest.ts";
import { blueGreen, canary, nginx, policyOf, rich, rollout, template } from "./argoManifests.ts";

interface Broken {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly says: RegExp;
}

/** What people get wrong, where that stands, and what they are told. */
const broken: readonly Broken[] = [
  {
    kind: "strategy-missing",
    text: rollout("{}"),
    line: 8,
    column: 5,
    says: /expected a strategy of canary or blueGreen, found neither/,
  },
  { kind: "strategy-missing", text: rollout("rolling: {}"), line: 8, column: 5, says: /found rolling/ },
  {
    kind: "strategy-both",
    text: rollout("canary: {}\nblueGreen: {activeService: a}"),
    line: 8,
    column: 5,
    says: /found both/,
  },
  {
    kind: "services-equal",
    text: rollout("blueGreen: {activeService: a, previewService: a}"),
    line: 8,
    column: 51,
    says: /found a for both/,
  },
  {
    kind: "services-equal",
    text: canary("canaryService: a\nstableService: a"),
    line: 9,
    column: 22,
    says: /another service/,
  },
  {
    kind: "services-missing",
    text: canary("trafficRouting: {nginx: {}}"),
    line: 9,
    column: 23,
    says: /found no canaryService and no stableService/,
  },
  {
    kind: "surge-unavailable-zero",
    text: canary("maxSurge: 0\nmaxUnavailable: 0%"),
    line: 9,
    column: 17,
    says: /found both 0/,
  },
  { kind: "step-empty", text: canary("steps:\n- setwaight: 10"), line: 10, column: 9, says: /found setwaight/ },
  {
    kind: "step-multiple",
    text: canary("steps:\n- setWeight: 10\n  pause: {}"),
    line: 10,
    column: 9,
    says: /pause and setWeight/,
  },
  {
    kind: "set-weight-range",
    text: canary("steps:\n- setWeight: 101"),
    line: 10,
    column: 20,
    says: /expected 0 to 100, found 101/,
  },
  { kind: "pause-duration", text: canary("steps:\n- pause: {duration: 1d}"), line: 10, column: 27, says: /found 1d/ },
  { kind: "pause-duration", text: canary("steps:\n- pause: {duration: -5}"), line: 10, column: 27, says: /found -5/ },
  {
    kind: "canary-scale-needs-router",
    text: canary("steps:\n- setCanaryScale: {replicas: 2}"),
    line: 10,
    column: 25,
    says: /expected trafficRouting/,
  },
  {
    kind: "header-route-router",
    text: canary(`${nginx}\nsteps:\n- setHeaderRoute: {name: h}`),
    line: 13,
    column: 25,
    says: /found nginx/,
  },
  {
    kind: "mirror-route-router",
    text: canary("steps:\n- setMirrorRoute: {name: h}"),
    line: 10,
    column: 25,
    says: /found none/,
  },
  {
    kind: "managed-routes-missing",
    text: canary("trafficRouting: {istio: {destinationRule: {}}}\nsteps:\n- setHeaderRoute: {name: h}"),
    line: 11,
    column: 25,
    says: /expected managedRoutes/,
  },
  {
    kind: "route-not-managed",
    text: canary(
      "trafficRouting: {istio: {destinationRule: {}}, managedRoutes: [{name: x}]}\nsteps:\n- setHeaderRoute: {name: h}",
    ),
    line: 11,
    column: 32,
    says: /expected one of managedRoutes \(x\), found h/,
  },
  {
    kind: "max-weight-router",
    text: canary("canaryService: a\nstableService: b\ntrafficRouting: {maxTrafficWeight: 1000, alb: {}}"),
    line: 11,
    column: 42,
    says: /found alb/,
  },
  {
    kind: "scale-down-delay-needs-router",
    text: canary("scaleDownDelaySeconds: 5"),
    line: 9,
    column: 30,
    says: /expected trafficRouting/,
  },
  {
    kind: "dynamic-needs-router",
    text: canary("dynamicStableScale: true"),
    line: 9,
    column: 27,
    says: /expected trafficRouting/,
  },
  {
    kind: "dynamic-with-scale-down-delay",
    text: canary(`${nginx}\ndynamicStableScale: true\nscaleDownDelaySeconds: 5`),
    line: 13,
    column: 30,
    says: /found both/,
  },
  {
    kind: "deadline-le-min-ready",
    text: canary("steps: []", "minReadySeconds: 600"),
    line: 6,
    column: 20,
    says: /less than progressDeadlineSeconds \(600\), found 600/,
  },
  {
    kind: "scale-down-limit-gt-history",
    text: rollout("blueGreen: {activeService: a, scaleDownDelayRevisionLimit: 11}"),
    line: 8,
    column: 64,
    says: /at most revisionHistoryLimit \(10\), found 11/,
  },
  {
    kind: "experiment-weight-router",
    text: canary(`${nginx}\nsteps:\n- experiment: {templates: [{name: x, weight: 5}]}`),
    line: 13,
    column: 52,
    says: /expected smi, alb, istio or plugins/,
  },
  {
    kind: "ping-pong",
    text: canary("pingPong: {pingService: a, pongService: a}"),
    line: 9,
    column: 17,
    says: /expected pingService and pongService that differ/,
  },
  { kind: "type", text: canary("steps: 5"), line: 9, column: 14, says: /expected a list, found 5/ },
  { kind: "type", text: canary("maxSurge: many"), line: 9, column: 17, says: /found many/ },
  {
    kind: "type",
    text: rollout("canary: {}", "replicas: lots"),
    line: 6,
    column: 13,
    says: /expected a whole number, found "lots"/,
  },
  { kind: "kind", text: "kind: Deployment\n", line: 1, column: 7, says: /expected kind Rollout, found "Deployment"/ },
  { kind: "kind", text: template("name: m").slice(4), line: 2, column: 7, says: /put the Rollout into the same file/ },
  { kind: "kind", text: "canary: {}\n", line: 1, column: 1, says: /the inside of its strategy/ },
  { kind: "kind", text: "strategy: {}\n", line: 1, column: 1, says: /the inside of its spec/ },
  { kind: "kind", text: "", line: 1, column: 1, says: /found an empty file/ },
  {
    kind: "template",
    text: canary("steps:\n- setWeight: '{{ .Values.weight }}'"),
    line: 10,
    column: 20,
    says: /helm template/,
  },
  { kind: "yaml", text: "kind: Rollout\nspec: {a: [}\n", line: 2, column: 12, says: /./ },
];

describe("a broken bundle is refused", () => {
  test("in more than thirty ways", () => {
    expect(broken.length).toBeGreaterThan(30);
  });

  for (const { kind, text, line, column, says } of broken) {
    test(`${kind} at ${line}:${column}: ${says.source}`, () => {
      const result = readBundle(text);
      if (result.ok) throw new Error("it was accepted");
      const problem = result.problems.find((candidate) => candidate.kind === kind);
      expect(problem).toMatchObject({ line, column, message: expect.stringMatching(says) });
    });
  }

  test("says several things at once, in reading order", () => {
    const result = argo.parse(canary("maxSurge: x\nsteps:\n- setWeight: 200\n- {}\n- pause: {duration: soon}"));
    expect(result.ok ? [] : [...new Set(result.problems.map(({ line }) => line))]).toEqual([9, 11, 12, 13]);
  });
});

describe("a bundle", () => {
  test("is plain data with defaults, the templates' metrics inside it", () => {
    const policy = policyOf(rich);
    expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
    if (policy.strategy.type !== "canary") throw new Error("not a canary");
    const [metric] = policy.strategy.steps[2]?.analysis?.metrics ?? [];
    expect(metric).toMatchObject({
      name: "success-rate",
      query: expect.stringContaining('service="web-canary"'),
      question: {
        signature: { type: "success-rate" },
        scope: "canary",
        windowMs: 60_000,
        scale: 0.01,
        shape: "vector",
      },
    });
    expect(policy.strategy.background?.metrics[0]?.question).toMatchObject({
      signature: { type: "latency", quantile: 0.99 },
      scale: 0.001,
    });
    expect(policy.positions["AnalysisTemplate(t).spec.metrics[0].interval"]).toMatchObject({ line: 33 });
  });

  test("says of a template that is elsewhere, of one that is broken and of what it does not use", () => {
    const text = `${canary("steps:\n- analysis: {templates: [{templateName: t}, {templateName: gone}]}")}${template("name: m\n  interval: 60\n  count: 2\n  provider: {job: {}}")}---\nkind: Service\nmetadata: {name: web}\n`;
    const result = argo.parse(text);
    expect(result.ok && result.findings.map(({ line, rule }) => `${line} ${rule}`).sort()).toEqual([
      "10 template-elsewhere",
      "19 AR08-bad-interval",
      "23 unused-document",
    ]);
  });

  test("resolves arguments, and makes a run of one without value an Error", () => {
    const args = template("name: m\n  count: '{{args.times}}'\n  interval: 5s\n  provider: {job: {}}").replace(
      "spec:",
      "spec:\n  args: [{name: times}, {name: other, value: x}]",
    );
    const given = policyOf(
      `${canary("steps:\n- analysis: {templates: [{templateName: t}], args: [{name: times, value: '4'}]}")}${args}`,
    );
    const missing = policyOf(`${canary("steps:\n- analysis: {templates: [{templateName: t}]}")}${args}`);
    const analysisOf = (policy: typeof given) =>
      policy.strategy.type === "canary" ? policy.strategy.steps[0]?.analysis : null;
    expect(analysisOf(given)).toMatchObject({ problem: "", metrics: [{ effectiveCount: 4 }] });
    expect(analysisOf(missing)?.problem).toContain('"times"');
  });

  test("nests templates, drops what comes twice, and survives a circle", () => {
    const nested = (name: string, inner: string) =>
      `---\nkind: AnalysisTemplate\nmetadata: {name: ${name}}\nspec:\n  templates: [{templateName: ${inner}}]\n  metrics: [{name: m-${name}, provider: {job: {}}}]\n`;
    const policy = policyOf(
      `${canary("steps:\n- analysis: {templates: [{templateName: a}, {templateName: b}]}")}${nested("a", "b")}${nested("b", "a")}`,
    );
    expect(
      policy.strategy.type === "canary" && policy.strategy.steps[0]?.analysis?.metrics.map(({ name }) => name),
    ).toEqual(["m-a", "m-b"]);
  });

  test("is recognised by its API group or kind", () => {
    const seen = [rich, "kind: Rollout", "kind: AnalysisTemplate", "kind: Canary", ""].map((text) =>
      argo.recognises(text),
    );
    expect(seen).toEqual([true, true, true, false, false]);
  });

  test("of another strategy is read and described", () => {
    const policy = policyOf(blueGreen);
    expect(argo.needs(policy)).toMatchObject([{ kind: "switch", line: 9, says: expect.stringContaining("blueGreen") }]);
    expect(argo.describe(policy).join(" ")).toContain("waits for a person");
  });

  test("describes its steps and metrics in sentences", () => {
    const says = argo.describe(policyOf(rich)).join(" ");
    for (const part of [
      "10 pods",
      "nginx",
      "setWeight 20",
      "a pause of 1m",
      "success-rate",
      "every 30s",
      "more than 1 failure aborts",
    ])
      expect(says).toContain(part);
    expect(argo.limits(policyOf(rich))).toMatchObject({ successRateMin: 95, latencyMaxMs: 500, latencyQuantile: 0.99 });
  });
});
