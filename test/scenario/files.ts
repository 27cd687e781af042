import type { Result } from "../../src/core/model/index.ts";

/** A Flagger canary, as short as the language allows. */
export const canary = `apiVersion: flagger.app/v1beta1
kind: Canary
metadata:
  name: podinfo
spec:
  targetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: podinfo
  service: { port: 80 }
  analysis:
    interval: 1m
    threshold: 5
    stepWeight: 5
    maxWeight: 50
    metrics:
      - { name: request-success-rate, thresholdRange: { min: 99 }, interval: 1m }
`;

export const manifests: Readonly<Record<string, string>> = {
  "manifests/canary.yaml": canary,
  "manifests/broken.yaml": canary.replace("interval: 1m\n", "interval: [1m]\n"),
  "manifests/other.yaml": "kind: Deployment\n",
};

export function readManifest(path: string): string | undefined {
  return manifests[path];
}

/** A scenario file with these lines in it: its head is three lines long, its policies end it. */
export function scenario(body = "", policies = "policy: manifests/canary.yaml\n"): string {
  return `id: S99\nslug: a-test\nabout: { title: A test }\n${body}${policies}`;
}

/** `line:column message` of every problem. */
export function problemLines(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}
