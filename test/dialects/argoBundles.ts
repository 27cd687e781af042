/** Bundles of a Rollout with its templates, made at random from everything that a policy keeps of one. */
import fc from "fast-check";
import { stringify } from "yaml";

const maybe = <T>(field: string, value: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  fc.option(value, { nil: undefined }).map((found) => (found === undefined ? {} : { [field]: found }));
const all = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((found) => Object.assign({}, ...found));

const small = fc.nat(40);
const duration = fc.constantFrom("30s", "1m", "1m30s", "500ms", "2h", "0.1ns", "3ns", "-0s", "2562047h");
const pods = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom("10%", "25%", "100%"));

const queries = [
  'sum(rate(http_requests_total{service="{{args.service}}",code!~"5.."}[1m])) / sum(rate(http_requests_total[1m]))',
  "histogram_quantile(0.99, sum by (le) (rate({{ args.service }}_seconds_bucket[2m])))",
  "vector(1)",
];
const metric = (name: string): fc.Arbitrary<object> =>
  all(
    fc.constant({ name }),
    fc.constantFrom<object>(
      { interval: "30s", count: 5 },
      { interval: "1m" },
      { count: 1 },
      { interval: "{{args.every}}" },
    ),
    maybe("initialDelay", duration),
    maybe("inconclusiveLimit", fc.nat(1)),
    maybe("consecutiveErrorLimit", fc.nat(9)),
    fc.constantFrom<object>({}, { failureLimit: 1 }, { failureLimit: -1, consecutiveSuccessLimit: 1 }),
    maybe("successCondition", fc.constantFrom("result[0] >= 0.95", "len(result) == 0 || result[0] < {{args.most}}")),
    maybe("failureCondition", fc.constantFrom("result[0] < 0.9", "isNaN(result[0])")),
    fc.oneof(
      fc.constantFrom(...queries).map((query) => ({ provider: { prometheus: { address: "http://x", query } } })),
      fc.constant({ provider: { web: { url: "http://x", jsonPath: "{$.ok}" } } }),
      fc.constant({ provider: { job: {} } }),
    ),
  );

const templateNames = ["success", "latency", "whole"] as const;
const templateOf = (name: string): fc.Arbitrary<object> =>
  fc
    .record({
      cluster: fc.boolean(),
      metrics: fc
        .uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1 })
        .chain((names) => fc.tuple(...names.map(metric))),
      own: fc.boolean(),
    })
    .map(({ cluster, metrics, own }) => ({
      apiVersion: "argoproj.io/v1alpha1",
      kind: cluster ? "ClusterAnalysisTemplate" : "AnalysisTemplate",
      metadata: { name },
      spec: {
        args: [
          { name: "service", ...(own ? { value: "web" } : {}) },
          { name: "every", value: "20s" },
          { name: "most", value: "0.5" },
        ],
        metrics: metrics.map((found, i) => ({ ...found, name: `${name}-${i}` })),
        ...(name === "whole" ? { templates: [{ templateName: "success" }] } : {}),
      },
    }));

const reference = all(
  fc.constantFrom(...templateNames, "elsewhere").map((templateName) => ({ templateName })),
  maybe("clusterScope", fc.boolean()),
);
const args = maybe(
  "args",
  fc.array(
    fc.constantFrom<object>(
      { name: "service", value: "web-canary" },
      { name: "most", value: 1 },
      { name: "service", valueFrom: { podTemplateHashValue: "Latest" } },
      { name: "service", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
    ),
    { maxLength: 3 },
  ),
);
const rules = all(
  maybe("dryRun", fc.constant([{ metricName: "success-0" }])),
  maybe("measurementRetention", fc.constant([{ metricName: ".*", limit: 3 }])),
);
const analysis = all(
  fc.array(reference, { minLength: 1, maxLength: 3 }).map((templates) => ({ templates })),
  args,
  rules,
);
const background = all(analysis, maybe("startingStep", fc.nat(4)));

const route = (key: string, match: object): fc.Arbitrary<object> =>
  fc
    .constantFrom<object>({ match: [match] }, { match: [match], percentage: 35 }, {})
    .map((rest) => ({ [key]: { name: `${key}-1`, ...rest } }));
const experiment = all(
  maybe("duration", duration),
  fc
    .boolean()
    .map((weighted) => ({ templates: [{ name: "c", specRef: "canary", ...(weighted ? { weight: 5 } : {}) }] })),
  maybe("analyses", fc.array(all(fc.constant({ name: "e" }), reference, args, rules), { minLength: 1, maxLength: 2 })),
);
const plainStep = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((setWeight) => ({ setWeight })),
  fc
    .oneof(fc.constant({}), fc.record({ duration: fc.oneof(duration, small, fc.constant("45")) }))
    .map((pause) => ({ pause })),
  analysis.map((found) => ({ analysis: found })),
  fc.constant({ plugin: { name: "mine" } }),
);
const routedStep = fc.oneof(
  plainStep,
  fc
    .constantFrom<object>({ replicas: 3 }, { weight: 25 }, { matchTrafficWeight: true })
    .map((setCanaryScale) => ({ setCanaryScale })),
  experiment.map((found) => ({ experiment: found })),
  route("setHeaderRoute", { headerName: "x", headerValue: { exact: "y" } }),
  route("setMirrorRoute", { method: { exact: "GET" } }),
  // Argo takes a route beside a weight.
  all(fc.constant({ setWeight: 30 }), route("setHeaderRoute", { headerName: "x", headerValue: { exact: "y" } })),
  all(
    fc.constant({ setCanaryScale: { replicas: 2 } }),
    experiment.map((found) => ({ experiment: found })),
  ),
);

const unrouted = all(
  fc.array(plainStep, { maxLength: 6 }).map((steps) => ({ steps })),
  maybe("maxSurge", pods),
  maybe("maxUnavailable", fc.oneof(fc.constant(0), pods)),
);
const managedRoutes = [{ name: "setHeaderRoute-1" }, { name: "setMirrorRoute-1" }];
const routed = all(
  fc.array(routedStep, { maxLength: 6 }).map((steps) => ({ steps, canaryService: "c", stableService: "s" })),
  fc
    .constantFrom<object>(
      { istio: { virtualService: {} }, managedRoutes },
      { plugins: { x: {} }, managedRoutes, maxTrafficWeight: 200 },
    )
    .map((trafficRouting) => ({ trafficRouting })),
  fc.constantFrom<object>({}, { dynamicStableScale: true }, { scaleDownDelaySeconds: 10 }),
  maybe("abortScaleDownDelaySeconds", small),
  maybe("minPodsPerReplicaSet", small),
  maybe("replicaProgressThreshold", fc.record({ type: fc.constantFrom("Percent", "Pod"), value: small })),
  maybe("pingPong", fc.constant({ pingService: "a", pongService: "b" })),
);
const canary = all(fc.oneof(unrouted, routed), maybe("analysis", background)).map((found) => ({ canary: found }));
const blueGreen = all(
  fc.constant({ activeService: "a" }),
  maybe("previewService", fc.constant("b")),
  maybe("previewReplicaCount", small),
  maybe("autoPromotionEnabled", fc.boolean()),
  maybe("autoPromotionSeconds", small),
  maybe("scaleDownDelaySeconds", small),
  maybe("abortScaleDownDelaySeconds", small),
  maybe("prePromotionAnalysis", analysis),
  maybe("postPromotionAnalysis", analysis),
).map((found) => ({ blueGreen: found }));

const spec = all(
  maybe("replicas", small),
  maybe("minReadySeconds", small),
  maybe("revisionHistoryLimit", small),
  maybe("progressDeadlineSeconds", fc.integer({ min: 60, max: 900 })),
  maybe("progressDeadlineAbort", fc.boolean()),
  maybe("paused", fc.boolean()),
  maybe("rollbackWindow", fc.record({ revisions: small })),
  fc.oneof(canary, blueGreen).map((strategy) => ({ strategy })),
);

/** Texts; nearly all of them are accepted. */
export const argoBundles: fc.Arbitrary<string> = fc
  .tuple(spec, ...templateNames.map(templateOf), fc.boolean())
  .map((parts) => {
    const named = parts.at(-1) === true;
    const metadata = { name: "web", ...(named ? { namespace: "shop" } : {}) };
    const rollout = { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", metadata, spec: parts[0] };
    return [rollout, ...parts.slice(1, -1)]
      .map((document) => stringify(document, { aliasDuplicateObjects: false }))
      .join("---\n");
  });
