import { flagger } from "../../src/core/dialects/flagger/index.ts";
import type { FlaggerPolicy } from "../../src/core/dialects/flagger/policy.ts";

/** A whole Canary around the lines of its analysis, which are indented by four spaces here. */
export function canary(analysis: string, spec = ""): string {
  const head = `apiVersion: flagger.app/v1beta1
kind: Canary
metadata:
  name: web
spec:
  targetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  service:
    port: 80
${spec === "" ? "" : `  ${spec}\n`}  analysis:
`;
  const lines = analysis.trim().split("\n");
  return `${head}${lines.map((line) => `    ${line}`).join("\n")}\n`;
}

/** The line of `analysis:`'s first field in `canary` without more spec. */
export const firstAnalysisLine = 13;

export const plain = canary(`
interval: 1m
threshold: 3
stepWeight: 10
maxWeight: 50
metrics:
- name: request-success-rate
  thresholdRange:
    min: 99
- name: request-duration
  thresholdRange:
    max: 500
`);

export function policyOf(manifest: string): FlaggerPolicy {
  const result = flagger.parse(manifest);
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `line ${line}: ${message}`).join("\n"));
  return result.value;
}
