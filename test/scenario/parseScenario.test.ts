import { describe, expect, it } from "vitest";
import { parseScenario, referenceWorld, scenarioOf, worldForManifest } from "../../src/core/scenario/index.ts";
import { canary, manifests, problemLines, readManifest, scenario } from "./files.ts";

// The one-line change that must break this file: let `knobs` use z.looseObject.

/** A fault that says nothing of its reach. */
const everywhere = { who: [], instances: "all", flap: { on: 86_400_000, off: 0 }, growsFor: 0 };

describe("a scenario file that can be used", () => {
  it("stands on the reference world of the catalogue where it says nothing", () => {
    expect(referenceWorld).toMatchObject({
      horizon: 3_600_000,
      requestsPerSecond: 100,
      users: 20_000,
      service: {
        instances: { stable: 10, canary: "follow" },
        workers: 2,
        queue: 100,
        errors: 0.003,
        readyAfter: 10_000,
        cache: null,
        memory: { baseMib: 128, limitMib: 512 },
        restartAfter: 30_000,
        warmUp: { factor: 1 },
      },
      rate: [],
      activity: { kind: "equal" },
      client: { timeoutMs: 5_000, retry: { attempts: 0, budget: 1 }, serverCancels: false },
      balancer: { kind: "weighted", key: "request", cookie: { on: "none" }, pick: "leastRequest2" },
      dependency: null,
      schema: { readable: [1], steps: [] },
      noise: { minuteCv: 0, hostCv: 0 },
      observe: { scrape: 15_000, delay: 0, missing: [], metrics: {} },
    });
    expect(referenceWorld.service.latency.meanMs).toBeCloseTo(95.54, 2);
    expect(referenceWorld.observe.buckets.slice(-2)).toEqual([1_800_000, 3_600_000]);
    const file = parsed(scenario());
    expect(file.world).toEqual(referenceWorld);
    expect(file.without).toBeNull();
    expect(file.interventions).toEqual([]);
  });

  it("says in the model's words what the file says in its own", () => {
    const { world } = parsed(
      scenario(`world:
  horizon: 1h30m
  services: { checkout: { instances: { canary: 2 }, latency: { kind: exponential, mean: 1.5s } } }
  revisions:
    canary: { version: "3", faults: [{ kind: latency, factor: 1.4, until: 5m }, { kind: errors, rate: 8% }] }
  observe:
    missing: [{ series: canary, from: 0s }]
    buckets: [10ms, 1s]
    metrics: { total: { query: latency-p95, scope: total } }
`),
    );
    expect(world.horizon).toBe(5_400_000);
    expect(world.service).toMatchObject({
      name: "checkout",
      instances: { stable: 10, canary: 2 },
      latency: { kind: "exponential", meanMs: 1_500 },
    });
    expect(world.revisions.canary.faults).toEqual([
      { ...everywhere, kind: "latency", rate: 1, factor: 1.4, addMs: 0, from: 0, until: 300_000 },
      { ...everywhere, kind: "errors", rate: 0.08, from: 0, until: 86_400_000 },
    ]);
    expect(world.observe.missing).toEqual([{ track: "canary", from: 0, until: 86_400_000 }]);
    expect(world.observe.metrics["total"]).toEqual({
      signature: { type: "latency", quantile: 0.95 },
      scope: "total",
      layer: "request",
      who: [],
    });
  });

  it("keeps the policies in the order of the file, with the first as the default", () => {
    const text = scenario(
      "",
      "policies:\n  zeta: { manifest: manifests/canary.yaml }\n  alpha: { manifest: manifests/canary.yaml }\n",
    );
    expect(Object.keys(parsed(text).policies)).toEqual(["zeta", "alpha"]);
    expect(parsed(text).policies["zeta"]).toMatchObject({ dialect: "flagger", label: "canary.yaml", source: canary });
  });

  it("takes a manifest written under a bar", () => {
    const text = scenario("", `policies:\n  mine:\n    manifest: |\n${indented(canary, 6)}`);
    expect(parsed(text).policies["mine"]).toMatchObject({ label: "mine", source: canary });
  });

  it("makes the world without the cause by the path that the file names", () => {
    const text = scenario(`world: { observe: { delay: 2m } }
expect: { policy: { usersHarmed: p50 1..2 } }
without: { set: world.observe.delay, to: 0s, breaks: policy }
`);
    const file = parsed(text);
    expect(file.without?.world).toEqual(referenceWorld);
    expect(file.world.observe.delay).toBe(120_000);
  });

  it("has a healthy twin that differs in the canary's faults alone", () => {
    const file = parsed(
      scenario('world: { revisions: { canary: { version: "9", faults: [{ kind: errors, rate: 8% }] } } }\n'),
    );
    const bad = scenarioOf(file, "policy");
    const twin = scenarioOf(file, "policy", { twin: true });
    expect(bad.world.revisions.canary.faults).toHaveLength(1);
    expect(twin.world.revisions.canary).toEqual({ ...bad.world.revisions.canary, faults: [] });
    expect({ ...twin, world: null }).toEqual({ ...bad, world: null });
    expect(() => scenarioOf(file, "constructor")).toThrow('no policy "constructor"');
  });

  it("gives a manifest without a scenario the reference world and a release that goes wrong after five minutes", () => {
    const { policies } = parsed(scenario());
    const policy = policies["policy"];
    if (policy === undefined) throw new Error("the file has a policy");
    const { slug, world } = worldForManifest(policy);
    expect(slug).toBe("default-world");
    expect(worldForManifest(policy, { twin: true }).world.revisions.canary.faults).toEqual([]);
    expect(world.revisions.canary.faults).toEqual([
      { ...everywhere, kind: "errors", rate: 0.05, from: 300_000, until: 3_600_000 },
    ]);
  });
});

describe("a manifest beside the scenarios", () => {
  const paths = [
    "../secret.yaml",
    "/etc/passwd",
    "manifests/../../x.yaml",
    "a\\b.yaml",
    "file:///x",
    ".git/config",
    "a//b",
    "%2e%2e/x",
  ];
  it.each(paths)("is never looked for at %s", (path) => {
    const asked: string[] = [];
    const text = scenario("", `policies: { a: { manifest: '${path}' } }\n`);
    const result = parseScenario(text, { readManifest: (name) => void asked.push(name) });
    expect(problemLines(result)).toHaveLength(1);
    expect(problemLines(result)[0]).toContain("expected a path below the scenarios folder");
    expect(asked).toEqual([]);
  });

  it("keeps its own line and column, and its name, in a problem", () => {
    const text = scenario("", "policies: { a: { manifest: manifests/broken.yaml } }\n");
    const [problem] = problemLines(parseScenario(text, { readManifest }));
    expect(manifests["manifests/broken.yaml"]).toContain("interval: [1m]");
    expect(problem).toMatch(/^12:\d+ in manifests\/broken\.yaml: /);
  });

  it("has its problems at the scenario's own lines when it stands under a bar", () => {
    const broken = manifests["manifests/broken.yaml"] ?? "";
    const text = scenario("", `policies:\n  a:\n    manifest: |\n${indented(broken, 6)}`);
    const [inline] = problemLines(parseScenario(text, { readManifest }));
    const [own] = problemLines(
      parseScenario(scenario("", "policies: { a: { manifest: manifests/broken.yaml } }\n"), { readManifest }),
    );
    const line = text.split("\n").findIndex((written) => written.includes("interval: [1m]")) + 1;
    const column = Number(/^12:(\d+)/.exec(own ?? "")?.[1]) + 6;
    expect(inline).toMatch(new RegExp(`^${line}:${column} `));
  });
});

function parsed(text: string) {
  const result = parseScenario(text, { readManifest });
  if (!result.ok) throw new Error(problemLines(result).join("\n"));
  return result.value;
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}
