/** The built command, as a person runs it. `npm test` builds it first. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const command = join(root, "dist/cli/coalmine.js");
const podinfo = join(root, "scenarios/manifests/podinfo-canary.yaml");
const folder = mkdtempSync(join(tmpdir(), "coalmine-cli-"));

function coalmine(...args: readonly string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: "utf8", cwd: root });
  return { status, out: stdout, err: stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function decisions(
  out: string,
): readonly { readonly time: string; readonly phase: string; readonly weight: string; readonly fails: string }[] {
  return [...out.matchAll(/^(\d\d:\d\d) +\S (\w+) +([\d.]+%) +(\d+\/\d+) {2}/gm)].map(
    ([, time = "", phase = "", weight = "", fails = ""]) => ({ time, phase, weight, fails }),
  );
}

test("is a program, also when it was built again", () => {
  expect(statSync(command).mode & 0o111).toBe(0o111);
});

describe("simulate", () => {
  test("plays the documented podinfo canary as the controller does: steps, five failed checks, rollback one tick later", () => {
    const { status, out } = coalmine("simulate", "--policy", podinfo);
    expect(status).toBe(0);
    expect(out).toContain("the canary fails 5% of its requests");
    expect(decisions(out).map(({ time, weight, fails }) => `${time} ${weight} ${fails}`)).toEqual([
      "12:00 0% 0/5",
      "12:01 5% 0/5",
      "12:02 10% 0/5",
      "12:03 15% 0/5",
      "12:04 20% 0/5",
      "12:05 25% 0/5",
      "12:06 25% 1/5",
      "12:07 25% 2/5",
      "12:08 25% 3/5",
      "12:09 25% 4/5",
      "12:10 25% 5/5",
      "12:11 0% 0/5",
    ]);
    expect(out).toMatch(
      /Success rate 9\d\.\d+% is under 99% \(\d+ of 1,\d{3} requests failed in the last 1m\)\. Failed checks 3 of 5/,
    );
    expect(out).toMatch(/Rolled back\. The release was rolled back at 12:11/);
  });

  test("promotes the healthy twin at minute 13 and harms nobody", () => {
    const { status, out } = coalmine("simulate", "--policy", podinfo, "--twin");
    expect(status).toBe(0);
    expect(out).toContain("Promoted. The release was promoted at 12:13");
    expect(out).toContain("Harmed by the release: nobody");
    expect(decisions(out).map(({ weight }) => weight)).toEqual([
      "0%",
      "5%",
      "10%",
      "15%",
      "20%",
      "25%",
      "30%",
      "35%",
      "40%",
      "45%",
      "50%",
      "50%",
      "0%",
      "0%",
    ]);
  });

  test("prints the same recording as JSON, decisions and hash included", () => {
    const text = coalmine("simulate", "loud-bug", "--seed", "7");
    const json = JSON.parse(coalmine("simulate", "loud-bug", "--seed", "7", "--json").out);
    expect(json.outcome).toBe("rolledBack");
    expect(text.out).toContain(`Recording ${json.hash}`);
    expect(json.decisions.length).toBe(decisions(text.out).length);
    const failed = json.decisions.find((decision: { readonly verdict: string }) => decision.verdict === "fail");
    expect(failed).toMatchObject({
      phase: "Progressing",
      failedChecks: 1,
      because: expect.stringContaining("Success rate"),
    });
    expect(Object.keys(failed)).toEqual(
      expect.arrayContaining(["atMs", "weight", "failedChecks", "because", "checks"]),
    );
  });

  test("takes an operator's act, and the controller answers on its next tick", () => {
    const { out } = coalmine("simulate", "--policy", podinfo, "--twin", "--do", "3m30s:abort");
    expect(out).toContain("Rolled back. The release was rolled back at 12:04");
  });

  test("waits at a gate until somebody approves it", () => {
    const gated = file(
      "gated.yaml",
      readFileSync(podinfo, "utf8").replace(
        "webhooks:",
        "webhooks:\n      - {name: go, type: confirm-promotion, url: http://gate.test/}",
      ),
    );
    expect(coalmine("simulate", "--policy", gated, "--twin").out).toContain("its phase was WaitingPromotion");
    const approved = coalmine("simulate", "--policy", gated, "--twin", "--do", "20m30s:promote").out;
    expect(approved).toContain("Operator approves");
    expect(approved).toContain("Promoted. The release was promoted at 12:23");
  });
});

describe("bad input", () => {
  const manifest = readFileSync(podinfo, "utf8");
  const bombs = Array.from(
    { length: 9 },
    (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(", ")}]`,
  ).join("\n");
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ["bad YAML", manifest.replace("analysis:", "analysis: ]"), /:\d+:\d+: /],
    ["wrong kind", manifest.replace("kind: Canary", "kind: Deployment"), /:\d+:\d+: .*Deployment/],
    ["negative interval", manifest.replace("interval: 1m", "interval: -1m"), /:\d+:\d+: .*-1m/],
    ["five megabytes", `${manifest}\n# ${"x".repeat(5 * 1024 * 1024)}`, /:\d+:\d+: .*(MiB|bytes|large)/i],
    ["an alias bomb", `a0: &a0 [x]\n${bombs}\n${manifest}`, /:\d+:\d+: .*alias/i],
    ["nothing", "", /:\d+:\d+: /],
  ];

  test.each(broken)("%s is answered with line and column, exit code 2 and no stack trace", (name, text, message) => {
    const { status, out, err } = coalmine("simulate", "--policy", file(`${name.replaceAll(" ", "-")}.yaml`, text));
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
    expect([status, out]).toEqual([2, ""]);
  });

  test("a step that the world cannot play is refused at its line", () => {
    const bundle = readFileSync(join(root, "scenarios/manifests/argo-guestbook.yaml"), "utf8");
    const canary = `canaryService: a, stableService: b, trafficRouting: {smi: {}}, steps: [{experiment: {templates: [{name: x, specRef: canary, weight: 5}]}}]`;
    const experiment = file(
      "experiment.yaml",
      `${bundle.slice(0, bundle.indexOf("  strategy:"))}  strategy: {canary: {${canary}}}\n`,
    );
    const { status, err } = coalmine("simulate", "--policy", experiment);
    expect(status).toBe(2);
    expect(err).toMatch(/experiment\.yaml:\d+:\d+: the simulated world cannot play this policy yet/);
  });

  test.each([
    [["simulate", "no-such-scenario"], /no scenario "no-such-scenario"/],
    [["simulate", "--seed", "x"], /--seed: expected an integer/],
    [["simulate", "--do", "soon:promote"], /--do: expected TIME:ACT/],
    [["simulate", "loud-bug", "--do", "5m:retry"], /Flagger knows no retry/],
    [["simulate", "--sede", "1"], /--sede/],
    [["simulate", "a", "b"], /expected one scenario/],
    [["render", "spinnaker"], /no system "spinnaker"/],
    [["fly"], /no command "fly"/],
  ])("%j says what is wrong", (args, message) => {
    const { status, err } = coalmine(...args);
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe("help", () => {
  test.each(["simulate", "test", "render", "scenarios"])("%s explains itself", (verb) => {
    const { status, out } = coalmine(verb, "--help");
    expect(status).toBe(0);
    expect(out).toContain(`Usage: coalmine ${verb}`);
  });
});

test("render prints the lifecycle that runs, as Mermaid", () => {
  const { status, out } = coalmine("render", "flagger");
  expect(status).toBe(0);
  expect(out).toMatch(/^stateDiagram-v2/);
  for (const phase of [
    "Initialized",
    "Waiting",
    "Progressing",
    "WaitingPromotion",
    "Promoting",
    "Finalising",
    "Succeeded",
    "Failed",
  ]) {
    expect(out).toContain(`"${phase}"`);
  }
});

test("test checks a scenario's expectations, and says which fail", () => {
  const { status, out } = coalmine("test", "loud-bug", "--seeds", "10");
  expect(out).toContain("S02 loud-bug");
  expect(out).toMatch(/holds {2}outcome/);
  expect(status).toBe(0);
});
