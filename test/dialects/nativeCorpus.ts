import type { Corpus } from "./mutations.ts";

const care = `native:
  name: care
  every: 1m
  steps:
    - { weight: 1%, for: 3m }
    - { weight: 50%, for: 10m, minSamples: 500 }
  judges:
    - { metric: error-rate, against: stable, kind: rate-ratio-e-process, alpha: 5% }
  noData: hold
`;

const rich = `native:
  steps:
    - users: 5%
      for: 90s
    - &half { weight: 50%, for: 20m }
    - *half
    - segments: { device: android, plan: paid }
      for: 5m
  judges:
    - { metric: latency-p99, kind: percentile, quantile: 0.99, warmup: 2m, noData: pass }
    - { metric: error-rate, kind: threshold, limit: 1%, rule: total, failures: 3 }
    - { metric: latency-p95, slowerThan: 300ms, kind: group-sequential, spending: pocock }
  alarms: [{ alarm: errors-high }, { alarm: slow, do: hold }]
  mustSee:
    - { segment: { device: android }, samples: 200 }
  noData: fail
  bake: 30m
  shadow: [{ metric: checkout-errors, kind: fisher }]
`;

export const nativeCorpus: Corpus = {
  texts: [care, rich],
  snippets: ["*half", "{{ .Values.x }}", "%", "9".repeat(20)],
  swaps: [
    ["1%", "0%"],
    ["1%", "1"],
    ["5%", "500%"],
    ["3m", "3"],
    ["3m", "1h"],
    ["1m", "1s"],
    ["20m", "24h"],
    ["weight", "users"],
    ["weight", "wait"],
    ["users", "segments"],
    ["for:", "forever:"],
    ["stable", "before"],
    ["stable", "limit"],
    ["rate-ratio-e-process", "eprocess"],
    ["rate-ratio-e-process", "bayesian"],
    ["alpha", "beta"],
    ["hold", "pass"],
    ["hold", "maybe"],
    ["500", "-1"],
    ["500", "1e9"],
    ["total", "consecutive"],
    ["pocock", "spend"],
    ["300ms", "0ms"],
    ["android", "[a, b]"],
    ["do: hold", "do: wait"],
    ["alarm: slow", "alarm: 5"],
    ["samples: 200", "samples: many"],
    ["bake: 30m", "bake: 0s"],
    ["shadow", "gates"],
    ["name: care", "name: ''"],
    ["native:", "policy:"],
    ["steps:", "judges: []\n  steps:"],
  ],
};
