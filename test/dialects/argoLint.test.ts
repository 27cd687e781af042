import { describe, expect, test } from "vitest";
import { argo } from "../../src/core/dialects/argo/index.ts";
import type { Finding, World } from "../../src/core/model/index.ts";
import { canary, nginx, rich, rollout, template } from "./argoManifests.ts";

const world = { requestsPerSecond: 100 } as World;

const step = "steps:\n- setWeight: 20\n- analysis: {templates: [{templateName: t}]}\n- pause: {}";
const background = (more = "") =>
  `${nginx}\nanalysis: {templates: [{templateName: t}]${more}}\nsteps:\n- setWeight: 20\n- pause: {duration: 2m}`;
const metric = (body: string, body2 = "provider: {prometheus: {address: x, query: canary}}") =>
  template(`name: m\n${body === "" ? "" : `${indentedBody(body)}\n`}  ${body2}`);

function indentedBody(body: string): string {
  return body
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

const good = "successCondition: len(result) > 0 && result[0] > 1";
const ratio = 'provider: {prometheus: {address: x, query: \'sum(a{canary="1"}) / sum(b{canary="1"})\'}}';

const mirrors = `${nginx.replace("nginx: {stableIngress: web}", "istio: {}, managedRoutes: [{name: m}]")}\nsteps:`;
const success = `provider: {prometheus: {address: x, query: 'sum(a{canary="1",code!~"5.."}) / sum(a{canary="1"})'}}`;
const preview = (when: "pre" | "post") =>
  rollout(`blueGreen: {activeService: a, ${when}PromotionAnalysis: {templates: [{templateName: t}]}}`);

interface Case {
  readonly rule: string;
  readonly bad: string;
  readonly fine: string;
  /** The line that it is said of. */
  readonly line: number;
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  {
    rule: "AR01",
    bad: canary(step) + metric(""),
    fine: canary(step) + metric(good),
    line: 20,
    says: /every answer counts as success/,
  },
  {
    rule: "AR02",
    bad: canary(step) + metric("successCondition: result > 1"),
    fine: canary(step) + metric(good),
    line: 21,
    says: /found a list/,
  },
  {
    rule: "AR03",
    bad: canary(step) + metric("successCondition: result[0] > 1"),
    fine: canary(step) + metric(good),
    line: 21,
    says: /without len\(result\)/,
  },
  {
    rule: "AR04",
    bad: canary(step) + metric("failureCondition: len(result) > 0 && result[0] > 1", ratio),
    fine: canary(step) + metric("failureCondition: isNaN(result[0]) || result[0] > 1", ratio),
    line: 21,
    says: /so it passes/,
  },
  {
    rule: "AR05",
    bad: canary(step) + metric(good, ratio),
    fine: canary(step) + metric("successCondition: isNaN(result[0]) || result[0] > 1", ratio),
    line: 21,
    says: /so it fails/,
  },
  {
    rule: "AR06",
    bad: canary(step) + metric(`${good}\ninterval: 10s\ncount: 10`),
    fine: canary(step) + metric(`${good}\ninterval: 10s\ncount: 10\nfailureLimit: 1`),
    line: 20,
    says: /10 points abort it with a chance of 9\.56%/,
  },
  {
    rule: "AR07",
    bad: canary(step) + metric(`${good}\ninterval: 10s\ncount: 3\nfailureLimit: 3`),
    fine: canary(step) + metric(`${good}\ninterval: 10s\ncount: 3\nfailureLimit: 2`),
    line: 24,
    says: /can never fail/,
  },
  {
    rule: "AR10",
    bad: canary(step) + metric(`${good}\ninterval: 10s`),
    fine: canary(step) + metric(`${good}\ninterval: 10s\ncount: 2`),
    line: 22,
    says: /never succeeds by itself/,
  },
  {
    rule: "AR11",
    bad: canary(background()) + metric(`${good}\ninterval: 1m\nfailureLimit: 2`),
    fine: canary(background()) + metric(`${good}\ninterval: 30s\nfailureLimit: 2`),
    line: 12,
    says: /needs 3m to fail/,
  },
  {
    rule: "AR12",
    bad: canary(background()) + metric(good, "provider: {prometheus: {address: x, query: 'rate(canary[5m])'}}"),
    fine:
      canary(background()) +
      metric(`${good}\ninitialDelay: 5m`, "provider: {prometheus: {address: x, query: 'rate(canary[5m])'}}"),
    line: 23,
    says: /looks back 5m/,
  },
  {
    rule: "AR13",
    bad: canary(step) + metric(good, "provider: {prometheus: {address: x, query: up}}"),
    fine: canary(step) + metric(good),
    line: 20,
    says: /stable and canary together/,
  },
  {
    rule: "AR14",
    bad: canary(background(", dryRun: [{metricName: '*'}]")) + metric(good),
    fine: canary(background(", dryRun: [{metricName: '.*'}]")) + metric(good),
    line: 12,
    says: /matches no metric/,
  },
  {
    rule: "AR15",
    bad: `${canary(background(", dryRun: [{metricName: m}]")) + metric(good)}  - name: mm\n    provider: {job: {}}\n`,
    fine: `${canary(background(", dryRun: [{metricName: ^m$}]")) + metric(good)}  - name: mm\n    provider: {job: {}}\n`,
    line: 12,
    says: /also matches mm/,
  },
  {
    rule: "AR16",
    bad: canary("steps:\n- setWeight: 60\n- pause: {duration: 10}"),
    fine: canary("steps:\n- setWeight: 60\n- pause: {}"),
    line: 10,
    says: /nothing can stop a bad version/,
  },
  {
    rule: "AR17",
    bad: canary("steps:\n- pause: {}\n- setWeight: 20"),
    fine: canary("steps:\n- setWeight: 20\n- pause: {}"),
    line: 11,
    says: /from 20 to 100 at once/,
  },
  {
    rule: "AR18",
    bad: canary("steps:\n- pause: {}\n- setWeight: 20"),
    fine: canary("steps:\n- setWeight: 20\n- pause: {}"),
    line: 10,
    says: /no pods and no traffic/,
  },
  {
    rule: "AR19",
    bad: canary("steps:\n- setWeight: 10", "replicas: 3"),
    fine: canary("steps:\n- setWeight: 10", "replicas: 10"),
    line: 10,
    says: /1 of 4 pods: 25%/,
  },
  {
    rule: "AR20",
    bad: canary("maxSurge: 0\nsteps:\n- setWeight: 75", "replicas: 2"),
    fine: canary("maxSurge: 1\nsteps:\n- setWeight: 75", "replicas: 2"),
    line: 11,
    says: /without a pod/,
  },
  {
    rule: "AR21",
    bad: canary('maxSurge: "3"\nsteps: []'),
    fine: canary("maxSurge: 3\nsteps: []"),
    line: 9,
    says: /3 percent/,
  },
  { rule: "AR22", bad: canary(`${nginx}\nmaxSurge: 1`), fine: canary(nginx), line: 12, says: /up to 20 pods/ },
  {
    rule: "AR23",
    bad: canary(`${nginx}\nabortScaleDownDelaySeconds: 0`),
    fine: canary(`${nginx}\nabortScaleDownDelaySeconds: 5`),
    line: 12,
    says: /removed at once/,
  },
  {
    rule: "AR24",
    bad: canary(`${nginx}\ndynamicStableScale: true\nsteps:\n- setWeight: 80\n- pause: {}`),
    fine: canary(`${nginx}\ndynamicStableScale: true\nsteps:\n- setWeight: 60\n- pause: {}`),
    line: 14,
    says: /5 times its load/,
  },
  {
    rule: "AR25",
    bad: rollout("blueGreen: {activeService: a, autoPromotionEnabled: false, autoPromotionSeconds: 5}"),
    fine: rollout("blueGreen: {activeService: a, autoPromotionSeconds: 5}"),
    line: 8,
    says: /waits for a person/,
  },
  {
    rule: "AR26",
    bad: canary("steps: []"),
    fine: canary("steps: []", "progressDeadlineAbort: true"),
    line: 9,
    says: /half rolled out/,
  },
  {
    rule: "AR28",
    bad: canary("steps:\n- setWeight: 50\n- pause: {duration: 10m}"),
    fine: canary("steps:\n- setWeight: 50\n- pause: {duration: 10m}", "rollbackWindow: {revisions: 2}"),
    line: 10,
    says: /10m of pauses/,
  },
  {
    rule: "AR29",
    bad: canary(background()) + metric("successCondition: result[0] > 1"),
    fine: canary(background()) + metric("successCondition: result[0] > 1\ninitialDelay: 1m"),
    line: 12,
    says: /before the canary has pods/,
  },
  {
    rule: "AR30",
    bad: canary(background()) + metric(`${good}\nfailureCondition: len(result) > 0 && result[0] < 0`),
    fine: canary(background()) + metric(good),
    line: 12,
    says: /can be Inconclusive/,
  },
  {
    rule: "AR32",
    bad: canary(`${mirrors}\n- setMirrorRoute: {name: m, percentage: 20, match: [{method: {exact: GET}}]}`),
    fine: canary(`${mirrors}\n- setMirrorRoute: {name: m}`),
    line: 13,
    says: /copies 20% of all requests to stable/,
  },
  {
    rule: "AR31",
    bad: preview("pre") + metric("successCondition: result[0] > 0.9", success),
    fine: preview("post") + metric("successCondition: result[0] > 0.9", success),
    line: 16,
    says: /finds no requests, and each measurement is Failed/,
  },
];

/** AR08, AR09 and AR27 are said while a template is read, or refuse a Rollout. */
const whileReading = ["AR08", "AR09", "AR27"];

describe("lint finds", () => {
  test("every rule of the list, 1 to 32", () => {
    const covered = [...cases.map(({ rule }) => rule), ...whileReading].sort();
    expect(covered).toEqual(Array.from({ length: 32 }, (_, index) => `AR${String(index + 1).padStart(2, "0")}`));
  });

  for (const { rule, bad, fine, line, says } of cases) {
    test(`${rule} where it is, and not where it is not`, () => {
      const [found] = findings(bad).filter((finding) => finding.rule.startsWith(rule));
      expect(found).toMatchObject({ line, message: expect.stringMatching(says) });
      expect(findings(fine).map((finding) => finding.rule.slice(0, 4))).not.toContain(rule);
    });
  }

  test("what makes every run an Error, while it reads the template", () => {
    const result = argo.parse(
      canary(step) + metric("interval: 1d\ncount: 2") + metric("count: 2").replace("name: t", "name: other"),
    );
    expect(result.ok && result.findings.map((finding) => finding.rule)).toContain("AR08-bad-interval");
    const none = argo.parse(canary(step) + metric("count: 2"));
    expect(none.ok && none.findings.map((finding) => finding.rule)).toEqual(["AR09-interval-missing"]);
  });

  test("each thing once, in reading order", () => {
    const all = findings(rich);
    expect(all.length).toBeGreaterThan(0);
    const places = all.map(({ line, column }) => line * 1000 + column);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(all.map(({ rule, path }) => `${rule} ${path}`)).size).toBe(all.length);
  });
});

function findings(text: string): readonly Finding[] {
  const result = argo.parse(text);
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `line ${line}: ${message}`).join(" "));
  return argo.lint(result.value, world);
}
