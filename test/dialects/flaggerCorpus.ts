import { canary, plain } from "./canaryManifest.ts";
import type { Corpus } from "./mutations.ts";

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

const gated = canary(`
interval: 1m
threshold: 2
stepWeight: 50
webhooks:
- {name: go, type: confirm-rollout, url: http://x/}
- {name: load, type: rollout, url: http://x/}
`);

export const flaggerCorpus: Corpus = {
  texts: [plain, rich, gated],
  snippets: ["*cookie", "%YAML 1.2\n", "{{ target }}"],
  swaps: [
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
  ],
};
