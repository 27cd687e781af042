import fc from "fast-check";
import { expect, test } from "vitest";
import { FlaggerCluster, type TickScript } from "../vectors/methods/flaggerCluster.ts";
import { AdvanceCanary } from "./advanceCanary.ts";
import { canary, policyOf } from "./canaryManifest.ts";

const hookTypes = [
  "confirm-rollout",
  "pre-rollout",
  "rollout",
  "confirm-traffic-increase",
  "confirm-promotion",
  "post-rollout",
  "rollback",
];

const weights = fc.oneof(
  fc
    .record({ step: fc.constantFrom(0, 10, 40, 60), max: fc.constantFrom(0, 50, 150) })
    .map(({ step, max }) => `stepWeight: ${step}\nmaxWeight: ${max}`),
  fc.constantFrom(
    "stepWeights: [5, 50]",
    "stepWeights: [40, 20]",
    "stepWeights: [100]",
    "iterations: 1",
    "iterations: 3",
    "iterations: 2\nmatch: [{headers: {a: {exact: b}}}]",
  ),
);

const manifest = fc
  .record({
    provider: fc.constantFrom("istio", "istio", "istio", "nginx", "kubernetes", "gatewayapi:v1"),
    weights,
    threshold: fc.integer({ min: 1, max: 3 }),
    promotion: fc.constantFrom(0, 0, 30, 100),
    mirror: fc.boolean(),
    hooks: fc.subarray(hookTypes),
    skip: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  })
  .map(({ provider, weights: steps, threshold, promotion, mirror, hooks, skip }) => {
    // Two hooks of a type, so that the first refusal has something to cut off.
    const webhooks = hooks.flatMap((type) => [
      `- {name: a-${type}, url: x, type: ${type}}`,
      `- {name: b-${type}, url: x, type: ${type}}`,
    ]);
    const analysis = `interval: 1m\nthreshold: ${threshold}\n${steps}\nmirror: ${mirror}\nstepWeightPromotion: ${promotion}\nmetrics:\n- name: request-success-rate\n  thresholdRange: {min: 99}\n- name: errors\n  templateRef: {name: errors}\n  thresholdRange: {max: 1}\nwebhooks: ${webhooks.length === 0 ? "[]" : `\n${webhooks.join("\n")}`}`;
    return canary(analysis, skip ? `provider: ${provider}\n  skipAnalysis: true` : `provider: ${provider}`);
  });

const rarely = fc.integer({ min: 0, max: 11 }).map((number) => number === 0);
const readiness = fc.constantFrom(
  "ready",
  "ready",
  "ready",
  "ready",
  "ready",
  "ready",
  "ready",
  "ready",
  "retry",
  "failed",
) satisfies fc.Arbitrary<string>;
const mostly = fc.integer({ min: 0, max: 4 }).map((number) => number > 0);

const scripted: fc.Arbitrary<TickScript> = fc.record({
  newRevision: rarely,
  revertToPromoted: rarely,
  ready: readiness,
  primaryReady: readiness,
  metrics: fc.record({
    "request-success-rate": fc.constantFrom(100, 100, 100, 98, null),
    errors: fc.constantFrom(0, 0, 0, 5, "NaN"),
  }),
  webhooks: fc
    .array(fc.tuple(fc.constantFrom(...hookTypes), fc.constantFrom("a", "b"), mostly), { maxLength: 5 })
    .map((answers) =>
      Object.fromEntries(answers.map(([type, name, yes]) => [`${name}-${type}`, type === "rollback" ? !yes : yes])),
    ),
});

/** Breaks when any two questions of `analysisStates`' tick change places. */
test("the machine does on every tick what one long procedure does", () => {
  const phases = new Set<string>();
  let ticks = 0;
  fc.assert(
    fc.property(manifest, fc.array(scripted, { minLength: 20, maxLength: 40 }), (text, script) => {
      const policy = policyOf(text);
      const cluster = new FlaggerCluster(policy);
      const model = new AdvanceCanary(policy);
      let revisions = 0;
      for (const [index, entry] of [{ ...script[0], newRevision: true }, ...script.slice(1)].entries()) {
        if (entry.newRevision === true) model.target = ++revisions;
        if (entry.revertToPromoted === true) model.target = model.lastPromoted;
        model.tick(entry, entry.metrics?.["request-success-rate"] === 100 && entry.metrics["errors"] === 0);
        const state = cluster.tick(entry);
        const routed =
          policy.provider === "kubernetes"
            ? {}
            : { canaryWeight: model.weight, mirrorWeight: model.mirrored ? 100 : 0 };
        expect({ index, ...state, called: cluster.called }).toMatchObject({
          phase: model.phase,
          statusWeight: model.statusWeight,
          failedChecks: model.failedChecks,
          iterations: model.iterations,
          promoted: model.primary === model.target,
          called: model.called,
          ...routed,
        });
        phases.add(model.phase);
        ticks++;
      }
    }),
    { numRuns: 150, seed: 20260721 },
  );
  expect(ticks).toBeGreaterThan(3000);
  expect(phases.size).toBe(8);
});
